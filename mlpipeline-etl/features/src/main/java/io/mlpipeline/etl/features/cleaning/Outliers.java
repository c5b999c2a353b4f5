package io.mlpipeline.etl.features.cleaning;

import java.util.List;

/**
 * What is to be done about values that are far off; starts in {@link CleaningSteps#outliers}. Immutable.
 *
 * <p>Bounds are learned from the fitted rows. Values that follow from a condition, such as prices from promotions, have more
 * than one heap; bounds over all of them set good rows aside. Name the condition with {@link #by}.
 */
public final class Outliers {
    private final String column;
    private final List<String> by;
    private final long minRows;
    private final LearnedRule rule;

    private Outliers(String column, List<String> by, long minRows, LearnedRule rule) {
        this.column = column;
        this.by = List.copyOf(by);
        this.minRows = minRows;
        this.rule = rule;
    }

    static Outliers of(String column) {
        return new Outliers(column, List.of(), 20, LearnedRule.of(LearnedRule.Kind.IQR, 1.5));
    }

    static long requirePositive(long rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("A group needs at least 1 value, got " + rows);
        }
        return rows;
    }

    /**
     * Learns the bounds of each group by themselves; rows of groups that are not known, or too small, are not judged.
     *
     * @param columns text, integer, boolean or date columns, such as product and promotion
     * @return a changed copy
     */
    public Outliers by(String... columns) {
        return new Outliers(column, List.of(columns), minRows, rule);
    }

    /**
     * Learns from groups of some size only.
     *
     * @param rows how many values a group needs, at least 1; 20 unless told otherwise
     * @return a changed copy
     */
    public Outliers minGroupSize(long rows) {
        return new Outliers(column, by, requirePositive(rows), rule);
    }

    /**
     * Bounds at a number of interquartile ranges below the first quartile and above the third (Tukey's fences); the rule unless
     * told otherwise, with 1.5. Quartiles are interpolated as in R and NumPy unless told otherwise (type 7 of Hyndman and Fan),
     * exact, whatever the number of rows. Where the range is 0, nothing is far off.
     *
     * @param factor such as 1.5
     * @return a changed copy
     */
    public Outliers iqr(double factor) {
        return with(LearnedRule.of(LearnedRule.Kind.IQR, factor));
    }

    /**
     * Bounds at a number of standard deviations around the mean.
     *
     * @param deviations such as 3
     * @return a changed copy
     */
    public Outliers zScore(double deviations) {
        return with(LearnedRule.of(LearnedRule.Kind.Z_SCORE, deviations));
    }

    /**
     * Bounds at a number of robust standard deviations around the median: 1.4826 times the median distance from it (Iglewicz
     * and Hoaglin, How to Detect and Handle Outliers, 1993).
     *
     * @param deviations such as 3.5
     * @return a changed copy
     */
    public Outliers robustZScore(double deviations) {
        return with(LearnedRule.of(LearnedRule.Kind.ROBUST_Z_SCORE, deviations));
    }

    /**
     * Bounds at two quantiles, interpolated like the quartiles of {@link #iqr}.
     *
     * @param low the lower share, such as 0.01
     * @param high the upper share, such as 0.99
     * @return a changed copy
     */
    public Outliers quantiles(double low, double high) {
        return with(new LearnedRule(LearnedRule.Kind.QUANTILES, low, high));
    }

    private Outliers with(LearnedRule other) {
        return new Outliers(column, by, minRows, other);
    }

    /**
     * Leaves the row out, as expected.
     *
     * @param name the reason's name
     * @return a step
     */
    public CleaningStep drop(String name) {
        return step(new LearnedStep.Action.Remove(Fate.drop(name)));
    }

    /**
     * Sets the row aside.
     *
     * @param name the reason's name
     * @return a step
     */
    public CleaningStep quarantine(String name) {
        return step(new LearnedStep.Action.Remove(Fate.quarantine(name)));
    }

    /**
     * Puts the nearer bound in the value's place.
     *
     * @return a step
     */
    public CleaningStep winsorize() {
        return step(new LearnedStep.Action.Winsorize());
    }

    /**
     * Adds a boolean column that tells whether the value is far off.
     *
     * @param flag the new column's name
     * @return a step
     */
    public CleaningStep flag(String flag) {
        return step(new LearnedStep.Action.Flag(flag));
    }

    private CleaningStep step(LearnedStep.Action action) {
        return new LearnedStep(column, by, rule, minRows, action);
    }
}
