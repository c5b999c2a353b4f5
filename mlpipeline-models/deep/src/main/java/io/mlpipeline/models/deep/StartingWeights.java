package io.mlpipeline.models.deep;

import io.mlpipeline.models.core.sequence.LstmArchitecture;
import io.mlpipeline.models.core.sequence.LstmTensor;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Random weights to start from, by which the network first says the mean of the values whole seasons before. */
final class StartingWeights {
    private StartingWeights() {}

    static float[] of(LstmArchitecture architecture, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] weights = new float[architecture.size()];
        for (LstmTensor tensor : architecture.tensors()) {
            if (tensor.name().equals("skip")) {
                fillSkip(weights, tensor, architecture.shape().seasons().size());
            } else if (tensor.name().endsWith(".bias")) {
                fillBias(weights, tensor, architecture.hidden());
            } else {
                fill(weights, tensor, limit(tensor, architecture), random);
            }
        }
        return weights;
    }

    private static double limit(LstmTensor tensor, LstmArchitecture architecture) {
        if (tensor.name().startsWith("lstm")) {
            return 1 / Math.sqrt(architecture.hidden());
        }
        // A small output, so that the seasons decide at first.
        return tensor.name().equals("output") ? 0.1 / Math.sqrt(tensor.columns()) : 1 / Math.sqrt(tensor.columns());
    }

    private static void fill(float[] weights, LstmTensor tensor, double limit, SplittableRandom random) {
        for (int i = 0; i < tensor.size(); i++) {
            weights[tensor.offset() + i] = (float) (limit * (2 * random.nextDouble() - 1));
        }
    }

    private static void fillSkip(float[] weights, LstmTensor tensor, int seasons) {
        for (int row = 0; row < tensor.rows(); row++) {
            int at = tensor.offset() + row * tensor.columns();
            Arrays.fill(weights, at, at + seasons, 1f / seasons);
        }
    }

    /** The forget gate starts open (F. Gers et al., Learning to Forget, 2000); everything else at 0. */
    private static void fillBias(float[] weights, LstmTensor tensor, int hidden) {
        if (tensor.name().startsWith("lstm")) {
            Arrays.fill(weights, tensor.offset() + hidden, tensor.offset() + 2 * hidden, 1);
        }
    }
}
