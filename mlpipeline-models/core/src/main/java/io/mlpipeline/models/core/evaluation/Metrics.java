package io.mlpipeline.models.core.evaluation;

import io.mlpipeline.api.model.TrainingSet;
import java.time.Duration;

/** The metrics of regression. y is a label, p its prediction, n the number of rows. */
public final class Metrics {
    /** Mean absolute error: sum |y - p| / n, in the label's unit. */
    public static final Metric MAE = new PointMetric("mae", false, Metrics::mae);

    /** Root mean squared error: sqrt(sum (y - p)^2 / n), in the label's unit. */
    public static final Metric RMSE = new PointMetric("rmse", false, Metrics::rmse);

    /** Weighted absolute percentage error: sum |y - p| / sum |y|; {@code NaN} where all labels are 0. */
    public static final Metric WAPE = new PointMetric("wape", false, Metrics::wape);

    /** Coefficient of determination: 1 - sum (y - p)^2 / sum (y - mean y)^2; {@code NaN} where all labels are equal. */
    public static final Metric R2 = new PointMetric("r2", true, Metrics::r2);

    /** Mean error: sum (p - y) / n. Positive where the model predicts too much; the best value is 0. */
    public static final Metric BIAS = new PointMetric("bias", false, Metrics::bias);

    private Metrics() {}

    /**
     * Pinball loss of a quantile forecast: the mean of {@code max(q (y - p), (q - 1) (y - p))}.
     *
     * @param quantile the predicted quantile q, above 0 and below 1
     * @return the metric
     */
    public static Metric pinball(double quantile) {
        if (!(quantile > 0 && quantile < 1)) {
            throw new IllegalArgumentException("A quantile lies between 0 and 1, got " + quantile);
        }
        return new PointMetric(
                "pinball-" + quantile, false, (actual, predicted) -> pinball(quantile, actual, predicted));
    }

    /**
     * Mean absolute scaled error: each error is divided by its own series' in-sample error of the seasonal naive forecast.
     *
     * @param training the training part, from which the scales are taken
     * @param season how far back the seasonal naive forecast looks, such as 7 days; longer than 0
     * @return the metric
     * @see Mase
     */
    public static Mase mase(TrainingSet training, Duration season) {
        return Mase.of(training, season);
    }

    private static double mae(double[] actual, double[] predicted) {
        double sum = 0;
        for (int i = 0; i < actual.length; i++) {
            sum += Math.abs(actual[i] - predicted[i]);
        }
        return sum / actual.length;
    }

    private static double rmse(double[] actual, double[] predicted) {
        return Math.sqrt(squaredError(actual, predicted) / actual.length);
    }

    private static double squaredError(double[] actual, double[] predicted) {
        double sum = 0;
        for (int i = 0; i < actual.length; i++) {
            double error = actual[i] - predicted[i];
            sum += error * error;
        }
        return sum;
    }

    private static double wape(double[] actual, double[] predicted) {
        double labels = 0;
        for (double label : actual) {
            labels += Math.abs(label);
        }
        return labels == 0 ? Double.NaN : mae(actual, predicted) * actual.length / labels;
    }

    private static double r2(double[] actual, double[] predicted) {
        double mean = 0;
        for (double label : actual) {
            mean += label / actual.length;
        }
        double spread = 0;
        for (double label : actual) {
            spread += (label - mean) * (label - mean);
        }
        return spread == 0 ? Double.NaN : 1 - squaredError(actual, predicted) / spread;
    }

    private static double bias(double[] actual, double[] predicted) {
        double sum = 0;
        for (int i = 0; i < actual.length; i++) {
            sum += predicted[i] - actual[i];
        }
        return sum / actual.length;
    }

    private static double pinball(double quantile, double[] actual, double[] predicted) {
        double sum = 0;
        for (int i = 0; i < actual.length; i++) {
            double above = actual[i] - predicted[i];
            sum += Math.max(quantile * above, (quantile - 1) * above);
        }
        return sum / actual.length;
    }
}
