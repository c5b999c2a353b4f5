package io.mlpipeline.drift.statistics;

import java.util.function.ToDoubleBiFunction;

/** The share of all ways to deal pooled values to two samples that have at least the observed statistic, counted one by one. */
final class Permutations {
    private static final double TIE = 1e-12;

    private Permutations() {}

    static double pValue(double[] x, double[] y, ToDoubleBiFunction<double[], double[]> statistic) {
        double[] pooled = new double[x.length + y.length];
        System.arraycopy(x, 0, pooled, 0, x.length);
        System.arraycopy(y, 0, pooled, x.length, y.length);
        double observed = statistic.applyAsDouble(x, y);
        int all = 0;
        int extreme = 0;
        for (int mask = 0; mask < 1 << pooled.length; mask++) {
            if (Integer.bitCount(mask) == x.length) {
                all++;
                extreme += statistic(pooled, mask, x.length, statistic) >= observed - TIE ? 1 : 0;
            }
        }
        return (double) extreme / all;
    }

    private static double statistic(
            double[] pooled, int mask, int n, ToDoubleBiFunction<double[], double[]> statistic) {
        double[] x = new double[n];
        double[] y = new double[pooled.length - n];
        int i = 0;
        int j = 0;
        for (int k = 0; k < pooled.length; k++) {
            if ((mask & 1 << k) != 0) {
                x[i++] = pooled[k];
            } else {
                y[j++] = pooled[k];
            }
        }
        return statistic.applyAsDouble(x, y);
    }

    /** The share of values at most a limit. */
    static double distribution(double[] values, double limit) {
        double count = 0;
        for (double value : values) {
            count += value <= limit ? 1 : 0;
        }
        return count / values.length;
    }
}
