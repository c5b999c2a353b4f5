package io.mlpipeline.drift.anomaly;

/**
 * Judges which values of a batch don't belong to the others. Rules are immutable and safe for use by many threads.
 *
 * <p>A missing value (NaN) is never an outlier, an infinite one always is; neither counts in what the others are measured by. Of fewer
 * than three finite values, and of equal ones, none is an outlier.
 */
@FunctionalInterface
public interface OutlierRule {

    /**
     * Judges a batch.
     *
     * @param values the values; not changed
     * @return the outliers, and a score for every value
     */
    OutlierReport judge(double[] values);

    /**
     * Tukey's fences: beyond the quartiles (type 7 of Hyndman and Fan) by more than so many interquartile ranges. The score is that
     * number of ranges, 0 between the quartiles.
     *
     * @param ranges the distance, above 0; 1.5 is usual, 3 is "far out"
     * @return the rule
     * @throws IllegalArgumentException if the distance is not above 0
     */
    static OutlierRule iqr(double ranges) {
        return new IqrFences(Limits.positive("interquartile ranges", ranges));
    }

    /**
     * So many standard deviations (n - 1) from the mean. Several outliers can hide each other, and of n values none can lie farther out
     * than {@code (n - 1) / sqrt(n)}; {@link #modifiedZScore} has neither weakness.
     *
     * @param limit the distance, above 0; 3 is usual
     * @return the rule
     * @throws IllegalArgumentException if the limit is not above 0
     */
    static OutlierRule zScore(double limit) {
        return new ZScores(Limits.positive("standard deviations", limit));
    }

    /**
     * The distance from the median in median absolute deviations, scaled by 0.6745 to be a z-score of normal values. Where more than half
     * of the values are equal, the mean absolute deviation takes the median one's place (B. Iglewicz, D. Hoaglin, How to detect and
     * handle outliers, 1993).
     *
     * @param limit the distance, above 0; 3.5 is usual
     * @return the rule
     * @throws IllegalArgumentException if the limit is not above 0
     */
    static OutlierRule modifiedZScore(double limit) {
        return new ModifiedZScores(Limits.positive("modified z-score", limit));
    }

    /**
     * The generalised extreme Studentized deviate test for up to so many outliers in nearly normal data, which don't mask each other
     * (B. Rosner, 1983). The score is the z-score at the time a value was the most extreme one left, 0 for the others.
     *
     * @param most the most outliers there may be, 1 or more; the test removes no more than n - 3
     * @param significance the probability of calling any outlier where there is none, above 0 and below 1
     * @return the rule
     * @throws IllegalArgumentException if an argument is out of range
     */
    static OutlierRule generalizedEsd(int most, double significance) {
        return new GeneralizedEsd(most, significance);
    }

    /**
     * Hampel's filter for series: each value against the median of its neighbours, in their median absolute deviations (scaled to
     * standard deviations of normal values).
     *
     * @param halfWidth the number of neighbours on each side, 1 or more; fewer at the ends
     * @param limit the distance, above 0; 3 is usual
     * @return the rule
     * @throws IllegalArgumentException if an argument is out of range
     */
    static OutlierRule hampel(int halfWidth, double limit) {
        return new HampelFilter(halfWidth, Limits.positive("Hampel distance", limit));
    }

    /**
     * For series with a rhythm: takes out a running median over one period and the median of each position in the period, and
     * judges what is left by {@link #modifiedZScore}. Both medians are deaf to the outliers themselves.
     *
     * @param period the number of values in a period, 2 or more, such as 7 for daily values
     * @param limit the distance, above 0; 3.5 is usual
     * @return the rule; of fewer than two periods it takes out the running median alone
     * @throws IllegalArgumentException if an argument is out of range
     */
    static OutlierRule seasonal(int period, double limit) {
        return new SeasonalResiduals(period, Limits.positive("modified z-score", limit));
    }
}
