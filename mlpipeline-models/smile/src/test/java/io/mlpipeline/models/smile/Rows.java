package io.mlpipeline.models.smile;

import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.models.core.model.LinearModel;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Data that the tests make up, and the comparison with Smile on many random rows. */
final class Rows {
    private Rows() {}

    /** Ten features; the label follows three of them: 3 f0 - 2 f1 + (f2 above 0 ? 5 : 0), with noise. */
    static TrainingSet numbers(int rows, double noise, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TrainingSet.Builder data = TrainingSet.builder(names(), "y");
        for (int i = 0; i < rows; i++) {
            double[] row = random.doubles(10, -3, 3).toArray();
            data.add(row, signal(row) + noise * random.nextDouble(-1, 1), 0, "");
        }
        return data.build();
    }

    static double signal(double[] row) {
        return 3 * row[0] - 2 * row[1] + (row[2] > 0 ? 5 : 0);
    }

    /** The same features; the class says in which third of its range the signal lies, or which half. */
    static TrainingSet classes(int rows, int classes, long seed) {
        TrainingSet numbers = numbers(rows, 1, seed);
        TrainingSet.Builder data = TrainingSet.builder(names(), "y");
        for (int i = 0; i < rows; i++) {
            double share = (numbers.label(i) + 15) / 35;
            int label = (int) Math.max(0, Math.min(classes - 1, share * classes));
            data.add(numbers.copyRow(i, new double[10]), label, 0, "");
        }
        return data.build()
                .withClasses(
                        IntStream.range(0, classes).mapToObj(i -> "class " + i).toList());
    }

    static List<String> names() {
        return IntStream.range(0, 10).mapToObj(i -> "f" + i).toList();
    }

    /** The largest difference of an output from Smile's, relative to that or to what a linear model adds up, over random rows of which some values may be missing. */
    static double largestDifference(SmileFit fit, int rows, double missingShare, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Model model = fit.trained().model();
        double[] row = new double[10];
        double[] ours = new double[model.outputs()];
        double[] theirs = new double[model.outputs()];
        double largest = 0;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < row.length; j++) {
                row[j] = random.nextDouble() < missingShare ? Double.NaN : random.nextDouble(-4, 4);
            }
            model.predict(row, ours);
            fit.nativePredict(row, theirs);
            for (int k = 0; k < ours.length; k++) {
                double difference =
                        Math.abs(ours[k] - theirs[k]) / Math.max(Math.abs(theirs[k]), magnitude(model, row));
                // Not Math.max alone: a NaN must not be lost.
                largest = Double.isNaN(difference) && ours[k] != theirs[k] ? Double.NaN : Math.max(largest, difference);
            }
        }
        System.out.println(fit.trained().provenance().estimator() + ": " + rows + " random rows, "
                + Math.round(100 * missingShare) + " % missing, largest relative difference " + largest);
        return largest;
    }

    private static double magnitude(Model model, double[] row) {
        if (!(model instanceof LinearModel linear)) {
            return 0;
        }
        double[] weights = linear.weights();
        double sum = Math.abs(linear.intercept());
        for (int i = 0; i < weights.length; i++) {
            sum += Math.abs(weights[i] * row[i]);
        }
        return sum;
    }
}
