package io.mlpipeline.etl.spark;

import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.Series;
import io.mlpipeline.etl.features.SeriesBuilder;
import io.mlpipeline.etl.spark.internal.PackedRow;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rows of a partition, series by series, where rows of one series stand together in the order of time. */
final class SeriesRows implements Iterator<SeriesRows.Whole> {
    private final Iterator<PackedRow> rows;
    private final SeriesBuilder builder;
    private final PackedView view;
    private final PackedView first;
    private final int[] keys;
    private @Nullable PackedRow ahead;

    /** Groups by key columns; without any, all rows are one series. */
    SeriesRows(Iterator<PackedRow> rows, SeriesBuilder builder, Schema schema, List<String> keys) {
        this.rows = rows;
        this.builder = builder;
        Packing packing = new Packing(schema);
        this.view = new PackedView(packing);
        this.first = new PackedView(packing);
        this.keys = keys.stream().mapToInt(schema::indexOf).toArray();
        this.ahead = read();
    }

    /** One series and its rows. */
    record Whole(Series series, List<PackedRow> rows) {}

    @Override
    public boolean hasNext() {
        return ahead != null;
    }

    @Override
    public Whole next() {
        PackedRow row = ahead;
        if (row == null) {
            throw new NoSuchElementException();
        }
        first.on(row);
        List<PackedRow> together = new ArrayList<>();
        for (; row != null && isSameSeries(row); row = ahead) {
            builder.add(view.on(row));
            together.add(row);
            ahead = read();
        }
        return new Whole(builder.build(), together);
    }

    private boolean isSameSeries(PackedRow row) {
        view.on(row);
        for (int key : keys) {
            if (!Objects.equals(part(view, key), part(first, key))) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Object part(PackedView row, int key) {
        if (row.isMissing(key)) {
            return null;
        }
        return row.isText(key) ? row.text(key) : (Object) row.integer(key);
    }

    private @Nullable PackedRow read() {
        return rows.hasNext() ? rows.next() : null;
    }
}
