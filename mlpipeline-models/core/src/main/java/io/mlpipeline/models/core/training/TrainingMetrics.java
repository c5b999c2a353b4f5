package io.mlpipeline.models.core.training;

import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.ModelTask;
import io.mlpipeline.api.model.TrainingMetric;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.models.core.evaluation.ClassMetrics;
import io.mlpipeline.models.core.evaluation.Metric;
import io.mlpipeline.models.core.evaluation.Metrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Judges a model on rows that it was trained on. */
public final class TrainingMetrics {
    /** The most rows that are judged. */
    public static final int ROWS = 10_000;

    private TrainingMetrics() {}

    /**
     * Judges up to {@link #ROWS} evenly spaced rows: regressions by RMSE, MAE and R2, two classes by log loss, accuracy and ROC-AUC,
     * more classes by log loss and accuracy. A metric that these rows give no value for is left out.
     *
     * @param model a model with one output, or a classifier
     * @param data rows that it was trained on
     * @return the metrics; empty if the model predicts no finite number for a row
     */
    public static List<TrainingMetric> of(Model model, TrainingSet data) {
        TrainingSet rows = spread(data);
        double[] predicted = new double[rows.size() * model.outputs()];
        model.predictBatch(rows.toArray(), rows.size(), predicted);
        if (!Arrays.stream(predicted).allMatch(Double::isFinite)) {
            return List.of();
        }
        List<TrainingMetric> found = new ArrayList<>();
        for (Metric metric : metrics(model.task())) {
            double value = metric.of(rows, predicted);
            if (Double.isFinite(value)) {
                found.add(new TrainingMetric(metric.name(), value, rows.size()));
            }
        }
        return found;
    }

    private static TrainingSet spread(TrainingSet data) {
        if (data.size() <= ROWS) {
            return data;
        }
        BitSet chosen = new BitSet(data.size());
        for (int i = 0; i < ROWS; i++) {
            chosen.set((int) ((long) i * data.size() / ROWS));
        }
        return data.where(chosen::get);
    }

    private static List<Metric> metrics(ModelTask task) {
        return switch (task) {
            case BINARY -> List.of(ClassMetrics.LOG_LOSS, ClassMetrics.ACCURACY, ClassMetrics.ROC_AUC);
            case MULTICLASS -> List.of(ClassMetrics.LOG_LOSS, ClassMetrics.ACCURACY);
            default -> List.of(Metrics.RMSE, Metrics.MAE, Metrics.R2);
        };
    }
}
