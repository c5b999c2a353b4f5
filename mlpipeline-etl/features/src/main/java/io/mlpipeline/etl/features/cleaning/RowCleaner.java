package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.quality.QuarantinedRow;
import io.mlpipeline.etl.features.quality.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * Applies fitted steps to one row after the other: the only code that does so, for tables and for live rows. Not thread-safe.
 */
public final class RowCleaner {
    private final int firstStep;
    private final List<RowStep> steps;
    private final Schema[] layouts;
    private final ColumnType[][] types;
    private final RowAction[] actions;
    private final boolean[] removes;
    private final WorkingRow row;
    private int removedBy;
    private long changed;

    private RowCleaner(Schema schema, int firstStep, List<RowStep> steps) {
        this.firstStep = firstStep;
        this.steps = steps;
        this.layouts = new Schema[steps.size() + 1];
        this.types = new ColumnType[steps.size() + 1][];
        this.actions = new RowAction[steps.size()];
        this.removes = new boolean[steps.size()];
        layouts[0] = schema;
        types[0] = WorkingRow.typesOf(schema);
        for (int i = 0; i < actions.length; i++) {
            layouts[i + 1] = steps.get(i).after(layouts[i]);
            types[i + 1] = WorkingRow.typesOf(layouts[i + 1]);
            actions[i] = steps.get(i).bind(layouts[i + 1]);
            removes[i] = steps.get(i).removal().isPresent();
        }
        this.row = new WorkingRow(schema, layouts[actions.length].size());
    }

    static RowCleaner of(Schema schema, int firstStep, List<RowStep> steps) {
        return new RowCleaner(schema, firstStep, steps);
    }

    /**
     * The columns of rows before cleaning.
     *
     * @return the schema
     */
    public Schema schema() {
        return layouts[0];
    }

    /**
     * The columns of cleaned rows.
     *
     * @return the schema
     */
    public Schema cleanedSchema() {
        return layouts[actions.length];
    }

    /**
     * Applies all steps to a row, up to the one that removes it.
     *
     * @param given a row of the {@link #schema()}
     * @return whether it is kept; {@link #row()} is then the cleaned row
     */
    public boolean clean(Row given) {
        changed = 0;
        row.load(given, layouts[0], types[0]);
        for (int i = 0; i < actions.length; i++) {
            row.become(layouts[i + 1], types[i + 1]);
            switch (actions[i].apply(row)) {
                case NONE -> {}
                case CHANGED -> changed |= 1L << (firstStep + i);
                case REMOVED -> {
                    removedBy = i;
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * The cleaned row after {@link #clean} has kept one.
     *
     * @return a row of the {@link #cleanedSchema()}; the same object again and again
     */
    public Row row() {
        return row;
    }

    /**
     * The steps that changed a value of the row, one bit each by their number in the cleaning.
     *
     * @return 0 if nothing was changed
     */
    public long changed() {
        return changed;
    }

    /**
     * The number of the step that removed the row, after {@link #clean} has kept it not.
     *
     * @return from 0
     */
    public int removedBy() {
        return firstStep + removedBy;
    }

    /**
     * The removed row with the reason.
     *
     * @param file where it came from; empty if that is not known
     * @param line its line or number there
     * @return its values when it was removed
     */
    public QuarantinedRow removed(String file, long line) {
        row.become(layouts[removedBy], types[removedBy]);
        RowStep step = steps.get(removedBy);
        int position = row.schema().indexOf(step.column());
        return QuarantinedRow.of(file, line, row, List.of(Violation.of(row, step.name(), position)));
    }

    /** A cleaner of the steps that remove no row; for live rows. */
    static RowCleaner ofValues(Schema schema, List<RowStep> steps) {
        return new RowCleaner(schema, 0, valueSteps(steps));
    }

    private static List<RowStep> valueSteps(List<RowStep> steps) {
        List<RowStep> values = new ArrayList<>(steps);
        values.removeIf(step -> step instanceof RemoveRow);
        return List.copyOf(values);
    }
}
