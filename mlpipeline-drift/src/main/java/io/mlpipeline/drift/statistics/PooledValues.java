package io.mlpipeline.drift.statistics;

import java.util.Arrays;

/** The distinct values of two samples in ascending order, and how often each occurs in either. */
final class PooledValues {
    private final double[] values;
    private final long[] first;
    private final long[] second;
    private final int n;
    private final int m;

    private PooledValues(double[] values, long[] first, long[] second, int n, int m) {
        this.values = values;
        this.first = first;
        this.second = second;
        this.n = n;
        this.m = m;
    }

    static PooledValues of(Sample x, Sample y) {
        int n = x.size();
        int m = y.size();
        double[] values = new double[n + m];
        long[] first = new long[n + m];
        long[] second = new long[n + m];
        int size = 0;
        int i = 0;
        int j = 0;
        while (i < n || j < m) {
            double value = j == m || (i < n && x.value(i) <= y.value(j)) ? x.value(i) : y.value(j);
            int i0 = i;
            int j0 = j;
            while (i < n && x.value(i) == value) {
                i++;
            }
            while (j < m && y.value(j) == value) {
                j++;
            }
            values[size] = value;
            first[size] = (long) i - i0;
            second[size] = (long) j - j0;
            size++;
        }
        return new PooledValues(
                Arrays.copyOf(values, size), Arrays.copyOf(first, size), Arrays.copyOf(second, size), n, m);
    }

    /** The number of distinct values. */
    int size() {
        return values.length;
    }

    double value(int group) {
        return values[group];
    }

    long first(int group) {
        return first[group];
    }

    long second(int group) {
        return second[group];
    }

    long both(int group) {
        return first[group] + second[group];
    }

    /** Shared, not copied: for the tests of this package, which do not write to it. */
    long[] first() {
        return first;
    }

    /** Shared, not copied. */
    long[] second() {
        return second;
    }

    int n() {
        return n;
    }

    int m() {
        return m;
    }

    boolean hasTies() {
        return values.length < n + m;
    }

    /** Whether there is nothing that could differ: a side without values, or one value throughout. */
    boolean isTrivial() {
        return n == 0 || m == 0 || values.length < 2;
    }
}
