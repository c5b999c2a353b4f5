package io.mlpipeline.drift.stream;

/**
 * The Page-Hinkley test for a change of the mean: sums how far values lie beyond their running mean, forgets slowly, starts over at
 * 0 and reports a change when a sum exceeds a threshold.
 *
 * <p>Rises and falls have a sum each. A threshold is in the unit of the values: standardise them, or set it to about 50 standard
 * deviations of theirs. E. S. Page, Continuous inspection schemes, 1954; D. V. Hinkley, Inference about the change-point from
 * cumulative sum tests, 1971.
 */
public final class PageHinkley implements ChangeDetector {
    private final int minimumValues;
    private final double tolerance;
    private final double threshold;
    private final double retention;
    private final boolean rise;
    private final boolean fall;
    private long count;
    private double mean;
    private double above;
    private double below;

    private PageHinkley(Builder builder) {
        this.minimumValues = builder.minimumValues;
        this.tolerance = builder.tolerance;
        this.threshold = builder.threshold;
        this.retention = builder.retention;
        this.rise = builder.direction != Direction.FALL;
        this.fall = builder.direction != Direction.RISE;
    }

    /**
     * A detector with the default settings.
     *
     * @return the detector
     */
    public static PageHinkley withDefaults() {
        return builder().build();
    }

    /**
     * Starts with the defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Signal add(double value) {
        Values.requireFinite(value);
        count++;
        mean += (value - mean) / count;
        double deviation = value - mean;
        above = Math.max(0, retention * above + deviation - tolerance);
        below = Math.max(0, retention * below - deviation - tolerance);
        boolean changed = (rise && above > threshold) || (fall && below > threshold);
        if (count < minimumValues || !changed) {
            return Signal.STABLE;
        }
        reset();
        return Signal.CHANGE;
    }

    @Override
    public void reset() {
        count = 0;
        mean = 0;
        above = 0;
        below = 0;
    }

    /** Collects settings. Not thread-safe. */
    public static final class Builder {
        private int minimumValues = 30;
        private double tolerance = 0.005;
        private double threshold = 50;
        private double retention = 0.9999;
        private Direction direction = Direction.BOTH;

        private Builder() {}

        /**
         * Sets how many values are needed before a change is reported; 30 by default.
         *
         * @param values 1 or more
         * @return this builder
         * @throws IllegalArgumentException if it is less
         */
        public Builder minimumValues(int values) {
            if (values < 1) {
                throw new IllegalArgumentException("At least 1 value is needed, got " + values);
            }
            this.minimumValues = values;
            return this;
        }

        /**
         * Sets how far from the mean a value may lie without counting; 0.005 by default.
         *
         * @param distance 0 or more, in the unit of the values
         * @return this builder
         * @throws IllegalArgumentException if it is negative or not finite
         */
        public Builder tolerance(double distance) {
            if (!(distance >= 0 && distance < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("The tolerance must be 0 or more, got " + distance);
            }
            this.tolerance = distance;
            return this;
        }

        /**
         * Sets which sum is a change; 50 by default.
         *
         * @param sum above 0, in the unit of the values
         * @return this builder
         * @throws IllegalArgumentException if it is not
         */
        public Builder threshold(double sum) {
            if (!(sum > 0)) {
                throw new IllegalArgumentException("The threshold must be above 0, got " + sum);
            }
            this.threshold = sum;
            return this;
        }

        /**
         * Sets which part of a sum is kept from one value to the next; 0.9999 by default. With 1 this is the CUSUM test.
         *
         * @param part above 0, at most 1
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder retention(double part) {
            if (!(part > 0 && part <= 1)) {
                throw new IllegalArgumentException("The retention must be above 0 and at most 1, got " + part);
            }
            this.retention = part;
            return this;
        }

        /**
         * Sets which changes are looked for; both by default.
         *
         * @param changes the direction
         * @return this builder
         */
        public Builder direction(Direction changes) {
            this.direction = changes;
            return this;
        }

        /**
         * Builds a detector; the builder may go on.
         *
         * @return a detector without values
         */
        public PageHinkley build() {
            return new PageHinkley(this);
        }
    }
}
