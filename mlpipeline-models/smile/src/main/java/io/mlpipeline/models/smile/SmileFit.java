package io.mlpipeline.models.smile;

import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.models.core.training.Replay;

/** A trained model beside Smile's own, for those who want to see that both predict the same. Safe for use by many threads. */
public final class SmileFit {
    private final TrainedModel trained;
    private final Replay.Trainer nativeModel;

    SmileFit(TrainedModel trained, Replay.Trainer nativeModel) {
        this.trained = trained;
        this.nativeModel = nativeModel;
    }

    /**
     * The exported model, which does not need Smile.
     *
     * @return the model with its importance and provenance
     */
    public TrainedModel trained() {
        return trained;
    }

    /**
     * What Smile itself predicts.
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
        nativeModel.predict(vector, out);
    }
}
