package io.mlpipeline.models.core.explain;

import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.models.core.evaluation.Evaluation;
import io.mlpipeline.models.core.evaluation.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How much worse a model gets when the values of a feature are dealt out to other rows. Features that tell the same are each worth
 * little, because the other still tells it.
 *
 * <p>Source: L. Breiman, Random forests, Machine Learning 45 (2001); A. Fisher et al., All models are wrong, but many are useful,
 * JMLR 20 (2019).
 *
 * @param feature the feature
 * @param loss by how much the metric gets worse, in its own unit, on average; negative where chance made it better
 * @param deviation the standard deviation over the repetitions, of the sample; {@code NaN} of one
 */
public record PermutationImportance(String feature, double loss, double deviation) {
    /**
     * Measures every feature.
     *
     * @param model the model
     * @param rows rows that it was not trained on
     * @param metric what is to get worse
     * @param repetitions how often each feature is dealt out, 1 or more
     * @param seed where the random numbers start
     * @return the features, the most important first
     * @throws io.mlpipeline.api.error.InvalidDataException if the rows do not fit the model
     */
    public static List<PermutationImportance> of(
            Model model, TrainingSet rows, Metric metric, int repetitions, long seed) {
        if (repetitions < 1) {
            throw new IllegalArgumentException("There must be a repetition or more, got " + repetitions);
        }
        double whole = metric.of(rows, Evaluation.predictions(model, rows));
        SplittableRandom random = new SplittableRandom(seed);
        List<PermutationImportance> all = new ArrayList<>();
        for (int feature = 0; feature < rows.features().size(); feature++) {
            double[] losses = new double[repetitions];
            for (int i = 0; i < repetitions; i++) {
                double value = metric.of(rows, predictions(model, rows, feature, random));
                losses[i] = metric.higherIsBetter() ? whole - value : Math.abs(value) - Math.abs(whole);
            }
            all.add(summary(rows.features().get(feature), losses));
        }
        all.sort(Comparator.comparingDouble((PermutationImportance each) -> -each.loss));
        return List.copyOf(all);
    }

    private static double[] predictions(Model model, TrainingSet rows, int feature, SplittableRandom random) {
        int width = rows.features().size();
        double[] values = rows.toArray();
        for (int i = rows.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            double value = values[i * width + feature];
            values[i * width + feature] = values[other * width + feature];
            values[other * width + feature] = value;
        }
        double[] out = new double[rows.size() * model.outputs()];
        model.predictBatch(values, rows.size(), out);
        return out;
    }

    private static PermutationImportance summary(String feature, double[] losses) {
        double mean = 0;
        for (double loss : losses) {
            mean += loss / losses.length;
        }
        double squares = 0;
        for (double loss : losses) {
            squares += (loss - mean) * (loss - mean);
        }
        double deviation = losses.length == 1 ? Double.NaN : Math.sqrt(squares / (losses.length - 1));
        return new PermutationImportance(feature, mean, deviation);
    }
}
