package io.mlpipeline.models.core.evaluation;

import io.mlpipeline.api.model.TrainingSet;
import java.time.Duration;

/**
 * The metrics of regression. y is a label, p its prediction, w the row's weight, which is 1 unless the rows were given others; every
 * sum is over the rows. Those of classification are {@link ClassMetrics}.
 */
public final class Metrics {
    /** Mean absolute error: sum w |y - p| / sum w, in the label's unit. */
    public static final Metric MAE = new PointMetric("mae", false, Metrics::mae);

    /** Root mean squared error: sqrt(sum w (y - p)^2 / sum w), in the label's unit. */
    public static final Metric RMSE = new PointMetric("rmse", false, Metrics::rmse);

    /** Weighted absolute percentage error: sum w |y - p| / sum w |y|; {@code NaN} where all labels are 0. */
    public static final Metric WAPE = new PointMetric("wape", false, Metrics::wape);

    /** Mean absolute percentage error: sum w |(y - p) / y| / sum w, as a share; {@code NaN} where a label is 0. */
    public static final Metric MAPE = new PointMetric("mape", false, Metrics::mape);

    /** Symmetric one: sum w 2 |y - p| / (|y| + |p|) / sum w, 0 to 2; a row of which both are 0 counts as 0. */
    public static final Metric SMAPE = new PointMetric("smape", false, Metrics::smape);

    /** Coefficient of determination: 1 - sum w (y - p)^2 / sum w (y - mean y)^2; {@code NaN} where all labels are equal. */
    public static final Metric R2 = new PointMetric("r2", true, Metrics::r2);

    /** Mean error: sum w (p - y) / sum w. Positive where the model predicts too much; the best value is 0. */
    public static final Metric BIAS = new PointMetric("bias", false, Metrics::bias);

    /** Mean Poisson deviance, for counts: labels of 0 or more, predictions above 0. */
    public static final Metric POISSON_DEVIANCE = new PointMetric("poisson-deviance", false, new Deviance(1));

    /** Mean gamma deviance, for amounts: labels and predictions above 0. */
    public static final Metric GAMMA_DEVIANCE = new PointMetric("gamma-deviance", false, new Deviance(2));

    private Metrics() {}

    /**
     * Mean Tweedie deviance, for amounts that are often 0: labels of 0 or more, predictions above 0.
     *
     * @param power above 1 and below 2
     * @return the metric
     */
    public static Metric tweedieDeviance(double power) {
        if (!(power > 1 && power < 2)) {
            throw new IllegalArgumentException("The power of a Tweedie deviance lies between 1 and 2, got " + power);
        }
        return new PointMetric("tweedie-deviance-" + power, false, new Deviance(power));
    }

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
                "pinball-" + quantile, false, (actual, predicted, w) -> pinball(quantile, actual, predicted, w));
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

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private static double absoluteError(double[] actual, double[] predicted, double[] w) {
        double sum = 0;
        for (int i = 0; i < actual.length; i++) {
            sum += w[i] * Math.abs(actual[i] - predicted[i]);
        }
        return sum;
    }

    private static double squaredError(double[] actual, double[] predicted, double[] w) {
        double sum = 0;
        for (int i = 0; i < actual.length; i++) {
            double error = actual[i] - predicted[i];
            sum += w[i] * (error * error);
        }
        return sum;
    }

    private static double mae(double[] actual, double[] predicted, double[] w) {
        return absoluteError(actual, predicted, w) / sum(w);
    }

    private static double rmse(double[] actual, double[] predicted, double[] w) {
        return Math.sqrt(squaredError(actual, predicted, w) / sum(w));
    }

    private static double wape(double[] actual, double[] predicted, double[] w) {
        double labels = 0;
        for (int i = 0; i < actual.length; i++) {
            labels += w[i] * Math.abs(actual[i]);
        }
        return labels == 0 ? Double.NaN : absoluteError(actual, predicted, w) / labels;
    }

    private static double mape(double[] actual, double[] predicted, double[] w) {
        double sum = 0;
        for (int i = 0; i < actual.length; i++) {
            if (w[i] > 0) {
                sum += actual[i] == 0 ? Double.NaN : w[i] * Math.abs((actual[i] - predicted[i]) / actual[i]);
            }
        }
        return sum / sum(w);
    }

    private static double smape(double[] actual, double[] predicted, double[] w) {
        double sum = 0;
        for (int i = 0; i < actual.length; i++) {
            double size = Math.abs(actual[i]) + Math.abs(predicted[i]);
            sum += size == 0 ? 0 : w[i] * 2 * Math.abs(actual[i] - predicted[i]) / size;
        }
        return sum / sum(w);
    }

    private static double r2(double[] actual, double[] predicted, double[] w) {
        double total = sum(w);
        double mean = 0;
        for (int i = 0; i < actual.length; i++) {
            mean += w[i] * actual[i] / total;
        }
        double spread = 0;
        for (int i = 0; i < actual.length; i++) {
            spread += w[i] * ((actual[i] - mean) * (actual[i] - mean));
        }
        return spread == 0 ? Double.NaN : 1 - squaredError(actual, predicted, w) / spread;
    }

    private static double bias(double[] actual, double[] predicted, double[] w) {
        double sum = 0;
        for (int i = 0; i < actual.length; i++) {
            sum += w[i] * (predicted[i] - actual[i]);
        }
        return sum / sum(w);
    }

    private static double pinball(double quantile, double[] actual, double[] predicted, double[] w) {
        double sum = 0;
        for (int i = 0; i < actual.length; i++) {
            double above = actual[i] - predicted[i];
            sum += w[i] * Math.max(quantile * above, (quantile - 1) * above);
        }
        return sum / sum(w);
    }
}
