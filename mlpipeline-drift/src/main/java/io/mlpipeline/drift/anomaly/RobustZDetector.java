package io.mlpipeline.drift.anomaly;

/**
 * Watches a stream for single values far from the last ones, by their median and median absolute deviation: Hampel's rule, value by value.
 *
 * <p>Give it a measurement, such as a price or a count of transactions, to find spikes; give it {@code actual - forecast} to find values
 * that a forecaster did not expect. Outliers stay in the window, whose median and deviation hardly feel them. Adding costs time
 * proportional to the window. Not thread-safe.
 */
public final class RobustZDetector {
    private static final double TO_DEVIATION = 1.4826;

    private final SortedWindow window;
    private final int warmUp;
    private final double limit;

    private RobustZDetector(int window, double limit) {
        this.window = new SortedWindow(window);
        this.warmUp = Math.min(window, 10);
        this.limit = limit;
    }

    /**
     * A detector.
     *
     * @param window how many values a new one is compared with, 5 or more; nothing is reported before 10 of them, or a full window
     * @param limit the reported distance in standard deviations of normal values, above 0; 3.5 is usual
     * @return a new detector
     * @throws IllegalArgumentException if an argument is out of range
     */
    public static RobustZDetector of(int window, double limit) {
        return new RobustZDetector(Limits.atLeast("window", 5, window), Limits.positive("robust z-score", limit));
    }

    /**
     * Takes the next value.
     *
     * @param value a finite number; leave missing values out
     * @return its signed distance from the median of those before it and whether that is beyond the limit; 0 during the warm-up, infinite
     *     if all of them were equal and it differs
     * @throws IllegalArgumentException if the value is NaN or infinite; the detector is then as before
     */
    public RobustZ add(double value) {
        Limits.requireFinite(value);
        double score = window.size() < warmUp ? 0 : score(value);
        window.add(value);
        return new RobustZ(score, Math.abs(score) > limit);
    }

    private double score(double value) {
        double median = window.quantile(0.5);
        return Limits.scaled(value - median, TO_DEVIATION * window.medianDistance(median));
    }

    /** Forgets everything. */
    public void reset() {
        window.clear();
    }
}
