package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Leads rows through a stage whose steps are partly learned: learned steps are applied, at others the row's value is read as the
 * step would find it. Not thread-safe.
 */
final class StageWalk {
    private final Schema[] layouts;
    private final ColumnType[][] types;
    private final @Nullable RowAction[] actions;
    private final @Nullable Reader[] readers;
    private final int[] positions;
    private final int[] loaded;
    private final WorkingRow row;

    /** Receives the row as a step that is still to be learned finds it. */
    @FunctionalInterface
    interface Reader {
        void read(int step, Row row, int position);
    }

    /** Walks up to and including one step. */
    StageWalk(RowStage stage, int last) {
        int count = last + 1;
        this.layouts = new Schema[count + 1];
        this.types = new ColumnType[count + 1][];
        this.actions = new RowAction[count];
        this.readers = new Reader[count];
        this.positions = new int[count];
        layouts[0] = stage.schema();
        types[0] = WorkingRow.typesOf(layouts[0]);
        for (int i = 0; i < count; i++) {
            CleaningStep step = stage.steps().get(i);
            layouts[i + 1] = step.after(layouts[i]);
            types[i + 1] = WorkingRow.typesOf(layouts[i + 1]);
            actions[i] = step instanceof RowStep rowStep ? rowStep.bind(layouts[i + 1]) : null;
        }
        this.loaded = loaded(stage, count);
        this.row = new WorkingRow(layouts[0], layouts[count].size());
    }

    /** The columns that any of the first steps reads; to load the others would take most of the time. */
    private static int[] loaded(RowStage stage, int count) {
        Set<String> read = stage.steps().subList(0, count).stream()
                .flatMap(step -> StageFit.reads(step).stream())
                .collect(Collectors.toSet());
        List<String> names = stage.schema().names();
        return IntStream.range(0, names.size())
                .filter(column -> read.contains(names.get(column)))
                .toArray();
    }

    /** The layout of rows as one step finds them. */
    Schema layout(int step) {
        return layouts[step];
    }

    void readAt(int step, String column, Reader reader) {
        positions[step] = layouts[step].indexOf(column);
        readers[step] = reader;
    }

    void walk(Row given) {
        row.load(given, layouts[0], types[0], loaded);
        for (int i = 0; i < actions.length; i++) {
            Reader reader = readers[i];
            if (reader != null) {
                reader.read(i, row, positions[i]);
            }
            row.become(layouts[i + 1], types[i + 1]);
            RowAction action = actions[i];
            if (action != null && action.apply(row) == RowAction.Effect.REMOVED) {
                return;
            }
        }
    }
}
