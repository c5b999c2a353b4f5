package io.mlpipeline.models.core.ensemble;

import io.mlpipeline.api.model.Model;
import io.mlpipeline.models.core.model.MultinomialModel;
import io.mlpipeline.models.core.model.PortableModelContract;
import java.util.List;

class VotingModelContractTest extends PortableModelContract {
    @Override
    protected Model model() {
        List<String> features = List.of("a", "b", "c");
        List<String> classes = List.of("x", "y", "z");
        Model one = MultinomialModel.of(features, classes, new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, new double[3]);
        Model two = MultinomialModel.of(features, classes, new double[] {2, 1, 0, 1, 2, 3, 2, 1, 5}, new double[3]);
        return VotingModel.of(List.of(one, two), 0.3, 0.9);
    }

    @Override
    protected Missing missing() {
        return Missing.SPREADS;
    }

    @Override
    protected String golden() {
        return "voting-v1.json";
    }

    /** From goldens.py in the test resources. */
    @Override
    protected double[] goldenPrediction() {
        return new double[] {0.375};
    }
}
