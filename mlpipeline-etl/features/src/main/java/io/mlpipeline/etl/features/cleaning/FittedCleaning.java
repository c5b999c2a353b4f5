package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.expr.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A cleaning with everything learned. Immutable and safe for use by many threads; the cleaners it makes are not. */
public final class FittedCleaning {
    private final StepList list;

    private FittedCleaning(StepList list) {
        this.list = list;
    }

    /**
     * Puts fitted stages together.
     *
     * @param cleaning what was fitted
     * @param stages its stages, all fitted, in their order
     * @return the fitted cleaning
     * @throws IllegalArgumentException if the stages are not those of the cleaning
     */
    public static FittedCleaning of(Cleaning cleaning, List<CleaningStage> stages) {
        List<CleaningStep> steps = new ArrayList<>();
        for (CleaningStage stage : stages) {
            if (stage instanceof RowStage rows) {
                steps.addAll(rows.rowSteps());
            } else if (stage instanceof TableStage table) {
                steps.add(table.step());
            }
        }
        if (steps.size() != cleaning.steps().size()) {
            throw new IllegalArgumentException("The cleaning has "
                    + cleaning.steps().size() + " steps, its stages " + steps.size() + "; give all of its stages");
        }
        return new FittedCleaning(new StepList(cleaning.schema(), steps));
    }

    /**
     * Reads a fitted cleaning.
     *
     * @param json as written by {@link #toJson()}
     * @return the fitted cleaning
     * @throws InvalidDataException if the text is no usable cleaning, or one that is not fitted; the message says why
     * @throws io.mlpipeline.api.error.IncompatibleVersionException if it was written by a newer version
     */
    public static FittedCleaning fromJson(String json) {
        StepList list = StepList.read(json);
        if (list.steps().stream().anyMatch(step -> step instanceof LearnedStep || step instanceof LearnedText)) {
            throw new InvalidDataException("The cleaning is a definition that is not fitted yet; fit it first");
        }
        return new FittedCleaning(list);
    }

    /**
     * The JSON form.
     *
     * @return the same text for the same cleaning, on every Java version
     */
    public String toJson() {
        return list.toJson();
    }

    /**
     * The columns of rows before cleaning.
     *
     * @return the schema
     */
    public Schema schema() {
        return list.schema();
    }

    /**
     * The columns of cleaned rows.
     *
     * @return the schema
     */
    public Schema cleanedSchema() {
        return list.after();
    }

    /**
     * The steps in their order.
     *
     * @return an immutable list
     */
    public List<CleaningStep> steps() {
        return list.steps();
    }

    /**
     * The steps as an engine takes them.
     *
     * @return the stages in their order
     */
    public List<CleaningStage> stages() {
        return list.stages();
    }

    /**
     * Applies the steps that replace values to one live row by the very code that cleans tables. Steps that remove rows from
     * tables are left out: a request is answered or refused by its own rules. A text that cannot be converted removes the row
     * here too: {@link RowCleaner#clean} tells.
     *
     * @return a cleaner for one thread
     * @throws IllegalStateException if a step fills forward, which no row by itself can tell
     */
    public RowCleaner liveCleaner() {
        List<RowStep> rows = new ArrayList<>();
        for (CleaningStep step : list.steps()) {
            if (step instanceof ForwardFill forward) {
                throw new IllegalStateException("Step '" + forward.name() + "' reads earlier rows, so a live row alone "
                        + "would be filled otherwise than the rows a model learned from. Give the last value with the "
                        + "request, or use a lag feature");
            }
            if (step instanceof RowStep row) {
                rows.add(row);
            }
        }
        return RowCleaner.ofValues(list.schema(), rows);
    }

    /**
     * The cleaned value of each number column that a step replaces, and each flag, as an expression of the uncleaned row: what a
     * feature pipeline over uncleaned rows computes with.
     *
     * @return the expressions by column, in the order of the steps
     * @throws IllegalStateException if a value is filled forward or depends on text that is normalised, which no expression of
     *     numbers says; the message names the step
     */
    public Map<String, Expression> expressions() {
        return new CleanedValues(list.schema(), list.steps()).expressions();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FittedCleaning that && list.equals(that.list);
    }

    @Override
    public int hashCode() {
        return list.hashCode();
    }

    @Override
    public String toString() {
        return toJson();
    }
}
