package io.mlpipeline.etl.features.quality;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** The day or instant lies between two bounds, both good. */
record TimeRangeCheck(String column, ColumnType type, long from, long to) implements ColumnCheck {
    TimeRangeCheck {
        if (from > to) {
            throw new IllegalArgumentException(
                    "Column '" + column + "': nothing is from " + text(type, from) + " to " + text(type, to));
        }
    }

    @Override
    public boolean fits(ColumnType given) {
        return given == type;
    }

    @Override
    public boolean holds(Row row, int position) {
        long value = row.integer(position);
        return value == ColumnType.MISSING_INTEGER || (value >= from && value <= to);
    }

    @Override
    public String description() {
        return column + " is from " + text(type, from) + " to " + text(type, to);
    }

    private static String text(ColumnType type, long value) {
        return type == ColumnType.DATE
                ? LocalDate.ofEpochDay(value).toString()
                : Instant.EPOCH.plus(value, ChronoUnit.MICROS).toString();
    }
}
