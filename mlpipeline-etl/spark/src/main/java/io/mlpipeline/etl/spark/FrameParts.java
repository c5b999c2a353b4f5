package io.mlpipeline.etl.spark;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Schema;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Cuts the rows of a partition into frames: one a series where rows of a series stand together, else blocks. */
final class FrameParts implements Iterator<Frame> {
    private static final int BLOCK = 4_096;

    private final Iterator<Row> rows;
    private final Schema schema;
    private final int[] keys;
    private final int largest;
    private @Nullable Row ahead;

    /**
     * Cuts by series or into blocks.
     *
     * @param keys the key columns; without any, all rows are one series
     * @param isSeries whether the rows form series at all
     */
    FrameParts(Iterator<Row> rows, Schema schema, List<String> keys, boolean isSeries) {
        this.rows = rows;
        this.schema = schema;
        this.keys = keys.stream().mapToInt(schema::indexOf).toArray();
        this.largest = isSeries ? Integer.MAX_VALUE : BLOCK;
        this.ahead = read();
    }

    @Override
    public boolean hasNext() {
        return ahead != null;
    }

    @Override
    public Frame next() {
        Row first = ahead;
        if (first == null) {
            throw new NoSuchElementException();
        }
        Frame.Builder frame = Frame.builder(schema);
        RowView view = new RowView(schema);
        for (Row row = first; row != null && frame.size() < largest && isSameSeries(first, row); row = ahead) {
            frame.add(view.on(row));
            ahead = read();
        }
        return frame.build();
    }

    private boolean isSameSeries(Row first, Row row) {
        for (int key : keys) {
            if (!Objects.equals(first.get(key), row.get(key))) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Row read() {
        return rows.hasNext() ? rows.next() : null;
    }
}
