package io.mlpipeline.models.core.sequence;

import static io.mlpipeline.models.core.training.Ranges.require;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a sequence model looks at and what it says: how much of the past, how many steps ahead, the covariates known ahead, the
 * static features, and the kind of output. Immutable and thread-safe.
 *
 * <p>One forecast is made from a vector that holds, in this order, {@code step} (which step {@code predict} is asked for; only
 * where the horizon is longer than 1), the window of the target from the oldest value to the newest, for each covariate its window
 * and then its future, and the code of each static feature. {@link #features()} names them all.
 */
public final class SequenceShape {
    private static final int MOST_STEPS = 10_000;

    private final String target;
    private final int window;
    private final int horizon;
    private final List<Integer> seasons;
    private final List<String> covariates;
    private final List<StaticFeature> statics;
    private final SequenceOutput output;
    private final boolean logarithm;
    private final boolean nonNegative;
    private final List<String> features;

    private SequenceShape(Builder builder) {
        this.target = builder.target;
        this.window = builder.window;
        this.horizon = builder.horizon;
        this.seasons = builder.seasons;
        this.covariates = builder.covariates;
        this.statics = builder.statics;
        this.output = builder.output;
        this.logarithm = builder.logarithm;
        this.nonNegative = builder.nonNegative;
        this.features = names();
    }

    /**
     * Starts a shape that gives the median and the bounds of the 80 % and 95 % intervals.
     *
     * @param target the name of what is forecast
     * @param window how many steps of the past are looked at, 1 to 10,000
     * @param horizon how many steps are forecast, 1 to 10,000
     * @return a builder
     */
    public static Builder builder(String target, int window, int horizon) {
        return new Builder(target, window, horizon);
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        if (horizon > 1) {
            names.add("step");
        }
        addWindow(names, target);
        for (String covariate : covariates) {
            addWindow(names, covariate);
            for (int step = 1; step <= horizon; step++) {
                names.add(covariate + "_lead_" + step);
            }
        }
        statics.forEach(feature -> names.add(feature.name()));
        if (new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException(
                    "Target '" + target + "', covariates " + covariates + " and static features need different names");
        }
        return List.copyOf(names);
    }

    private void addWindow(List<String> names, String column) {
        for (int lag = window; lag >= 1; lag--) {
            names.add(column + "_lag_" + lag);
        }
    }

    /**
     * The name of what is forecast.
     *
     * @return the name
     */
    public String target() {
        return target;
    }

    /**
     * How many steps of the past are looked at.
     *
     * @return 1 or more
     */
    public int window() {
        return window;
    }

    /**
     * How many steps are forecast.
     *
     * @return 1 or more
     */
    public int horizon() {
        return horizon;
    }

    /**
     * The lengths of the seasons.
     *
     * @return each at most the window, unmodifiable
     */
    public List<Integer> seasons() {
        return seasons;
    }

    /**
     * The covariates, which are known for the future too.
     *
     * @return their names, unmodifiable
     */
    public List<String> covariates() {
        return covariates;
    }

    /**
     * The static features.
     *
     * @return the features, unmodifiable
     */
    public List<StaticFeature> statics() {
        return statics;
    }

    /**
     * What is said about a step.
     *
     * @return the output
     */
    public SequenceOutput output() {
        return output;
    }

    /**
     * Whether values are learned by their logarithm.
     *
     * @return true if so
     */
    public boolean logarithm() {
        return logarithm;
    }

    /**
     * Whether forecasts below 0 are raised to 0.
     *
     * @return true if so
     */
    public boolean nonNegative() {
        return nonNegative;
    }

    /**
     * The names of a vector's values, in order.
     *
     * @return {@code step}, {@code units_lag_28} to {@code units_lag_1}, {@code price_lag_28} and so on
     */
    public List<String> features() {
        return features;
    }

    /** Where the window of the target starts in a vector. */
    int valuesAt() {
        return horizon > 1 ? 1 : 0;
    }

    /** Where a covariate starts in a vector. */
    int covariateAt(int covariate) {
        return valuesAt() + window + covariate * (window + horizon);
    }

    /** Where the static features start in a vector. */
    int staticsAt() {
        return covariateAt(covariates.size());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SequenceShape that
                && features.equals(that.features)
                && horizon == that.horizon
                && seasons.equals(that.seasons)
                && statics.equals(that.statics)
                && output.equals(that.output)
                && logarithm == that.logarithm
                && nonNegative == that.nonNegative;
    }

    @Override
    public int hashCode() {
        return 31 * features.hashCode() + statics.hashCode();
    }

    @Override
    public String toString() {
        return horizon + " steps of " + target + " from " + window + ", seasons " + seasons + ", covariates "
                + covariates + ", " + statics.size() + " static features, " + output;
    }

    /** Collects the parts of a shape. Not thread-safe. */
    public static final class Builder {
        private final String target;
        private final int window;
        private final int horizon;
        private List<Integer> seasons = List.of(1);
        private List<String> covariates = List.of();
        private List<StaticFeature> statics = List.of();
        private SequenceOutput output = SequenceOutput.quantiles(0.025, 0.1, 0.5, 0.9, 0.975);
        private boolean logarithm;
        private boolean nonNegative;

        private Builder(String target, int window, int horizon) {
            require("window", window >= 1 && window <= MOST_STEPS, "1 to " + MOST_STEPS, window);
            require("horizon", horizon >= 1 && horizon <= MOST_STEPS, "1 to " + MOST_STEPS, horizon);
            this.target = target;
            this.window = window;
            this.horizon = horizon;
        }

        /**
         * Sets the seasons: the model starts from the mean of the values that lie whole seasons before a step. 1 unless set, which
         * starts from the last value.
         *
         * @param lengths each 1 to the window, without repetition
         * @return this builder
         */
        public Builder seasons(int... lengths) {
            Map<Integer, Integer> distinct = new LinkedHashMap<>();
            for (int length : lengths) {
                require("season", length >= 1 && length <= window, "1 to the window of " + window, length);
                require("season", distinct.put(length, length) == null, "given once", length);
            }
            require("number of seasons", lengths.length >= 1, "1 or more", lengths.length);
            this.seasons = List.copyOf(distinct.keySet());
            return this;
        }

        /**
         * Names the covariates, which must be known for the steps to forecast too, such as price or weekday.
         *
         * @param names their names
         * @return this builder
         */
        public Builder covariates(List<String> names) {
            this.covariates = List.copyOf(names);
            return this;
        }

        /**
         * Adds a static feature.
         *
         * @param feature the feature
         * @return this builder
         */
        public Builder with(StaticFeature feature) {
            List<StaticFeature> more = new ArrayList<>(statics);
            more.add(feature);
            this.statics = Collections.unmodifiableList(more);
            return this;
        }

        /**
         * Sets what is said about a step.
         *
         * @param output quantiles or mean and deviation
         * @return this builder
         */
        public Builder output(SequenceOutput output) {
            this.output = output;
            return this;
        }

        /**
         * Has values learned by the logarithm of one plus their size, which suits demand that moves by percentages.
         *
         * @param logarithm whether to
         * @return this builder
         */
        public Builder logarithm(boolean logarithm) {
            this.logarithm = logarithm;
            return this;
        }

        /**
         * Has forecasts below 0 raised to 0, as of demand.
         *
         * @param nonNegative whether to
         * @return this builder
         */
        public Builder nonNegative(boolean nonNegative) {
            this.nonNegative = nonNegative;
            return this;
        }

        /**
         * Ends the shape.
         *
         * @return the shape
         * @throws IllegalArgumentException if two of its names are equal, or a normal distribution is asked for together with logarithms
         */
        public SequenceShape build() {
            if (logarithm && output.isGaussian()) {
                throw new IllegalArgumentException(
                        "A mean and deviation of logarithms are none of the values: ask for quantiles, or leave the logarithm");
            }
            return new SequenceShape(this);
        }
    }
}
