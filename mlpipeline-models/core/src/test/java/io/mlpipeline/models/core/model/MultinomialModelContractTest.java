package io.mlpipeline.models.core.model;

import io.mlpipeline.api.model.Model;
import java.util.List;

class MultinomialModelContractTest extends PortableModelContract {
    @Override
    protected Model model() {
        double[] weights = {0.1, -2, 3, 1e-3, 0.7, 1, 2, 3, 4, 5, -1, 0, 1, 0, -1};
        return MultinomialModel.of(
                List.of("a", "b", "c", "d", "e"), List.of("x", "y", "z"), weights, new double[] {0.25, 0, -1});
    }

    @Override
    protected Missing missing() {
        return Missing.SPREADS;
    }

    @Override
    protected String golden() {
        return "multinomial-v1.json";
    }

    /** From goldens.py in the test resources. */
    @Override
    protected double[] goldenPrediction() {
        return new double[] {0.015499903542913668, 0.9589450757920842, 0.02555502066500204};
    }
}
