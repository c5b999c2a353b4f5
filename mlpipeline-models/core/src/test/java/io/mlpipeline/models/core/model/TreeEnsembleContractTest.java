package io.mlpipeline.models.core.model;

import io.mlpipeline.api.model.Model;
import java.util.SplittableRandom;

class TreeEnsembleContractTest extends PortableModelContract {
    @Override
    protected Model model() {
        return RandomTrees.ensemble(30, 6, 5, new SplittableRandom(3))
                .classes(3)
                .build();
    }

    @Override
    protected Missing missing() {
        return Missing.IS_SCORED;
    }

    @Override
    protected String golden() {
        return "tree-ensemble-v1.json";
    }

    /** A stump: below 0.5 is -1, else 2, on top of 10. */
    @Override
    protected double[] goldenPrediction() {
        return new double[] {12};
    }
}
