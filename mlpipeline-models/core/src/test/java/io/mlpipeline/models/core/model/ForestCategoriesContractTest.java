package io.mlpipeline.models.core.model;

import io.mlpipeline.api.model.Model;
import java.util.List;
import java.util.SplittableRandom;

class ForestCategoriesContractTest extends ForestModelContractTest {
    @Override
    protected Model model() {
        ForestModel.Builder forest =
                ForestModel.builder(List.of("a", "b", "c"), ForestLink.LOGISTIC, List.of("no", "yes"));
        return RandomForests.grow(forest, 20, 5, 3, 1, true, new SplittableRandom(5))
                .build();
    }
}
