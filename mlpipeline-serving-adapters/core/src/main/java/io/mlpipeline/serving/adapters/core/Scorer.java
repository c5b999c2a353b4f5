package io.mlpipeline.serving.adapters.core;

import io.mlpipeline.api.data.Row;
import io.mlpipeline.etl.features.History;
import java.util.List;

/** The arithmetic of a model, from a request row to the prediction. Implementations are safe for use by many threads. */
@FunctionalInterface
interface Scorer {
    double predict(Row request, History history);

    /** The prediction with the probability of each class, if there are several. */
    default Answer answer(Row request, History history) {
        return new Answer(predict(request, history), List.of());
    }
}
