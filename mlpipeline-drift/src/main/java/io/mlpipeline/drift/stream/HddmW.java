package io.mlpipeline.drift.stream;

/**
 * Hoeffding's drift detection method on weighted averages: compares exponentially weighted means before and after a cut, by
 * McDiarmid's inequality.
 *
 * <p>It takes numbers from 0 to 1, makes no assumption about their distribution, and is quicker than {@link HddmA} to find gradual
 * changes, at the price of more false alarms. I. Frias-Blanco and others, Online and non-parametric drift detection methods based on
 * Hoeffding's bounds, 2015.
 */
public final class HddmW implements ChangeDetector {
    private static final double CHANGE = 0.001;
    private static final double WARNING = 0.005;
    private static final double WEIGHT = 0.05;

    private final boolean rise;
    private final boolean fall;
    private Average all = new Average();
    private Cut low = new Cut();
    private Cut high = new Cut();

    private HddmW(Direction direction) {
        this.rise = direction != Direction.FALL;
        this.fall = direction != Direction.RISE;
    }

    /**
     * A detector with the paper's confidences, 0.001 for a change and 0.005 for a warning, and its weight of 0.05 for a new value.
     *
     * @param direction which changes are looked for
     * @return the detector
     */
    public static HddmW of(Direction direction) {
        return new HddmW(direction);
    }

    @Override
    public Signal add(double value) {
        all.add(Values.requireUnit(value));
        double bound = bound(all.squaredWeights, CHANGE);
        low.add(value, all, all.mean + bound);
        high.add(value, all, bound - all.mean);
        if ((rise && low.isExceeded(1, CHANGE)) || (fall && high.isExceeded(-1, CHANGE))) {
            reset();
            return Signal.CHANGE;
        }
        boolean warning = (rise && low.isExceeded(1, WARNING)) || (fall && high.isExceeded(-1, WARNING));
        return warning ? Signal.WARNING : Signal.STABLE;
    }

    private static double bound(double squaredWeights, double confidence) {
        return Math.sqrt(squaredWeights * Math.log(1 / confidence) / 2);
    }

    @Override
    public void reset() {
        all = new Average();
        low = new Cut();
        high = new Cut();
    }

    /** An exponentially weighted mean and the sum of its squared weights. */
    private static final class Average {
        private boolean empty = true;
        private double mean;
        private double squaredWeights;

        void add(double value) {
            mean = empty ? value : WEIGHT * value + (1 - WEIGHT) * mean;
            squaredWeights = empty ? 1 : WEIGHT * WEIGHT + (1 - WEIGHT) * (1 - WEIGHT) * squaredWeights;
            empty = false;
        }

        void set(Average other) {
            empty = other.empty;
            mean = other.mean;
            squaredWeights = other.squaredWeights;
        }

        void clear() {
            empty = true;
        }
    }

    /** The mean up to where its bound was least, and the mean since. */
    private static final class Cut {
        private final Average before = new Average();
        private final Average since = new Average();
        private double least = Double.POSITIVE_INFINITY;

        void add(double value, Average all, double bound) {
            if (bound < least) {
                least = bound;
                before.set(all);
                since.clear();
            } else {
                since.add(value);
            }
        }

        /** Whether the mean since exceeds that before, or falls below it for sign -1. */
        boolean isExceeded(int sign, double confidence) {
            return !before.empty
                    && !since.empty
                    && sign * (since.mean - before.mean)
                            > bound(before.squaredWeights + since.squaredWeights, confidence);
        }
    }
}
