package io.mlpipeline.models.timeseries.decomposition;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.timeseries.TimeSeries;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Decomposition by several seasons (Bandara, Hyndman and Bergmeir 2021): {@link Stl} for each, from the shortest to the longest,
 * twice over, each time of the series without the other seasons. The seasonal windows are 11, 15, 19 and so on, as in R's mstl.
 *
 * <p>Missing values are bridged by straight lines before. Immutable and thread-safe.
 */
public final class Mstl {
    private static final int ROUNDS = 2;
    private static final int FIRST_WINDOW = 11;
    private static final int WIDER = 4;

    private final int[] periods;

    private Mstl(int[] periods) {
        this.periods = periods;
    }

    /**
     * A decomposition.
     *
     * @param periods the lengths of the seasons in steps, at least one, each 2 or more
     * @return the decomposition method
     */
    public static Mstl of(int... periods) {
        if (periods.length == 0 || Arrays.stream(periods).anyMatch(period -> period < 2)) {
            throw new IllegalArgumentException(
                    "the periods are " + Arrays.toString(periods) + ": give at least one, each 2 steps or more");
        }
        return new Mstl(Arrays.stream(periods).sorted().distinct().toArray());
    }

    /**
     * Splits a series by its seasons.
     *
     * @param series the series, at least two of the longest season long
     * @return its parts
     * @throws InvalidDataException if it is shorter than two of the longest season, or has fewer than two present values
     */
    public SeveralSeasons decompose(TimeSeries series) {
        double[] left = Stl.bridged(series.values());
        double[][] seasonal = new double[periods.length][left.length];
        double[] trend = new double[left.length];
        int rounds = periods.length == 1 ? 1 : ROUNDS;
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < periods.length; i++) {
                add(left, seasonal[i], 1);
                Decomposition parts = Stl.builder()
                        .seasonalWindow(FIRST_WINDOW + WIDER * i)
                        .locallyConstant()
                        .build()
                        .decompose(TimeSeries.of(series.frequency(), series.start(), left)
                                .withSeasonLength(periods[i]));
                seasonal[i] = parts.seasonal();
                trend = parts.trend();
                add(left, seasonal[i], -1);
            }
        }
        return new SeveralSeasons(series.values(), IntStream.of(periods).boxed().toList(), trend, seasonal);
    }

    private static void add(double[] to, double[] part, double sign) {
        for (int t = 0; t < to.length; t++) {
            to[t] += sign * part[t];
        }
    }
}
