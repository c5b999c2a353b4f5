package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.SchemaForm;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Consecutive steps that look at rows by themselves; some may still have to be learned. Immutable. */
public final class RowStage implements CleaningStage {
    private static final long serialVersionUID = 1L;

    private final transient Schema schema;
    private final transient int firstStep;
    private final transient List<CleaningStep> steps;

    RowStage(Schema schema, int firstStep, List<CleaningStep> steps) {
        this.schema = schema;
        this.firstStep = firstStep;
        this.steps = List.copyOf(steps);
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public int firstStep() {
        return firstStep;
    }

    /**
     * The columns of rows after the stage.
     *
     * @return the schema
     */
    public Schema after() {
        Schema after = schema;
        for (CleaningStep step : steps) {
            after = step.after(after);
        }
        return after;
    }

    /**
     * Whether a step may change a value of one of some columns. An engine asks before it relies on how rows stood by these columns.
     *
     * @param columns names of columns
     * @return false if every row leaves the stage with the values that it came with
     * @throws IllegalStateException if something is still to be learned
     */
    public boolean changes(Collection<String> columns) {
        return rowSteps().stream()
                .filter(step -> !(step instanceof RemoveRow || step instanceof FlagRow))
                .anyMatch(step -> columns.contains(step.column()));
    }

    /**
     * Whether nothing is left to learn.
     *
     * @return true if a {@link #cleaner()} can be made
     */
    public boolean isFitted() {
        return steps.stream().allMatch(RowStep.class::isInstance);
    }

    /**
     * What applies the steps to rows.
     *
     * @return a cleaner for one thread
     * @throws IllegalStateException if something is still to be learned
     */
    public RowCleaner cleaner() {
        return RowCleaner.of(schema, firstStep, rowSteps());
    }

    List<RowStep> rowSteps() {
        if (!isFitted()) {
            throw new IllegalStateException("The cleaning must be fitted before it is applied; call fit first");
        }
        return steps.stream().map(RowStep.class::cast).toList();
    }

    List<CleaningStep> steps() {
        return steps;
    }

    RowStage with(int index, CleaningStep learned) {
        List<CleaningStep> others = new ArrayList<>(steps);
        others.set(index, learned);
        return new RowStage(schema, firstStep, others);
    }

    /** Of a stage only its JSON form travels, so no field of it is ever read from a stream. */
    private Object writeReplace() {
        return new Json(Form.of("row-stage")
                .with("first", firstStep)
                .withForms("schema", SchemaForm.write(schema))
                .withForms("steps", StepForms.write(steps))
                .toJson());
    }

    /** What travels between the processes of one job. */
    private record Json(String text) implements Serializable {
        private Object readResolve() {
            Form form = Form.parse(text);
            return new RowStage(
                    SchemaForm.read(form.forms("schema")),
                    Math.toIntExact(form.integer("first")),
                    StepForms.read(form.forms("steps")));
        }
    }
}
