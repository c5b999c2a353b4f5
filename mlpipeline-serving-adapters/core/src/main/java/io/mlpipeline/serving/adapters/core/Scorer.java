package io.mlpipeline.serving.adapters.core;

import io.mlpipeline.api.data.Row;
import io.mlpipeline.etl.features.History;

/** The arithmetic of a model, from a request row to the prediction. Implementations are safe for use by many threads. */
@FunctionalInterface
interface Scorer {
    double predict(Row request, History history);
}
