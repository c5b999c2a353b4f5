package io.mlpipeline.models.core.evaluation;

import io.mlpipeline.api.model.TrainingSet;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** How often each class was predicted as which, by the rows' weights. Immutable and safe for use by many threads. */
public final class ConfusionMatrix {
    private final List<String> classes;
    private final double[][] weights;

    private ConfusionMatrix(List<String> classes, double[][] weights) {
        this.classes = classes;
        this.weights = weights;
    }

    /**
     * Counts by the most probable class.
     *
     * @param actual rows labelled with the numbers of classes, at least one
     * @param predicted the probability of the second class, or of each class, row by row
     * @return the matrix
     * @throws io.mlpipeline.api.error.InvalidDataException if a label is no class or a prediction no probability
     */
    public static ConfusionMatrix of(TrainingSet actual, double[] predicted) {
        ClassRows rows = ClassRows.of("confusion", actual, predicted);
        return of(
                actual,
                rows,
                IntStream.range(0, rows.size()).map(rows::predicted).toArray());
    }

    /**
     * Counts by a threshold.
     *
     * @param actual rows labelled 0 or 1, at least one
     * @param predicted the probability of class 1
     * @param threshold the least probability at which class 1 is predicted
     * @return the matrix
     * @throws io.mlpipeline.api.error.InvalidDataException if a label is no class or a prediction no probability
     */
    public static ConfusionMatrix of(TrainingSet actual, double[] predicted, double threshold) {
        ClassRows rows = ClassRows.of("confusion", actual, predicted);
        if (!rows.isBinary()) {
            throw new IllegalArgumentException("A threshold needs two classes, there are " + rows.classes);
        }
        return of(
                actual,
                rows,
                IntStream.range(0, rows.size())
                        .map(row -> rows.probability(row, 1) >= threshold ? 1 : 0)
                        .toArray());
    }

    private static ConfusionMatrix of(TrainingSet actual, ClassRows rows, int[] predicted) {
        double[][] weights = new double[rows.classes][rows.classes];
        for (int i = 0; i < predicted.length; i++) {
            weights[rows.labels[i]][predicted[i]] += rows.weights[i];
        }
        List<String> names = actual.classes().isEmpty()
                ? IntStream.range(0, rows.classes).mapToObj(Integer::toString).toList()
                : actual.classes();
        return new ConfusionMatrix(names, weights);
    }

    /**
     * The names of the classes.
     *
     * @return their numbers where they have no names
     */
    public List<String> classes() {
        return classes;
    }

    /**
     * The weight of the rows of one class that were predicted as one.
     *
     * @param actual the number of the class that they are of
     * @param predicted the number of the class that they were taken for
     * @return 0 or more; a count where the rows have no weights
     */
    public double weight(int actual, int predicted) {
        return weights[actual][predicted];
    }

    @Override
    public String toString() {
        return "ConfusionMatrix" + classes + Arrays.deepToString(weights);
    }
}
