package io.mlpipeline.etl.features.quality;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Row;

/** The value lies between two bounds; infinite bounds don't bind. */
record RangeCheck(String column, double from, boolean fromIncluded, double to) implements ColumnCheck {

    RangeCheck {
        if (!(from <= to)) {
            throw new IllegalArgumentException("Column '" + column + "': no number is from " + from + " to " + to);
        }
    }

    @Override
    public boolean fits(ColumnType type) {
        return type == ColumnType.NUMBER || type == ColumnType.INTEGER;
    }

    @Override
    public boolean holds(Row row, int position) {
        double value = row.number(position);
        return Double.isNaN(value) || ((fromIncluded ? value >= from : value > from) && value <= to);
    }

    @Override
    public String description() {
        if (to == Double.POSITIVE_INFINITY) {
            return column + (fromIncluded ? " is at least " : " is above ") + from;
        }
        return column + (from == Double.NEGATIVE_INFINITY ? " is at most " + to : " is from " + from + " to " + to);
    }
}
