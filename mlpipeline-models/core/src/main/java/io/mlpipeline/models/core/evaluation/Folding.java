package io.mlpipeline.models.core.evaluation;

import io.mlpipeline.api.model.TrainingSet;
import java.util.List;

/** A way to judge an estimator in several rounds, each on rows that it was not trained on. */
@FunctionalInterface
public interface Folding {
    /**
     * Says which rows train and test in each round.
     *
     * @param rows the rows
     * @return the rounds in order
     * @throws io.mlpipeline.api.error.InvalidDataException if a part would be empty
     */
    List<Fold> of(TrainingSet rows);
}
