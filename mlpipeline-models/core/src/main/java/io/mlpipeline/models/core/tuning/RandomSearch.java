package io.mlpipeline.models.core.tuning;

import java.util.List;
import java.util.SplittableRandom;

/** Random search. Source: J. Bergstra and Y. Bengio, Random search for hyper-parameter optimization, JMLR 13 (2012). */
final class RandomSearch extends Sampler {
    @Override
    double[] next(List<? extends Parameter<?>> space, List<Trial> before, SplittableRandom random) {
        return anywhere(space, random);
    }

    @Override
    public String toString() {
        return "random";
    }
}
