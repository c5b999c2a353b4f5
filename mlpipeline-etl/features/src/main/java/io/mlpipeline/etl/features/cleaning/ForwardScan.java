package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.series.RowOrder;
import java.util.Comparator;

/** Fills missing values of one column along each series. Rows come series by series, each in the order of time. Not thread-safe. */
public final class ForwardScan {
    private final int column;
    private final int time;
    private final int[] keys;
    private final RowBuffer filled;
    private final RowBuffer newest;
    private final RowBuffer earlier;
    private final Comparator<Row> byValue;
    private boolean isFilled;

    ForwardScan(Schema schema, int column, int time, int[] keys) {
        this.column = column;
        this.time = time;
        this.keys = keys;
        this.filled = RowBuffer.of(schema);
        this.newest = RowBuffer.of(schema);
        this.earlier = RowBuffer.of(schema);
        this.byValue = RowOrder.by(schema.column(column).name()).comparator(schema);
    }

    /**
     * Looks at the next row.
     *
     * @param row a row of the schema; need not stay as it is afterwards
     * @param begins whether it is the first of its series
     * @return the row, filled where it can be; to be used before the next call
     */
    public Row next(Row row, boolean begins) {
        isFilled = false;
        if (begins) {
            newest.clear();
            earlier.clear();
        }
        if (!takesPart(row)) {
            return row;
        }
        if (row.integer(time) != newest.integer(time)) {
            if (!newest.isMissing(column)) {
                earlier.copyOf(newest);
            }
            newest.clear().copyValue(row, time, time);
        }
        if (!row.isMissing(column)) {
            if (newest.isMissing(column) || byValue.compare(row, newest) > 0) {
                newest.copyValue(row, column, column);
            }
            return row;
        }
        isFilled = !earlier.isMissing(column);
        return isFilled ? filled.copyOf(row).copyValue(earlier, column, column) : row;
    }

    private boolean takesPart(Row row) {
        for (int key : keys) {
            if (row.isMissing(key)) {
                return false;
            }
        }
        return row.integer(time) != ColumnType.MISSING_INTEGER;
    }

    /**
     * Whether the last row was filled.
     *
     * @return true if it was
     */
    public boolean isFilled() {
        return isFilled;
    }
}
