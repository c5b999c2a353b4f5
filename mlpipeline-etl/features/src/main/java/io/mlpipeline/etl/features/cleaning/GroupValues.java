package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.api.profile.Moments;
import java.util.Arrays;

/** The values of one group, all in memory; quantiles by selection, in place and in linear time. */
final class GroupValues implements Distribution {
    private final double[] values;
    private final int from;
    private final int to;

    /** Looks at a range of an array whose values it may reorder. */
    GroupValues(double[] values, int from, int to) {
        this.values = values;
        this.from = from;
        this.to = to;
    }

    @Override
    public long count() {
        return (long) to - from;
    }

    private Moments moments() {
        Moments moments = new Moments();
        for (int i = from; i < to; i++) {
            moments.add(values[i]);
        }
        return moments;
    }

    @Override
    public double mean() {
        return moments().mean();
    }

    @Override
    public double deviation() {
        return Math.sqrt(moments().variance());
    }

    @Override
    public double quantile(double share) {
        return select(values, from, to, share);
    }

    @Override
    public double medianDistance() {
        double median = quantile(0.5);
        double[] distances = new double[to - from];
        Arrays.setAll(distances, i -> Math.abs(values[from + i] - median));
        return select(distances, 0, distances.length, 0.5);
    }

    @Override
    public double mode() {
        Arrays.sort(values, from, to);
        double mode = Double.NaN;
        int most = 0;
        for (int begin = from; begin < to; ) {
            int end = begin;
            while (end < to && values[end] == values[begin]) {
                end++;
            }
            if (end - begin > most) {
                most = end - begin;
                mode = values[begin];
            }
            begin = end;
        }
        return mode;
    }

    private static double select(double[] values, int from, int to, double share) {
        int rank = (int) Math.max(1, Math.ceil(share * (to - from)));
        return select(values, from, to - 1, from + rank - 1);
    }

    /** Hoare's selection with the median of three as pivot; what is left of a bad split is sorted. */
    private static double select(double[] values, int first, int last, int wanted) {
        int low = first;
        int high = last;
        for (int budget = 64; high - low > 16; budget--) {
            if (budget == 0) {
                break;
            }
            double pivot = middle(values[low], values[(low + high) >>> 1], values[high]);
            int i = low;
            int j = high;
            while (i <= j) {
                while (values[i] < pivot) {
                    i++;
                }
                while (values[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    double swapped = values[i];
                    values[i++] = values[j];
                    values[j--] = swapped;
                }
            }
            if (wanted <= j) {
                high = j;
            } else if (wanted >= i) {
                low = i;
            } else {
                return values[wanted];
            }
        }
        Arrays.sort(values, low, high + 1);
        return values[wanted];
    }

    private static double middle(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
