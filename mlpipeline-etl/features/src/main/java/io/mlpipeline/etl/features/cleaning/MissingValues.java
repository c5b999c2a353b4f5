package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.etl.features.operator.ColumnValue;
import io.mlpipeline.etl.features.operator.FillMissing;
import java.util.List;

/** What is to be done where a value is missing; starts in {@link CleaningSteps#missing}. Immutable. */
public final class MissingValues {
    private final String column;
    private final List<String> by;
    private final long minRows;

    MissingValues(String column, List<String> by, long minRows) {
        this.column = column;
        this.by = List.copyOf(by);
        this.minRows = minRows;
    }

    /**
     * Learns means, medians and most frequent numbers by group; groups without a value get that of all rows.
     *
     * @param columns text, integer, boolean or date columns
     * @return a changed copy
     */
    public MissingValues by(String... columns) {
        return new MissingValues(column, List.of(columns), minRows);
    }

    /**
     * Learns from groups of some size only; smaller ones get what all rows say.
     *
     * @param rows how many values a group needs, at least 1; 1 unless told otherwise
     * @return a changed copy
     */
    public MissingValues minGroupSize(long rows) {
        return new MissingValues(column, by, Outliers.requirePositive(rows));
    }

    /**
     * Leaves the row out, as expected.
     *
     * @param rule the reason's name
     * @return a step
     */
    public CleaningStep drop(String rule) {
        return remove(Fate.drop(rule));
    }

    /**
     * Sets the row aside.
     *
     * @param rule the reason's name
     * @return a step
     */
    public CleaningStep quarantine(String rule) {
        return remove(Fate.quarantine(rule));
    }

    private CleaningStep remove(Fate fate) {
        requireUngrouped();
        return new RemoveRow(column, new RowTest.Missing(), fate);
    }

    /**
     * A constant in its place.
     *
     * @param value a finite number, whole for an integer or boolean column
     * @return a step
     */
    public CleaningStep fill(double value) {
        requireUngrouped();
        return new ReplaceNumber(
                column + ": " + value + " where missing", column, new FillMissing(new ColumnValue(column), value));
    }

    /**
     * A constant in its place.
     *
     * @param value any text
     * @return a step for a text column
     */
    public CleaningStep fill(String value) {
        requireUngrouped();
        return new FillText(column, value);
    }

    /**
     * The mean of the fitted rows in its place.
     *
     * @return a step for a number column
     */
    public CleaningStep fillMean() {
        return learned(LearnedRule.Kind.MEAN);
    }

    /**
     * The lower median of the fitted rows in its place; exact.
     *
     * @return a step for a number, integer or boolean column
     */
    public CleaningStep fillMedian() {
        return learned(LearnedRule.Kind.MEDIAN);
    }

    /**
     * The most frequent number of the fitted rows in its place; of equally frequent ones the smallest. Over all rows it takes a
     * column of at most 4,096 distinct numbers.
     *
     * @return a step for a number, integer or boolean column
     */
    public CleaningStep fillMostFrequentNumber() {
        return learned(LearnedRule.Kind.MODE);
    }

    private CleaningStep learned(LearnedRule.Kind kind) {
        return new LearnedStep(column, by, LearnedRule.of(kind), minRows, new LearnedStep.Action.Fill());
    }

    /**
     * The most frequent text of the fitted rows in its place; of equally frequent ones the first in alphabetical order.
     *
     * @return a step for a text column
     */
    public CleaningStep fillMostFrequentText() {
        requireUngrouped();
        return new LearnedText(column);
    }

    /**
     * The newest earlier value of the same series in its place. No single live row can be filled so: a service has to know the
     * last value itself.
     *
     * @param time a date or timestamp column
     * @param keys the columns that tell series apart; none if all rows are one series
     * @return a step
     */
    public CleaningStep forwardFill(String time, String... keys) {
        requireUngrouped();
        return new ForwardFill(column, time, List.of(keys));
    }

    /**
     * Adds a boolean column that tells whether the value was missing. Put it before the step that fills the value.
     *
     * @param flag the new column's name
     * @return a step
     */
    public CleaningStep flag(String flag) {
        requireUngrouped();
        return new FlagRow(column, new RowTest.Missing(), flag);
    }

    private void requireUngrouped() {
        if (!by.isEmpty()) {
            throw new IllegalStateException("Nothing is learned by " + by
                    + " here; by(..) goes with fillMean, fillMedian and fillMostFrequentNumber");
        }
    }
}
