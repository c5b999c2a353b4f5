package io.mlpipeline.drift.performance;

import io.mlpipeline.api.model.Estimator;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.TrainingSet;

/**
 * How large a regression's errors are on rows without labels: a second model, which has learned the size of the first one's errors from the
 * features, predicts it. Direct loss estimation; immutable and safe for use by many threads.
 *
 * <p>It sees other rows than before coming, not the same rows coming true otherwise. Train it on data that the first model has not
 * seen, for on its own training data a model's errors are too small.
 */
public final class LossEstimate {
    private final PerformanceMetric metric;
    private final Model lossModel;

    private LossEstimate(PerformanceMetric metric, Model lossModel) {
        this.metric = metric;
        this.lossModel = lossModel;
    }

    /**
     * Learns how large errors are.
     *
     * @param model the regression that is watched
     * @param metric {@link PerformanceMetric#MAE} or {@link PerformanceMetric#RMSE}
     * @param heldOut labelled data that the model has not seen, with its features
     * @param estimator learns the losses, such as a random forest or boosted trees
     * @return the estimate
     * @throws IllegalArgumentException if the metric is not of a regression, or the features differ
     * @throws io.mlpipeline.api.error.InvalidDataException if the losses cannot be learned
     */
    public static LossEstimate learn(Model model, PerformanceMetric metric, TrainingSet heldOut, Estimator estimator) {
        if (metric != PerformanceMetric.MAE && metric != PerformanceMetric.RMSE) {
            throw new IllegalArgumentException("The loss of a regression is estimated as MAE or RMSE, got " + metric);
        }
        if (!model.features().equals(heldOut.features())) {
            throw new IllegalArgumentException(
                    "The model takes the features " + model.features() + ", the data have " + heldOut.features());
        }
        TrainingSet.Builder losses = TrainingSet.builder(heldOut.features(), "loss");
        double[] prediction = new double[model.outputs()];
        for (int row = 0; row < heldOut.size(); row++) {
            double[] vector = heldOut.copyRow(row, new double[heldOut.features().size()]);
            model.predict(vector, prediction);
            losses.add(vector, metric.loss(prediction[0], heldOut.label(row)), heldOut.time(row), heldOut.key(row));
        }
        return new LossEstimate(metric, estimator.fit(losses.build()).model());
    }

    /**
     * Estimates the metric on rows without labels.
     *
     * @param rows feature vectors, at least one
     * @return the estimated metric, 0 or more
     * @throws IllegalArgumentException if there are no rows
     */
    public double of(double[][] rows) {
        if (rows.length == 0) {
            throw new IllegalArgumentException("An estimate needs rows, got none");
        }
        double[] out = new double[lossModel.outputs()];
        double sum = 0;
        for (double[] row : rows) {
            lossModel.predict(row, out);
            sum += Math.max(0, out[0]);
        }
        return metric.ofMeanLoss(sum / rows.length);
    }
}
