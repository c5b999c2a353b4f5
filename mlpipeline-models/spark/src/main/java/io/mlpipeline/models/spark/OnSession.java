package io.mlpipeline.models.spark;

import io.mlpipeline.api.model.Estimator;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.model.TrainingSet;
import java.util.function.Function;

/** A learner bound to the host's session. */
record OnSession(String name, Function<TrainingSet, TrainedModel> learner) implements Estimator {
    @Override
    public TrainedModel fit(TrainingSet data) {
        return learner.apply(data);
    }
}
