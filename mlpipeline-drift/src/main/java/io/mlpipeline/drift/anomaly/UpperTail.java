package io.mlpipeline.drift.anomaly;

/**
 * How rare a value is among the last ones of its kind, as the negative decimal logarithm of a probability.
 *
 * <p>Values above the 90 % quantile are taken to exceed it by an exponential law whose mean is theirs: the simplest form of the
 * peaks-over-threshold method (A. Siffer and others, Anomaly detection in streams with extreme value theory, 2017).
 */
final class UpperTail {
    private static final double SHARE = 0.9;
    private static final int FEWEST_EXCESSES = 4;

    private final SortedWindow window;
    private final int warmUp;

    UpperTail(int memory, int warmUp) {
        this.window = new SortedWindow(memory);
        this.warmUp = warmUp;
    }

    /** Judges a value by those before it, then remembers it; 0 if it is not in the tail or too few came before. */
    double score(double value) {
        double score = window.size() < warmUp ? 0 : rareness(value);
        window.add(value);
        return score;
    }

    private double rareness(double value) {
        double threshold = window.quantile(SHARE);
        if (!(value > threshold)) {
            return 0;
        }
        double tail = (value - threshold) / meanExcess(threshold) / Math.log(10);
        return Math.min(tail - Math.log10(1 - SHARE), AnomalySignal.HIGHEST_SCORE);
    }

    private double meanExcess(double threshold) {
        double sum = 0;
        int excesses = 0;
        for (int rank = window.size() - 1; rank >= 0 && window.at(rank) > threshold; rank--) {
            sum += window.at(rank) - threshold;
            excesses++;
        }
        // A window of nearly equal values has no tail of its own: then any excess is as large as the values themselves.
        double mean = excesses >= FEWEST_EXCESSES ? sum / excesses : Math.abs(threshold) / FEWEST_EXCESSES;
        return Math.max(mean, Double.MIN_NORMAL);
    }

    void clear() {
        window.clear();
    }
}
