package io.mlpipeline.drift.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Adjusts p-values for having asked many questions at once.
 *
 * <p>Y. Benjamini and Y. Hochberg, Controlling the False Discovery Rate, 1995. Calling every question answered whose adjusted
 * p-value is at most q keeps the expected share of false answers among them at q; if nothing at all has changed, the probability of
 * even one false answer is at most q.
 */
public final class FalseDiscovery {
    private FalseDiscovery() {}

    /**
     * The adjusted p-values.
     *
     * @param pValues each 0 to 1, in any order
     * @return a new array in the same order, each 0 to 1 and not below its p-value
     * @throws IllegalArgumentException if a p-value is out of range
     */
    public static double[] adjust(double... pValues) {
        int n = pValues.length;
        int[] descending = IntStream.range(0, n)
                .peek(i -> require(pValues[i]))
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> pValues[i]).reversed())
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[n];
        double smallest = 1;
        for (int i = 0; i < n; i++) {
            int rank = n - i;
            smallest = Math.min(smallest, pValues[descending[i]] * n / rank);
            adjusted[descending[i]] = smallest;
        }
        return adjusted;
    }

    private static void require(double pValue) {
        if (!(pValue >= 0 && pValue <= 1)) {
            throw new IllegalArgumentException("A p-value is 0 to 1, got " + pValue);
        }
    }
}
