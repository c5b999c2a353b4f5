package io.mlpipeline.models.core.bundle;

import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.etl.features.History;
import io.mlpipeline.etl.features.Kernel;
import io.mlpipeline.etl.features.Series;
import java.util.Optional;

/**
 * A request with the past it needs, and what came of it when the bundle was made.
 *
 * @param request a row of the request schema
 * @param series the part of the row's series that features look at, if there is one
 * @param vector the features, exactly
 * @param outputs the model's outputs, exactly
 */
record GoldenRow(RowBuffer request, Optional<Series> series, double[] vector, double[] outputs) {
    /** Computes the features and outputs of a request. */
    static GoldenRow of(
            RowBuffer request, Optional<Series> series, FittedFeatures features, Kernel kernel, Model model) {
        double[] vector = new double[features.names().size()];
        double[] outputs = new double[model.outputs()];
        kernel.transform(request, history(series), vector);
        model.predict(vector, outputs);
        return new GoldenRow(request, series, vector, outputs);
    }

    private static History history(Optional<Series> series) {
        return key -> series;
    }

    /** Computes both again and refuses a single bit that is not the same. */
    void replay(int number, FittedFeatures features, Kernel kernel, Model model) {
        GoldenRow now = of(request, series, features, kernel, model);
        requireSame("golden row " + number, now, features);
    }

    void requireSame(String what, GoldenRow now, FittedFeatures features) {
        for (int i = 0; i < vector.length; i++) {
            if (Double.doubleToLongBits(vector[i]) != Double.doubleToLongBits(now.vector[i])) {
                throw new CorruptArtifactException(
                        "Feature '" + features.names().get(i) + "' of " + what + " is " + now.vector[i]
                                + ", recorded was " + vector[i]);
            }
        }
        for (int i = 0; i < outputs.length; i++) {
            if (Double.doubleToLongBits(outputs[i]) != Double.doubleToLongBits(now.outputs[i])) {
                throw new CorruptArtifactException(
                        "The prediction for " + what + " is " + now.outputs[i] + ", recorded was " + outputs[i]);
            }
        }
    }
}
