package io.mlpipeline.models.core.model;

import io.mlpipeline.api.model.Model;
import java.util.List;

class FeatureMeanModelContractTest extends PortableModelContract {
    @Override
    protected Model model() {
        return FeatureMeanModel.of(List.of("a", "b", "c"), List.of("c", "a"), 7.25);
    }

    @Override
    protected Missing missing() {
        return Missing.IS_SCORED;
    }

    @Override
    protected String golden() {
        return "feature-mean-v1.json";
    }

    /** The mean of the one feature that the form names. */
    @Override
    protected double[] goldenPrediction() {
        return new double[] {-0.5};
    }
}
