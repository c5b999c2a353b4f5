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
    public double lowerMedian() {
        long rank = new QuantileRank(0.5, QuantileRank.Side.REACHES).among(count());
        return select(values, from, to - 1, from + (int) rank - 1);
    }

    /** Selects the lower of the two values; the upper is the smallest of those behind it. */
    @Override
    public double quantile(double share) {
        int at = from + (int) new QuantileRank(share, QuantileRank.Side.BELOW).among(count()) - 1;
        int next = from + (int) new QuantileRank(share, QuantileRank.Side.ABOVE).among(count()) - 1;
        double below = select(values, from, to - 1, at);
        double above = below;
        if (next > at) {
            above = Double.POSITIVE_INFINITY;
            for (int i = next; i < to; i++) {
                above = Math.min(above, values[i]);
            }
        }
        return QuantileRank.interpolated(share, count(), below, above);
    }

    @Override
    public double medianDistance() {
        double median = quantile(0.5);
        double[] distances = new double[to - from];
        Arrays.setAll(distances, i -> Math.abs(values[from + i] - median));
        return new GroupValues(distances, 0, distances.length).quantile(0.5);
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
        return mode + 0.0;
    }

    /**
     * Hoare's selection with the median of three as pivot; what is left of a bad split is sorted. Which of the two zeros comes
     * first depends on the order of the values, so both count as the positive one.
     */
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
                return values[wanted] + 0.0;
            }
        }
        Arrays.sort(values, low, high + 1);
        return values[wanted] + 0.0;
    }

    private static double middle(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
