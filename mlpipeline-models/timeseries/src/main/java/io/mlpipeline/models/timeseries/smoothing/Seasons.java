package io.mlpipeline.models.timeseries.smoothing;

import java.util.Arrays;

/**
 * The season of a series by classical decomposition: centred moving averages, then the mean of what is left for each part of the
 * season, normalised.
 *
 * @param indices one for each part of the season, that of the first step first; mean 1 where they multiply, 0 where they add
 * @param multiplies whether they are factors
 */
record Seasons(double[] indices, boolean multiplies) {
    private static final double Z_90_PERCENT = 1.6448536269514722;

    static Seasons none() {
        return new Seasons(new double[] {0}, false);
    }

    /** The season, or none where the autocorrelation at its lag is not significant at 90 % (Assimakopoulos 2000, 3). */
    static Seasons ifSignificant(double[] values, int period, boolean multiplies) {
        if (period == 1 || values.length < 2 * period + 1 || !isSignificant(values, period)) {
            return none();
        }
        return decompose(values, period, multiplies);
    }

    static boolean isSignificant(double[] values, int period) {
        double mean = mean(values);
        double variance = product(values, mean, 0);
        double squares = 0;
        for (int lag = 1; lag < period; lag++) {
            double correlation = product(values, mean, lag) / variance;
            squares += correlation * correlation;
        }
        double limit = Z_90_PERCENT * Math.sqrt((1 + 2 * squares) / values.length);
        return variance > 0 && Math.abs(product(values, mean, period) / variance) > limit;
    }

    static Seasons decompose(double[] values, int period, boolean multiplies) {
        double[] sums = new double[period];
        int[] counts = new int[period];
        int half = period / 2;
        for (int t = half; t < values.length - half; t++) {
            double centre = centre(values, t, period);
            double part = multiplies ? values[t] / centre : values[t] - centre;
            if (Double.isFinite(part)) {
                sums[t % period] += part;
                counts[t % period]++;
            }
        }
        double neutral = multiplies ? 1 : 0;
        double[] indices = new double[period];
        Arrays.setAll(indices, i -> counts[i] == 0 ? neutral : sums[i] / counts[i]);
        double average = mean(indices);
        Arrays.setAll(indices, i -> multiplies ? indices[i] / average : indices[i] - average);
        return new Seasons(indices, multiplies);
    }

    /** The average over one period around a step; with an even period the two ends count half. */
    private static double centre(double[] values, int t, int period) {
        int half = period / 2;
        double sum = 0;
        for (int i = t - half; i <= t + half; i++) {
            boolean end = period % 2 == 0 && Math.abs(i - t) == half;
            sum += end ? values[i] / 2 : values[i];
        }
        return sum / period;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(0);
    }

    private static double product(double[] values, double mean, int lag) {
        double sum = 0;
        for (int t = lag; t < values.length; t++) {
            double product = (values[t] - mean) * (values[t - lag] - mean);
            sum += Double.isNaN(product) ? 0 : product;
        }
        return sum;
    }

    /** Whether no factor is so small that it would blow up what is divided by it. */
    boolean isUsable() {
        return !multiplies || Arrays.stream(indices).allMatch(index -> index > 1e-6);
    }

    double remove(double value, int step) {
        double index = indices[step % indices.length];
        return multiplies ? value / index : value - index;
    }

    double restore(double value, int step) {
        double index = indices[step % indices.length];
        return multiplies ? value * index : value + index;
    }

    /** The width that a width of the adjusted series takes on. */
    double widen(double width, int step) {
        return multiplies ? width * indices[step % indices.length] : width;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Seasons that && multiplies == that.multiplies && Arrays.equals(indices, that.indices);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(indices) + Boolean.hashCode(multiplies);
    }

    @Override
    public String toString() {
        return (multiplies ? "factors " : "summands ") + Arrays.toString(indices);
    }
}
