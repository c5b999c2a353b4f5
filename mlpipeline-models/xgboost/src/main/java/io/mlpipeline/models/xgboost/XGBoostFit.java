package io.mlpipeline.models.xgboost;

import io.mlpipeline.api.model.TrainedModel;
import ml.dmlc.xgboost4j.java.Booster;

/**
 * A trained model beside XGBoost's own, for those who want to see that both predict the same. Not thread-safe. Close it: XGBoost's
 * model lies outside the Java heap. The {@link #trained()} model lives on.
 */
public final class XGBoostFit implements AutoCloseable {
    private final TrainedModel trained;
    private final Booster booster;
    private boolean closed;

    XGBoostFit(TrainedModel trained, Booster booster) {
        this.trained = trained;
        this.booster = booster;
    }

    /**
     * The exported model, which needs neither this fit nor XGBoost.
     *
     * @return the model with its importance and provenance
     */
    public TrainedModel trained() {
        return trained;
    }

    /**
     * What XGBoost itself predicts.
     *
     * @param rows feature vectors one after the other, {@code NaN} where missing
     * @param count the number of rows
     * @return one prediction an output of each row: a float, as the equal double
     * @throws IllegalStateException if the fit is closed
     */
    public double[] nativePredict(double[] rows, int count) {
        requireOpen();
        float[] predicted = Natives.predict(
                booster, FloatRows.of(rows, count, trained.model().features()), false);
        double[] result = new double[predicted.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = predicted[i];
        }
        return result;
    }

    /**
     * XGBoost's own model file, which its other language bindings read.
     *
     * @return UTF-8 JSON
     * @throws IllegalStateException if the fit is closed
     */
    public byte[] nativeModel() {
        requireOpen();
        return Natives.json(booster);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(
                    "The fit is closed, and XGBoost's model with it; the trained() model lives on");
        }
    }

    @Override
    public void close() {
        closed = true;
        booster.dispose();
    }
}
