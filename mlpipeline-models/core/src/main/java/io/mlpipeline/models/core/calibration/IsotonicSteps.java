package io.mlpipeline.models.core.calibration;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The rising function closest to the labels, straight between its points and level beyond them. Immutable.
 *
 * <p>Source: pool adjacent violators; B. Zadrozny and C. Elkan, Transforming classifier scores into accurate multiclass probability
 * estimates, KDD 2002.
 */
public final class IsotonicSteps implements Calibration {
    private final double[] margins;
    private final double[] probabilities;

    private IsotonicSteps(double[] margins, double[] probabilities) {
        this.margins = margins;
        this.probabilities = probabilities;
    }

    static IsotonicSteps of(double[] margins, double[] probabilities) {
        if (margins.length == 0 || margins.length != probabilities.length) {
            throw new IllegalArgumentException(
                    margins.length + " margins for " + probabilities.length + " probabilities");
        }
        for (int i = 0; i < margins.length; i++) {
            boolean rises = i == 0 || (margins[i] > margins[i - 1] && probabilities[i] >= probabilities[i - 1]);
            if (!rises || !Double.isFinite(margins[i]) || !(probabilities[i] >= 0 && probabilities[i] <= 1)) {
                throw new IllegalArgumentException(
                        "Point " + i + " does not rise: margin " + margins[i] + ", probability " + probabilities[i]);
            }
        }
        return new IsotonicSteps(margins.clone(), probabilities.clone());
    }

    static IsotonicSteps fit(double[] margins, double[] labels, double[] weights) {
        int[] order = IntStream.range(0, margins.length)
                .filter(i -> weights[i] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> margins[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] x = new double[order.length];
        double[] sums = new double[order.length];
        double[] weight = new double[order.length];
        int points = 0;
        for (int i : order) {
            if (points == 0 || margins[i] != x[points - 1]) {
                x[points++] = margins[i];
            }
            sums[points - 1] += weights[i] * labels[i];
            weight[points - 1] += weights[i];
        }
        return new IsotonicSteps(Arrays.copyOf(x, points), pooled(sums, weight, points)).withoutIdlePoints();
    }

    private static double[] pooled(double[] sums, double[] weight, int points) {
        int[] starts = new int[points];
        double[] poolSums = new double[points];
        double[] poolWeights = new double[points];
        int pools = 0;
        for (int i = 0; i < points; i++) {
            starts[pools] = i;
            poolSums[pools] = sums[i];
            poolWeights[pools++] = weight[i];
            while (pools > 1
                    && poolSums[pools - 2] / poolWeights[pools - 2] >= poolSums[pools - 1] / poolWeights[pools - 1]) {
                pools--;
                poolSums[pools - 1] += poolSums[pools];
                poolWeights[pools - 1] += poolWeights[pools];
            }
        }
        double[] values = new double[points];
        for (int pool = 0; pool < pools; pool++) {
            int end = pool + 1 < pools ? starts[pool + 1] : points;
            Arrays.fill(values, starts[pool], end, poolSums[pool] / poolWeights[pool]);
        }
        return values;
    }

    /** Points between two of the same value change nothing. */
    private IsotonicSteps withoutIdlePoints() {
        int[] kept = IntStream.range(0, margins.length)
                .filter(i -> i == 0
                        || i == margins.length - 1
                        || probabilities[i] != probabilities[i - 1]
                        || probabilities[i] != probabilities[i + 1])
                .toArray();
        return new IsotonicSteps(
                Arrays.stream(kept).mapToDouble(i -> margins[i]).toArray(),
                Arrays.stream(kept).mapToDouble(i -> probabilities[i]).toArray());
    }

    double[] margins() {
        return margins.clone();
    }

    double[] probabilities() {
        return probabilities.clone();
    }

    @Override
    public double probability(double margin) {
        int at = Arrays.binarySearch(margins, margin);
        if (at >= 0) {
            return probabilities[at];
        }
        int above = -at - 1;
        if (above == 0) {
            return probabilities[0];
        }
        if (above == margins.length) {
            return probabilities[above - 1];
        }
        double share = (margin - margins[above - 1]) / (margins[above] - margins[above - 1]);
        return probabilities[above - 1] + share * (probabilities[above] - probabilities[above - 1]);
    }

    @Override
    public String toString() {
        return "IsotonicSteps(" + margins.length + " points)";
    }
}
