package io.mlpipeline.models.spark;

import io.mlpipeline.api.model.TrainedModel;
import java.util.Arrays;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.LinearRegressionModel;

/** A trained model beside Spark's own, for those who want to see that both predict the same. Safe for use by many threads. */
public final class SparkLinearFit {
    private final TrainedModel trained;
    private final LinearRegressionModel nativeModel;

    SparkLinearFit(TrainedModel trained, LinearRegressionModel nativeModel) {
        this.trained = trained;
        this.nativeModel = nativeModel;
    }

    /**
     * The exported model, which does not need Spark.
     *
     * @return the model with its importance and provenance
     */
    public TrainedModel trained() {
        return trained;
    }

    /**
     * What Spark itself predicts.
     *
     * @param rows feature vectors one after the other
     * @param count the number of rows
     * @return one prediction a row
     * @throws IllegalArgumentException if there are fewer values than that
     */
    public double[] nativePredict(double[] rows, int count) {
        int width = trained.model().features().size();
        if (count < 0 || rows.length < (long) count * width) {
            throw new IllegalArgumentException(
                    count + " rows of " + width + " features need as many values, got " + rows.length);
        }
        double[] predicted = new double[count];
        for (int i = 0; i < count; i++) {
            predicted[i] = nativeModel.predict(Vectors.dense(Arrays.copyOfRange(rows, i * width, (i + 1) * width)));
        }
        return predicted;
    }

    /**
     * Spark's own model, with its summary of the training.
     *
     * @return the model
     */
    public LinearRegressionModel nativeModel() {
        return nativeModel;
    }
}
