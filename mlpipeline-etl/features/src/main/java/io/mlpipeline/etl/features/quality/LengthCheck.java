package io.mlpipeline.etl.features.quality;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Row;

/** The text has a number of characters (Unicode code points) in a range. */
record LengthCheck(String column, int least, int most) implements ColumnCheck {
    LengthCheck {
        if (least < 0 || least > most) {
            throw new IllegalArgumentException(
                    "Column '" + column + "': no text has from " + least + " to " + most + " characters");
        }
    }

    @Override
    public boolean fits(ColumnType type) {
        return type == ColumnType.TEXT;
    }

    @Override
    public boolean holds(Row row, int position) {
        if (row.isMissing(position)) {
            return true;
        }
        String text = row.text(position);
        int length = text.codePointCount(0, text.length());
        return length >= least && length <= most;
    }

    @Override
    public String description() {
        return column + " has from " + least + " to " + most + " characters";
    }
}
