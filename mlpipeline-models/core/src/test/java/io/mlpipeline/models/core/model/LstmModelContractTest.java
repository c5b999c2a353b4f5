package io.mlpipeline.models.core.model;

import io.mlpipeline.api.model.Model;
import io.mlpipeline.models.core.sequence.LstmArchitecture;
import io.mlpipeline.models.core.sequence.LstmModel;
import io.mlpipeline.models.core.sequence.SequenceEncoder;
import io.mlpipeline.models.core.sequence.SequenceShape;
import io.mlpipeline.models.core.sequence.StaticFeature;
import java.util.List;
import java.util.SplittableRandom;

class LstmModelContractTest extends PortableModelContract {
    private final Model model = random();

    private static Model random() {
        SequenceShape shape = SequenceShape.builder("units", 5, 1)
                .seasons(2)
                .covariates(List.of("price"))
                .with(new StaticFeature("town", List.of("north", "south")))
                .build();
        LstmArchitecture architecture = new LstmArchitecture(shape, 6, 1, 4, 2);
        SplittableRandom random = new SplittableRandom(5);
        float[] weights = new float[architecture.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) random.nextDouble(-1, 1);
        }
        return LstmModel.of(architecture, SequenceEncoder.of(shape, new double[1], new double[] {1}), weights);
    }

    @Override
    protected Model model() {
        return model;
    }

    @Override
    protected Missing missing() {
        return Missing.IS_SCORED;
    }

    @Override
    protected String golden() {
        return "lstm-v1.json";
    }

    /** From goldens.py in the test resources, in double precision. */
    @Override
    protected double[] goldenPrediction() {
        return new double[] {-0.6785975925326098};
    }

    @Override
    protected double goldenTolerance() {
        return 1e-6;
    }
}
