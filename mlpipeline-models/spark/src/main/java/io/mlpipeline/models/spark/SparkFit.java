package io.mlpipeline.models.spark;

import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.models.core.training.Replay;

/**
 * A trained model beside Spark's own, for those who want to see that both predict the same, or Spark's summary of the training. Safe for
 * use by many threads.
 *
 * @param <M> Spark's type of the model
 */
public final class SparkFit<M> {
    private final TrainedModel trained;
    private final M nativeModel;
    private final Replay.Trainer trainer;

    SparkFit(TrainedModel trained, M nativeModel, Replay.Trainer trainer) {
        this.trained = trained;
        this.nativeModel = nativeModel;
        this.trainer = trainer;
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
     * What Spark itself predicts. The probability of the second of two classes is made of Spark's margin where it has one: Spark takes the
     * first from 1, which loses the digits of a small one.
     *
     * @param vector one value a feature
     * @param out receives one value an output of the exported model
     * @throws IllegalArgumentException if an array is too short
     */
    public void nativePredict(double[] vector, double[] out) {
        int width = trained.model().features().size();
        int outputs = trained.model().outputs();
        if (vector.length < width || out.length < outputs) {
            throw new IllegalArgumentException("A row needs " + width + " values and room for " + outputs
                    + " outputs, got " + vector.length + " and " + out.length);
        }
        trainer.predict(vector, out);
    }

    /**
     * Spark's own model.
     *
     * @return the model
     */
    public M nativeModel() {
        return nativeModel;
    }
}
