package io.mlpipeline.models.core.evaluation;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.ModelTask;
import io.mlpipeline.api.model.TrainingSet;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How good a model is on data that it was not trained on.
 *
 * @param rows the number of rows judged, 1 or more
 * @param dataFingerprint which rows they were, see {@link TrainingSet#fingerprint()}: numbers from different rows are not comparable
 * @param from the time of the first row
 * @param to the time of the last row
 * @param scores one value a metric, in the order in which the metrics were asked for
 */
public record Evaluation(long rows, String dataFingerprint, Instant from, Instant to, List<Score> scores) {
    /** Copies the scores. */
    public Evaluation {
        scores = List.copyOf(scores);
        Set<String> names = new HashSet<>();
        for (Score score : scores) {
            if (!names.add(score.metric())) {
                throw new IllegalArgumentException("Metric '" + score.metric() + "' is given twice");
            }
        }
    }

    /**
     * Judges a model.
     *
     * @param model a model with one output, or a classifier
     * @param test the hold-out, with the model's features in the model's order
     * @param first the metric that matters most
     * @param more further ones
     * @return the evaluation
     * @throws InvalidDataException if the hold-out is empty, has other features, or a prediction is not finite
     */
    public static Evaluation of(Model model, TrainingSet test, Metric first, Metric... more) {
        List<Metric> metrics = new ArrayList<>(List.of(more));
        metrics.add(0, first);
        return of(model, test, metrics);
    }

    static Evaluation of(Model model, TrainingSet test, List<Metric> metrics) {
        double[] predicted = predictions(model, test);
        List<Score> scores = metrics.stream()
                .map(metric -> new Score(metric.name(), metric.of(test, predicted), metric.higherIsBetter()))
                .toList();
        long earliest = Long.MAX_VALUE;
        long latest = Long.MIN_VALUE;
        for (int i = 0; i < test.size(); i++) {
            earliest = Math.min(earliest, test.time(i));
            latest = Math.max(latest, test.time(i));
        }
        return new Evaluation(test.size(), test.fingerprint(), instant(earliest), instant(latest), scores);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /**
     * What a model predicts for each row of a set.
     *
     * @param model a model with one output, or a classifier
     * @param test rows with the model's features in the model's order, at least one
     * @return the outputs of each row, one row after the other; finite
     * @throws InvalidDataException if there are no rows, other features, or a prediction is not finite
     */
    public static double[] predictions(Model model, TrainingSet test) {
        if (test.size() == 0) {
            throw new InvalidDataException("There are no rows to judge a model by: " + test);
        }
        if (!model.features().equals(test.features())) {
            throw new InvalidDataException(
                    "The model takes the features " + model.features() + ", but the rows have " + test.features());
        }
        if (model.outputs() != 1 && model.task() != ModelTask.MULTICLASS) {
            throw new IllegalArgumentException(
                    "Only regressions of one output can be judged; this one has " + model.outputs());
        }
        double[] predicted = new double[test.size() * model.outputs()];
        model.predictBatch(test.toArray(), test.size(), predicted);
        for (int i = 0; i < predicted.length; i++) {
            if (!Double.isFinite(predicted[i])) {
                throw new InvalidDataException("The model predicts " + predicted[i] + " for row " + i / model.outputs()
                        + ". Maybe a feature is missing there: impute it in the feature pipeline");
            }
        }
        return predicted;
    }

    /**
     * The value of a metric.
     *
     * @param metric a metric of this evaluation
     * @return its value
     * @throws IllegalArgumentException if it was not asked for
     */
    public double value(Metric metric) {
        return score(metric.name()).value();
    }

    /**
     * The score of a metric.
     *
     * @param metric the metric's name
     * @return its score
     * @throws IllegalArgumentException if it was not asked for
     */
    public Score score(String metric) {
        return scores.stream()
                .filter(score -> score.metric().equals(metric))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No metric '" + metric + "'; there are "
                        + scores.stream().map(Score::metric).toList()));
    }
}
