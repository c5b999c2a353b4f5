package io.mlpipeline.models.xgboost;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.TrainingSet;

/** How much rows count, in XGBoost's precision. */
final class RowWeights {
    private RowWeights() {}

    /** One a row, or none where all count the same. */
    static float[] of(TrainingSet data) {
        return data.isWeighted() ? of(data, new double[0]) : new float[0];
    }

    /** The row's own weight times that of its class. */
    static float[] of(TrainingSet data, double[] classWeights) {
        float[] weights = new float[data.size()];
        for (int i = 0; i < weights.length; i++) {
            double ofClass = classWeights.length == 0 ? 1 : classWeights[(int) data.label(i)];
            weights[i] = (float) (data.weight(i) * ofClass);
            if (Float.isInfinite(weights[i])) {
                throw new InvalidDataException("The weight of row " + i + " is " + data.weight(i) + " times " + ofClass
                        + " for its class, which XGBoost's single precision cannot hold");
            }
        }
        return weights;
    }
}
