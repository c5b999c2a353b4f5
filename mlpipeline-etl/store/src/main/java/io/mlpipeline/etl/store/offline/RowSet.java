package io.mlpipeline.etl.store.offline;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.series.RowOrder;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Turns rows into a set that depends on their values alone: repetitions taken out, in one order, whatever order they came in.
 */
final class RowSet {
    private final Schema schema;
    private final RowOrder stored;
    private final List<String> unique;
    private final RowOrder repetitions;

    /**
     * Makes sets of rows.
     *
     * @param time the column that rows are stored by
     * @param unique the columns in which a repetition equals a row; none if there are no repetitions
     * @param latest the columns that decide which repetition stays, the greatest; then the others do
     */
    RowSet(Schema schema, String time, List<String> unique, List<String> latest) {
        this.schema = schema;
        this.unique = unique;
        this.stored = order(List.of(time));
        Set<String> columns = new LinkedHashSet<>(unique);
        columns.addAll(latest);
        this.repetitions = order(columns);
    }

    private RowOrder order(Collection<String> first) {
        Set<String> columns = new LinkedHashSet<>(first);
        columns.addAll(schema.names());
        return RowOrder.by(columns.toArray(String[]::new));
    }

    Frame of(Frame rows) {
        return stored.sort(unique.isEmpty() ? rows : withoutRepetitions(repetitions.sort(rows)));
    }

    private Frame withoutRepetitions(Frame sorted) {
        Comparator<Row> same = RowOrder.by(unique.toArray(String[]::new)).comparator(schema);
        Frame.Cursor row = sorted.cursor();
        Frame.Cursor next = sorted.cursor();
        int last = sorted.size() - 1;
        return sorted.where(
                position -> position == last || same.compare(row.moveTo(position), next.moveTo(position + 1)) != 0);
    }
}
