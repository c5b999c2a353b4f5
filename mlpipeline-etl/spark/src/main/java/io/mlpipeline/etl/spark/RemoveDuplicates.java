package io.mlpipeline.etl.spark;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.cleaning.Duplicates;
import io.mlpipeline.etl.features.cleaning.TableStage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Collectors;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Marks all but one of the rows of each key, in partitions where the rows of a key stand together. */
final class RemoveDuplicates implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    private final TableStage stage;

    private RemoveDuplicates(TableStage stage) {
        this.stage = stage;
    }

    static Dataset<Row> apply(Dataset<Row> rows, TableStage stage, Duplicates duplicates, boolean isOrdered) {
        if (duplicates.needsOrder() && !isOrdered) {
            throw new IllegalArgumentException("Step '" + duplicates.name() + "' keeps the "
                    + (duplicates.keepsLast() ? "last" : "first")
                    + " row, but rows that were not read from files have no order in Spark. Use keepLatest(column)");
        }
        List<Column> order = new ArrayList<>();
        if (duplicates.needsOrder()) {
            order.addAll(List.of(PhysicalRows.named(ReadRows.ORDER), PhysicalRows.named(ReadRows.LINE)));
        }
        List<String> columns = duplicates.columns(stage.schema());
        Optional<SeriesOrder> series = order(stage);
        return TrackedRows.byKey(
                        rows,
                        series.map(SeriesOrder::keys).orElse(columns),
                        series.map(SeriesOrder::columns).orElse(columns),
                        duplicates.comparesMissing(),
                        order)
                .mapPartitions(new RemoveDuplicates(stage), Encoders.row(TrackedRows.struct(stage.schema())));
    }

    /**
     * How the kept rows stand: if one column of the key is a time, whole series in the order of time. What comes next often needs just
     * that, and one shuffle is as much as all else.
     */
    static Optional<SeriesOrder> order(TableStage stage) {
        Duplicates duplicates = (Duplicates) stage.step();
        Map<Boolean, List<String>> isTime = duplicates.columns(stage.schema()).stream()
                .collect(Collectors.partitioningBy(
                        column -> isTime(stage.schema().typeOf(column))));
        List<String> times = isTime.getOrDefault(true, List.of());
        List<String> keys = isTime.getOrDefault(false, List.of());
        return duplicates.comparesMissing() || times.size() != 1 || keys.isEmpty()
                ? Optional.empty()
                : Optional.of(new SeriesOrder(keys, times.get(0)));
    }

    private static boolean isTime(ColumnType type) {
        return type == ColumnType.DATE || type == ColumnType.TIMESTAMP;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        return new Chosen(rows, stage, (Duplicates) stage.step());
    }

    /** Streams each key once, with the row to keep so far in hand. */
    private static final class Chosen implements Iterator<Row> {
        private final Iterator<Row> rows;
        private final TableStage stage;
        private final Duplicates duplicates;
        private final TrackedRows layout;
        private final Duplicates.Choice choice;
        private final RowView view;
        private final RowView other;
        private final Queue<Row> ready = new ArrayDeque<>(2);
        private @Nullable Row best;

        Chosen(Iterator<Row> rows, TableStage stage, Duplicates duplicates) {
            Schema schema = stage.schema();
            this.rows = rows;
            this.stage = stage;
            this.duplicates = duplicates;
            this.layout = new TrackedRows(schema);
            this.choice = duplicates.choice(schema);
            this.view = new RowView(schema);
            this.other = new RowView(schema);
        }

        @Override
        public boolean hasNext() {
            while (ready.isEmpty() && (best != null || rows.hasNext())) {
                read();
            }
            return !ready.isEmpty();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return ready.remove();
        }

        private void read() {
            if (!rows.hasNext()) {
                put(null);
                return;
            }
            Row row = rows.next();
            if (layout.isRemoved(row) || !choice.isCompared(view.on(row))) {
                ready.add(row);
            } else if (best == null || !choice.isSameKey(view, other.on(best))) {
                put(row);
            } else if (choice.isPreferred(view, other)) {
                ready.add(removed(best));
                best = row;
            } else {
                ready.add(removed(row));
            }
        }

        private void put(@Nullable Row next) {
            if (best != null) {
                ready.add(best);
            }
            best = next;
        }

        private Row removed(Row row) {
            RowView values = new RowView(stage.schema()).on(row);
            return TrackedRows.removed(
                    stage.schema().size(),
                    duplicates.removed(layout.file(row), layout.line(row), values),
                    stage.firstStep(),
                    row,
                    layout);
        }
    }
}
