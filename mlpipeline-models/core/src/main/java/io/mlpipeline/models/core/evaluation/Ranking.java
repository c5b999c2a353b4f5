package io.mlpipeline.models.core.evaluation;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The rows by falling probability of one class, those of equal probability together: after each group, the weight of its rows of the
 * class and of the others.
 */
record Ranking(double[] probabilities, double[] hits, double[] others) {
    static Ranking of(ClassRows rows, int of) {
        int[] order = IntStream.range(0, rows.size())
                .filter(row -> rows.weights[row] > 0)
                .boxed()
                .sorted((a, b) -> Double.compare(rows.probability(b, of), rows.probability(a, of)))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] probabilities = new double[order.length];
        double[] hits = new double[order.length];
        double[] others = new double[order.length];
        int groups = 0;
        for (int row : order) {
            double probability = rows.probability(row, of);
            if (groups == 0 || probability != probabilities[groups - 1]) {
                probabilities[groups++] = probability;
            }
            (rows.labels[row] == of ? hits : others)[groups - 1] += rows.weights[row];
        }
        return new Ranking(
                Arrays.copyOf(probabilities, groups), Arrays.copyOf(hits, groups), Arrays.copyOf(others, groups));
    }

    /** The area under the ROC curve: the share of pairs of a row of the class and another that are in the right order. */
    double rocArea() {
        double area = 0;
        double hitsBefore = 0;
        double othersBefore = 0;
        for (int i = 0; i < hits.length; i++) {
            area += others[i] * (hitsBefore + hits[i] / 2);
            hitsBefore += hits[i];
            othersBefore += others[i];
        }
        return hitsBefore == 0 || othersBefore == 0 ? Double.NaN : area / (hitsBefore * othersBefore);
    }

    /** Average precision: the precision at each group, weighted by the recall that it adds. */
    double averagePrecision() {
        double sum = 0;
        double hitsBefore = 0;
        double before = 0;
        for (int i = 0; i < hits.length; i++) {
            hitsBefore += hits[i];
            before += hits[i] + others[i];
            sum += before == 0 ? 0 : hits[i] * hitsBefore / before;
        }
        return hitsBefore == 0 ? Double.NaN : sum / hitsBefore;
    }
}
