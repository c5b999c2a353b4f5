package io.mlpipeline.models.core.model;

import io.mlpipeline.api.model.Model;
import java.util.List;

class LinearModelContractTest extends PortableModelContract {
    @Override
    protected Model model() {
        return LinearModel.of(List.of("a", "b", "c", "d", "e"), new double[] {0.1, -2, 3, 1e-3, 0.7}, 0.25);
    }

    @Override
    protected Missing missing() {
        return Missing.SPREADS;
    }

    @Override
    protected String golden() {
        return "linear-v1.json";
    }

    /** From goldens.py in the test resources. */
    @Override
    protected double[] goldenPrediction() {
        return new double[] {1.0};
    }
}
