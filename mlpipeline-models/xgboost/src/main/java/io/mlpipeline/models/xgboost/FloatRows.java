package io.mlpipeline.models.xgboost;

import io.mlpipeline.api.error.InvalidDataException;
import java.util.List;

/** Feature vectors in XGBoost's precision, one after the other. */
record FloatRows(float[] values, int count, int width) {
    static FloatRows of(double[] rows, int count, List<String> features) {
        int width = features.size();
        if (count < 1 || rows.length < (long) count * width) {
            throw new IllegalArgumentException(
                    count + " rows of " + width + " features need as many values, got " + rows.length);
        }
        float[] values = new float[count * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) rows[i];
            if (Float.isInfinite(values[i])) {
                throw new InvalidDataException(
                        "Feature '" + features.get(i % width) + "' is " + rows[i] + " in row " + i / width
                                + ", which XGBoost's single precision cannot hold; clip it or make it missing (NaN)");
            }
        }
        return new FloatRows(values, count, width);
    }
}
