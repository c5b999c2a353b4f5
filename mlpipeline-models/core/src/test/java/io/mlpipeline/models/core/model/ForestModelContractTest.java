package io.mlpipeline.models.core.model;

import io.mlpipeline.api.model.Model;
import java.util.List;
import java.util.SplittableRandom;

class ForestModelContractTest extends PortableModelContract {
    @Override
    protected Model model() {
        ForestModel.Builder forest = ForestModel.shares(List.of("a", "b", "c"), List.of("x", "y", "z"));
        return RandomForests.grow(forest, 30, 7, 3, 3, false, new SplittableRandom(4))
                .build();
    }

    @Override
    protected Missing missing() {
        return Missing.IS_SCORED;
    }

    @Override
    protected String golden() {
        return "forest-v1.json";
    }

    /** From goldens.py in the test resources. */
    @Override
    protected double[] goldenPrediction() {
        return new double[] {0.6842105263157895};
    }
}
