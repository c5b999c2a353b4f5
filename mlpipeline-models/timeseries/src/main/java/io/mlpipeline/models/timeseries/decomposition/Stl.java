package io.mlpipeline.models.timeseries.decomposition;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.timeseries.TimeSeries;
import java.util.Arrays;

/**
 * Seasonal-trend decomposition by loess (Cleveland, Cleveland, McRae and Terpenning 1990).
 *
 * <p>Missing values are bridged by straight lines before. Immutable and thread-safe.
 */
public final class Stl {
    private static final int INNER = 2;
    private static final int ROBUST_INNER = 1;
    private static final int ROBUST_OUTER = 15;

    private final int seasonalWindow;
    private final boolean robust;
    private final boolean constant;

    private Stl(Builder builder) {
        this.seasonalWindow = builder.seasonalWindow;
        this.robust = builder.robust;
        this.constant = builder.constant;
    }

    /**
     * A season that never changes.
     *
     * @return the decomposition method
     */
    public static Stl periodic() {
        return builder().build();
    }

    /**
     * Starts the settings.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Splits a series by its season.
     *
     * @param series the series, at least two seasons long
     * @return its parts
     * @throws InvalidDataException if it has no season, is shorter than two of them, or has fewer than two present values
     */
    public Decomposition decompose(TimeSeries series) {
        int period = series.seasonLength();
        if (period < 2 || series.length() < 2 * period) {
            throw new InvalidDataException("the decomposition needs two seasons, but " + series + " has "
                    + (period < 2 ? "none" : "fewer") + ". Maybe set its season by withSeasonLength.");
        }
        if (series.length() - series.missing() < 2) {
            throw new InvalidDataException(series + " has fewer than two present values: there is nothing to split");
        }
        double[] values = bridged(series.values());
        Parts parts = new Parts(values, period);
        parts.run();
        double[] remainder = new double[values.length];
        for (int t = 0; t < remainder.length; t++) {
            remainder[t] = series.value(t) - parts.trend[t] - parts.seasonal[t];
        }
        return new Decomposition(parts.trend, parts.seasonal, remainder);
    }

    /** The values with straight lines over what is missing; written into the array given. */
    static double[] bridged(double[] values) {
        int previous = -1;
        for (int t = 0; t < values.length; t++) {
            if (!Double.isNaN(values[t])) {
                for (int gap = previous + 1; gap < t; gap++) {
                    double share = (gap - previous) / (double) (t - previous);
                    values[gap] = previous < 0 ? values[t] : values[previous] + share * (values[t] - values[previous]);
                }
                previous = t;
            }
        }
        Arrays.fill(values, previous + 1, values.length, values[previous]);
        return values;
    }

    /** The parts while they converge. */
    private final class Parts {
        private final double[] values;
        private final int period;
        private final double[] trend;
        private final double[] seasonal;
        private final double[] weights;
        private final Loess seasonalLoess;
        private final Loess trendLoess;
        private final Loess lowPassLoess;

        private Parts(double[] values, int period) {
            this.values = values;
            this.period = period;
            this.trend = new double[values.length];
            this.seasonal = new double[values.length];
            this.weights = new double[values.length];
            Arrays.fill(weights, 1);
            boolean periodic = seasonalWindow == 0;
            int width = periodic ? 10 * values.length + 1 : seasonalWindow;
            this.seasonalLoess = new Loess(width, !periodic && !constant);
            this.trendLoess = new Loess(nextOdd(1.5 * period / (1 - 1.5 / width)), true);
            this.lowPassLoess = new Loess(nextOdd(period), true);
        }

        private static int nextOdd(double width) {
            int up = (int) Math.ceil(width);
            return up % 2 == 0 ? up + 1 : up;
        }

        private void run() {
            for (int outer = 0; outer <= (robust ? ROBUST_OUTER : 0); outer++) {
                for (int inner = 0; inner < (robust ? ROBUST_INNER : INNER); inner++) {
                    improve();
                }
                if (robust) {
                    reweight();
                }
            }
            if (seasonalWindow == 0) {
                averageSeasons();
            }
        }

        private void improve() {
            int n = values.length;
            double[] cycles = smoothedCycles();
            double[] low = averaged(averaged(averaged(cycles, period), period), 3);
            double[] ones = new double[n];
            Arrays.fill(ones, 1);
            double[] smoothLow = new double[n];
            lowPassLoess.smooth(low, ones, n, 0, smoothLow);
            double[] adjusted = new double[n];
            for (int t = 0; t < n; t++) {
                seasonal[t] = cycles[period + t] - smoothLow[t];
                adjusted[t] = values[t] - seasonal[t];
            }
            trendLoess.smooth(adjusted, weights, n, 0, trend);
        }

        /** Every part of the season smoothed over the seasons, one more season at each end. */
        private double[] smoothedCycles() {
            int n = values.length;
            double[] cycles = new double[n + 2 * period];
            for (int part = 0; part < period; part++) {
                int count = (n - part - 1) / period + 1;
                double[] series = new double[count];
                double[] w = new double[count];
                for (int i = 0; i < count; i++) {
                    int t = part + i * period;
                    series[i] = values[t] - trend[t];
                    w[i] = weights[t];
                }
                double[] smooth = new double[count + 2];
                seasonalLoess.smooth(series, w, count, -1, smooth);
                for (int i = 0; i < smooth.length; i++) {
                    cycles[part + i * period] = smooth[i];
                }
            }
            return cycles;
        }

        private static double[] averaged(double[] values, int width) {
            double[] averages = new double[values.length - width + 1];
            for (int t = 0; t < averages.length; t++) {
                double sum = 0;
                for (int i = 0; i < width; i++) {
                    sum += values[t + i];
                }
                averages[t] = sum / width;
            }
            return averages;
        }

        /** Bisquare weights from the remainders. */
        private void reweight() {
            double[] sizes = new double[values.length];
            Arrays.setAll(sizes, t -> Math.abs(values[t] - trend[t] - seasonal[t]));
            double[] sorted = sizes.clone();
            Arrays.sort(sorted);
            double reach = 3 * (sorted[sorted.length / 2] + sorted[(sorted.length - 1) / 2]);
            for (int t = 0; t < sizes.length; t++) {
                double share = reach == 0 ? 0 : sizes[t] / reach;
                double rest = Math.max(0, 1 - share * share);
                weights[t] = rest * rest;
            }
        }

        private void averageSeasons() {
            for (int part = 0; part < period; part++) {
                double sum = 0;
                int count = 0;
                for (int t = part; t < seasonal.length; t += period) {
                    sum += seasonal[t];
                    count++;
                }
                for (int t = part; t < seasonal.length; t += period) {
                    seasonal[t] = sum / count;
                }
            }
        }
    }

    /** Collects the settings. Not thread-safe. */
    public static final class Builder {
        private int seasonalWindow;
        private boolean robust;
        private boolean constant;

        private Builder() {}

        /**
         * Lets the season change; it never does otherwise.
         *
         * @param seasons how many seasons each part is smoothed over, odd and at least 7
         * @return this
         */
        public Builder seasonalWindow(int seasons) {
            if (seasons < 7 || seasons % 2 == 0) {
                throw new IllegalArgumentException(
                        "the seasonal window is " + seasons + ": give an odd number from 7 on");
            }
            this.seasonalWindow = seasons;
            return this;
        }

        /**
         * Keeps outliers from bending trend and season; costs several times more.
         *
         * @return this
         */
        public Builder robust() {
            this.robust = true;
            return this;
        }

        /**
         * Smooths each part of the season by local constants, as R's stl does by default; otherwise by local lines, as the paper does,
         * which follow noise further where there are few seasons.
         *
         * @return this
         */
        public Builder locallyConstant() {
            this.constant = true;
            return this;
        }

        /**
         * Ends the settings.
         *
         * @return the decomposition method
         */
        public Stl build() {
            return new Stl(this);
        }
    }
}
