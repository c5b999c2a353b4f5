package io.mlpipeline.drift;

/**
 * The measures of how large a change is. Each grows with the change and, unlike a p-value, does not grow with the number of rows.
 */
public enum EffectSize {
    /** The largest difference between the distribution functions of a numeric column: 0 to 1; 0.05 by default, critical from 0.2. */
    KS_DISTANCE(0.05, 0.2),
    /** The population stability index over the deciles of the reference or over categories: 0.1 by default, critical from 0.25. */
    POPULATION_STABILITY(0.1, 0.25),
    /** The difference of the means in standard deviations of the reference: 0.1 by default, critical from 0.5. */
    MEAN_SHIFT(0.1, 0.5),
    /** The larger standard deviation over the smaller, 1 or more: 1.2 by default, critical from 2. */
    SPREAD_RATIO(1.2, 2),
    /** The share of current values outside the range of the reference: 0.01 by default, critical from 0.1. */
    OUT_OF_RANGE(0.01, 0.1),
    /** The share of rows that would have to change their category: 0.05 by default, critical from 0.2. */
    TOTAL_VARIATION(0.05, 0.2),
    /** The share of current rows in categories that the reference lacks: 0.01 by default, critical from 0.1. */
    NEW_CATEGORIES(0.01, 0.1),
    /** The absolute difference between the shares of missing values: 0.02 by default, critical from 0.1. */
    MISSING_RATE_DIFFERENCE(0.02, 0.1);

    private final double warning;
    private final double critical;

    EffectSize(double warning, double critical) {
        this.warning = warning;
        this.critical = critical;
    }

    /**
     * From where on a change matters unless {@link DriftThresholds} say otherwise.
     *
     * @return the default limit
     */
    public Limit defaultLimit() {
        return new Limit(warning, critical);
    }
}
