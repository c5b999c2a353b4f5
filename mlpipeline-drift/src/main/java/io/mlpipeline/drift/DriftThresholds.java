package io.mlpipeline.drift;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * When a difference is called drift: when it is significant <em>and</em> large enough to matter. Immutable and safe for use by many
 * threads.
 *
 * <p>Defaults: significance 0.03 over a whole report, a minimum sample of 30 values on either side, and the limits documented with
 * each {@link EffectSize}. One effect above its limit is enough. The p-values of small samples are approximations; at 0.03 fewer than
 * 5 % of the reports on unchanged data raise an alarm whatever the sizes and distributions that were measured.
 */
public final class DriftThresholds {
    private static final double DEFAULT_SIGNIFICANCE = 0.03;
    private static final long DEFAULT_MINIMUM_SAMPLE = 30;

    private final double significance;
    private final long minimumSample;
    private final Map<EffectSize, Limit> limits;

    private DriftThresholds(Builder builder) {
        this.significance = builder.significance;
        this.minimumSample = builder.minimumSample;
        this.limits = Collections.unmodifiableMap(new EnumMap<>(builder.limits));
    }

    /**
     * The default thresholds.
     *
     * @return thresholds that suit most data
     */
    public static DriftThresholds withDefaults() {
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

    /**
     * The largest adjusted p-value that is called significant.
     *
     * @return above 0 and below 1
     */
    public double significance() {
        return significance;
    }

    /**
     * The number of values that both sides need before a distribution is judged, and of rows before a missing rate is.
     *
     * @return 2 or more
     */
    public long minimumSample() {
        return minimumSample;
    }

    /**
     * From where on an effect size matters.
     *
     * @param size the measure
     * @return its limit
     */
    public Limit limit(EffectSize size) {
        return limits.getOrDefault(size, size.defaultLimit());
    }

    /** Collects thresholds. Not thread-safe. */
    public static final class Builder {
        private double significance = DEFAULT_SIGNIFICANCE;
        private long minimumSample = DEFAULT_MINIMUM_SAMPLE;
        private final Map<EffectSize, Limit> limits = new EnumMap<>(EffectSize.class);

        private Builder() {}

        /**
         * Sets the largest adjusted p-value that is called significant: how often a report on unchanged data may raise an alarm.
         *
         * @param level above 0 and below 1
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder significance(double level) {
            if (!(level > 0 && level < 1)) {
                throw new IllegalArgumentException("The significance must be above 0 and below 1, got " + level);
            }
            this.significance = level;
            return this;
        }

        /**
         * Sets how many values both sides need before anything is judged.
         *
         * @param values 2 or more
         * @return this builder
         * @throws IllegalArgumentException if it is less
         */
        public Builder minimumSample(long values) {
            if (values < 2) {
                throw new IllegalArgumentException("The minimum sample must be 2 or more, got " + values);
            }
            this.minimumSample = values;
            return this;
        }

        /**
         * Sets from where on an effect size matters.
         *
         * @param size the measure
         * @param warning the smallest value that matters, above 0
         * @param critical the smallest value that is critical, not below {@code warning}
         * @return this builder
         * @throws IllegalArgumentException if they are out of range or order, or the limit is set already
         */
        public Builder limit(EffectSize size, double warning, double critical) {
            if (limits.putIfAbsent(size, new Limit(warning, critical)) != null) {
                throw new IllegalArgumentException("The limit of " + size + " is set twice");
            }
            return this;
        }

        /**
         * Builds the thresholds; the builder may go on.
         *
         * @return immutable thresholds
         */
        public DriftThresholds build() {
            return new DriftThresholds(this);
        }
    }
}
