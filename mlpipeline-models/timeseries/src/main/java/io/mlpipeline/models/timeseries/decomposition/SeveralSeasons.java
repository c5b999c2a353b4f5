package io.mlpipeline.models.timeseries.decomposition;

import java.util.List;

/** A series as the sum of a trend, several seasons and a remainder. Immutable and thread-safe. */
public final class SeveralSeasons {
    private final double[] values;
    private final List<Integer> periods;
    private final double[] trend;
    private final double[][] seasonal;

    SeveralSeasons(double[] values, List<Integer> periods, double[] trend, double[][] seasonal) {
        this.values = values;
        this.periods = periods;
        this.trend = trend;
        this.seasonal = seasonal;
    }

    /**
     * The lengths of the seasons.
     *
     * @return ascending and unmodifiable
     */
    public List<Integer> periods() {
        return periods;
    }

    /**
     * The trend.
     *
     * @return one value for each step, also where the series has none
     */
    public double[] trend() {
        return trend.clone();
    }

    /**
     * One of the seasons.
     *
     * @param period its length, one of {@link #periods()}
     * @return one value for each step, also where the series has none
     */
    public double[] seasonal(int period) {
        int index = periods.indexOf(period);
        if (index < 0) {
            throw new IllegalArgumentException("there is no season of " + period + " steps, only of " + periods);
        }
        return seasonal[index].clone();
    }

    /**
     * The series less its seasons.
     *
     * @return one value for each step, {@code NaN} where the series has none
     */
    public double[] seasonallyAdjusted() {
        double[] left = values.clone();
        for (double[] part : seasonal) {
            for (int t = 0; t < left.length; t++) {
                left[t] -= part[t];
            }
        }
        return left;
    }

    /**
     * What trend and seasons leave.
     *
     * @return one value for each step, {@code NaN} where the series has none
     */
    public double[] remainder() {
        double[] left = seasonallyAdjusted();
        for (int t = 0; t < left.length; t++) {
            left[t] -= trend[t];
        }
        return left;
    }
}
