package io.mlpipeline.models.timeseries;

import io.mlpipeline.models.timeseries.internal.Distributions;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The future of a series as a method sees it: a mean for each step, intervals by level, and the name of the method that gave
 * them. Steps count from 1, the first after the end of the series.
 *
 * <p>Every number is finite. Immutable and thread-safe.
 */
public final class Forecast {
    private final String method;
    private final @Nullable String fallback;
    private final LocalDateTime[] stamps;
    private final double[] mean;
    private final List<Double> levels;
    private final double[][] lower;
    private final double[][] upper;

    private Forecast(Builder builder) {
        this.method = builder.method;
        this.fallback = builder.fallback;
        this.stamps = builder.stamps;
        this.mean = builder.mean;
        this.levels = builder.horizon.levels();
        this.lower = builder.lower;
        this.upper = builder.upper;
    }

    private Forecast(Forecast original, String fallback) {
        this.method = original.method;
        this.fallback = fallback;
        this.stamps = original.stamps;
        this.mean = original.mean;
        this.levels = original.levels;
        this.lower = original.lower;
        this.upper = original.upper;
    }

    /**
     * Starts a forecast; for authors of forecasters.
     *
     * @param method the method with its order or form, such as {@code ARIMA(0,1,1)(0,1,1)[12]}
     * @param stamps the stamps of the steps; copied
     * @param horizon what was asked for
     * @param mean the mean of every step, all finite; copied
     * @return the builder
     */
    public static Builder builder(String method, LocalDateTime[] stamps, Horizon horizon, double[] mean) {
        return new Builder(method, stamps, horizon, mean);
    }

    /**
     * The method that made the forecast, with its order or form.
     *
     * @return such as {@code ETS(A,Ad,M)}
     */
    public String method() {
        return method;
    }

    /**
     * Why a simpler method stepped in for the one asked for.
     *
     * @return the reason, empty if none did
     */
    public Optional<String> fallback() {
        return Optional.ofNullable(fallback);
    }

    /**
     * The same numbers, said to come from a simpler method than the one asked for.
     *
     * @param reason why it stepped in
     * @return the copy
     */
    public Forecast withFallback(String reason) {
        return new Forecast(this, reason);
    }

    /**
     * The number of steps.
     *
     * @return at least 1
     */
    public int steps() {
        return mean.length;
    }

    /**
     * The stamp of a step.
     *
     * @param step the step, from 1
     * @return its stamp
     */
    public LocalDateTime stamp(int step) {
        return stamps[index(step)];
    }

    /**
     * The mean of a step, in the units of the series.
     *
     * @param step the step, from 1
     * @return the mean, finite
     */
    public double mean(int step) {
        return mean[index(step)];
    }

    /**
     * The mean of every step.
     *
     * @return a copy, step 1 first
     */
    public double[] means() {
        return mean.clone();
    }

    /**
     * The levels that intervals exist for.
     *
     * @return the levels, ascending and unmodifiable
     */
    public List<Double> levels() {
        return levels;
    }

    /**
     * The interval of a step.
     *
     * @param step the step, from 1
     * @param level one of {@link #levels()}
     * @return the interval
     */
    public PredictionInterval interval(int step, double level) {
        int column = levels.indexOf(level);
        if (column < 0) {
            throw new IllegalArgumentException("no interval at level " + level + ", only at " + levels
                    + ". Maybe ask for it with Horizon.withLevels.");
        }
        return new PredictionInterval(level, lower[column][index(step)], upper[column][index(step)]);
    }

    private int index(int step) {
        if (step < 1 || step > mean.length) {
            throw new IllegalArgumentException("step " + step + " is outside 1 to " + mean.length);
        }
        return step - 1;
    }

    @Override
    public String toString() {
        return "Forecast of " + mean.length + " steps by " + method + (fallback == null ? "" : " (" + fallback + ")")
                + ": " + Arrays.toString(mean);
    }

    /** Collects the parts of a forecast. Not thread-safe. */
    public static final class Builder {
        private final String method;
        private final LocalDateTime[] stamps;
        private final Horizon horizon;
        private final double[] mean;
        private final double[][] lower;
        private final double[][] upper;
        private @Nullable String fallback;

        private Builder(String method, LocalDateTime[] stamps, Horizon horizon, double[] mean) {
            if (mean.length != horizon.steps() || stamps.length != horizon.steps()) {
                throw new IllegalArgumentException(mean.length + " means and " + stamps.length + " stamps for "
                        + horizon.steps() + " steps: give one for each");
            }
            this.method = method;
            this.stamps = stamps.clone();
            this.horizon = horizon;
            this.mean = requireFinite(mean.clone());
            this.lower = bounds();
            this.upper = bounds();
        }

        private double[][] bounds() {
            double[][] bounds = new double[horizon.levels().size()][];
            Arrays.setAll(bounds, i -> mean.clone());
            return bounds;
        }

        /**
         * Says that a simpler method stepped in.
         *
         * @param reason why
         * @return this
         */
        public Builder fallback(@Nullable String reason) {
            this.fallback = reason;
            return this;
        }

        /**
         * Sets the intervals of a normal distribution around the means.
         *
         * @param standardErrors one for each step, in the units of the series, not negative
         * @return this
         */
        public Builder normal(double[] standardErrors) {
            return symmetric(standardErrors, Distributions::normalQuantile);
        }

        /**
         * Sets the intervals of Student's distribution around the means, where the errors' variance is itself estimated.
         *
         * @param standardErrors one for each step, in the units of the series, not negative
         * @param degreesOfFreedom behind the estimated variance, positive
         * @return this
         */
        public Builder student(double[] standardErrors, double degreesOfFreedom) {
            return symmetric(standardErrors, p -> Distributions.studentQuantile(p, degreesOfFreedom));
        }

        private Builder symmetric(double[] standardErrors, DoubleUnaryOperator quantiles) {
            requireFinite(standardErrors);
            for (int i = 0; i < lower.length; i++) {
                double quantile = quantiles.applyAsDouble(0.5 + horizon.levels().get(i) / 2);
                for (int step = 0; step < mean.length; step++) {
                    lower[i][step] = mean[step] - quantile * standardErrors[step];
                    upper[i][step] = mean[step] + quantile * standardErrors[step];
                }
            }
            return this;
        }

        /**
         * Sets the intervals by their bounds.
         *
         * @param level the position of the level in the horizon, from 0
         * @param lowerBounds the lower bound of every step
         * @param upperBounds the upper bound of every step
         * @return this
         */
        public Builder bounds(int level, double[] lowerBounds, double[] upperBounds) {
            lower[level] = requireFinite(lowerBounds.clone());
            upper[level] = requireFinite(upperBounds.clone());
            return this;
        }

        /**
         * Ends the forecast.
         *
         * @return the forecast
         */
        public Forecast build() {
            return new Forecast(this);
        }

        private static double[] requireFinite(double[] numbers) {
            for (int i = 0; i < numbers.length; i++) {
                if (!Double.isFinite(numbers[i])) {
                    throw new IllegalArgumentException("the forecast of step " + (i + 1) + " is " + numbers[i]
                            + ": a forecaster must fall back or refuse before it comes to this");
                }
            }
            return numbers;
        }
    }
}
