package io.mlpipeline.models.timeseries.intermittent;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Forecaster;
import io.mlpipeline.models.timeseries.Snapshot;
import io.mlpipeline.models.timeseries.TimeSeries;
import java.util.Arrays;

/**
 * Forecasts the rate of a demand that is zero most of the time, from how large it is and how often it comes: the method of
 * Croston (1972), its bias-corrected form by Syntetos and Boylan (2005), and that of Teunter, Syntetos and Babai (2011), whose
 * rate falls while nothing is sold.
 *
 * <p>The rate is the mean of every step. A normal interval around it would say nothing, so the intervals are quantiles of the
 * values seen. A missing value counts neither as demand nor as its absence. Where no demand was ever seen the rate is 0, and
 * {@link FittedForecaster#fallback()} says so. Regressors are not used.
 */
public final class Croston implements Forecaster {
    /** The type of the snapshots of what is fitted. */
    public static final String TYPE = "croston";

    private final Variant variant;
    private final double sizeSmoothing;
    private final double frequencySmoothing;

    private Croston(Builder builder) {
        this.variant = builder.variant;
        this.sizeSmoothing = builder.sizeSmoothing;
        this.frequencySmoothing = builder.frequencySmoothing;
    }

    /** How size and frequency make a rate. */
    public enum Variant {
        /** Size over interval (Croston 1972); too high on average. */
        CROSTON("Croston"),
        /** Size over interval, less half the smoothing of the interval (Syntetos and Boylan 2005). */
        SBA("SBA"),
        /** Size times probability, which is updated in every step (Teunter, Syntetos and Babai 2011). */
        TSB("TSB");

        private final String label;

        Variant(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /**
     * A variant with both smoothing parameters at 0.1.
     *
     * @param variant the variant
     * @return the forecaster
     */
    public static Croston of(Variant variant) {
        return builder(variant).build();
    }

    /**
     * Starts the settings.
     *
     * @param variant the variant
     * @return the builder
     */
    public static Builder builder(Variant variant) {
        return new Builder(variant);
    }

    @Override
    public String name() {
        return variant.label();
    }

    /**
     * Learns a series.
     *
     * @param series the demand, not negative
     * @return the fitted method
     * @throws InvalidDataException if a value is negative, or all are missing
     */
    @Override
    public FittedForecaster fit(TimeSeries series) {
        if (series.missing() == series.length()) {
            throw new InvalidDataException(
                    "all values of " + series + " are missing: there is nothing to forecast from");
        }
        requireDemand(series);
        double[] values = series.values();
        long positive = Arrays.stream(values).filter(value -> value > 0).count();
        double share = (double) positive / (series.length() - series.missing());
        Rate start = Rate.before(variant, sizeSmoothing, frequencySmoothing, share);
        return FittedCroston.of(series, start);
    }

    /**
     * Builds a fitted forecaster from its snapshot.
     *
     * @param snapshot a snapshot of type {@value #TYPE}
     * @return the forecaster
     * @throws IllegalArgumentException if the snapshot is incomplete
     */
    public static FittedForecaster restore(Snapshot snapshot) {
        return FittedCroston.restore(snapshot);
    }

    static void requireDemand(TimeSeries series) {
        for (int step = 0; step < series.length(); step++) {
            if (series.value(step) < 0) {
                throw new InvalidDataException("the demand at " + series.stamp(step) + " is " + series.value(step)
                        + ": it cannot be negative. Maybe take returns out before.");
            }
        }
    }

    @Override
    public String toString() {
        return name();
    }

    /** Collects the settings. Not thread-safe. */
    public static final class Builder {
        private final Variant variant;
        private double sizeSmoothing = 0.1;
        private double frequencySmoothing = 0.1;

        private Builder(Variant variant) {
            this.variant = variant;
        }

        /**
         * Sets how fast the size follows; 0.1 otherwise.
         *
         * @param alpha above 0, at most 1
         * @return this
         */
        public Builder sizeSmoothing(double alpha) {
            this.sizeSmoothing = checked(alpha);
            return this;
        }

        /**
         * Sets how fast the interval or the probability follows; 0.1 otherwise.
         *
         * @param beta above 0, at most 1
         * @return this
         */
        public Builder frequencySmoothing(double beta) {
            this.frequencySmoothing = checked(beta);
            return this;
        }

        private static double checked(double smoothing) {
            if (!(smoothing > 0 && smoothing <= 1)) {
                throw new IllegalArgumentException(
                        "the smoothing is " + smoothing + ": give more than 0 and at most 1");
            }
            return smoothing;
        }

        /**
         * Ends the settings.
         *
         * @return the forecaster
         */
        public Croston build() {
            return new Croston(this);
        }
    }
}
