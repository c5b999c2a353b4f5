package io.mlpipeline.drift.performance;

import java.util.function.DoubleUnaryOperator;

/** What a prediction costs when its label is known, averaged over rows. */
public enum PerformanceMetric {
    /** The mean absolute error of a regression. */
    MAE(mean -> mean),
    /** The root of the mean squared error of a regression. */
    RMSE(Math::sqrt),
    /** The share of wrong classes of a binary model, which says the second class from a probability of 0.5 on. */
    ERROR_RATE(mean -> mean),
    /** The mean negative logarithm of the probability that a binary model gave to what came true; probabilities are kept 1e-15 from 0 and 1. */
    LOG_LOSS(mean -> mean),
    /** The mean squared difference between a binary model's probability and what came true. */
    BRIER(mean -> mean);

    private static final double EDGE = 1e-15;

    private final DoubleUnaryOperator ofMeanLoss;

    PerformanceMetric(DoubleUnaryOperator ofMeanLoss) {
        this.ofMeanLoss = ofMeanLoss;
    }

    /**
     * The loss of one row.
     *
     * @param predicted the prediction
     * @param actual the label
     * @return 0 or more, 0 for a perfect prediction
     */
    public double loss(double predicted, double actual) {
        double error = predicted - actual;
        return switch (this) {
            case MAE -> Math.abs(error);
            case RMSE, BRIER -> error * error;
            case ERROR_RATE -> predicted >= 0.5 == actual >= 0.5 ? 0 : 1;
            case LOG_LOSS -> -Math.log(Math.max(EDGE, actual >= 0.5 ? predicted : 1 - predicted));
        };
    }

    /**
     * The metric of rows whose losses are known.
     *
     * @param meanLoss the mean of {@link #loss} over the rows
     * @return the metric
     */
    public double ofMeanLoss(double meanLoss) {
        return ofMeanLoss.applyAsDouble(meanLoss);
    }
}
