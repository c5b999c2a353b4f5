package io.mlpipeline.models.core.tuning;

import java.util.List;
import java.util.SplittableRandom;

/** How the values of the next trial are chosen. Immutable. */
public abstract sealed class Sampler permits RandomSearch, Tpe {
    Sampler() {}

    /**
     * Chooses every value evenly, whatever came before.
     *
     * @return the sampler
     */
    public static Sampler random() {
        return new RandomSearch();
    }

    /**
     * The tree-structured Parzen estimator: after ten random trials, draws from where the best trials lie closest together compared
     * with the rest.
     *
     * @return the sampler
     * @see Tpe
     */
    public static Sampler tpe() {
        return new Tpe();
    }

    /** One coordinate a parameter. */
    abstract double[] next(List<? extends Parameter<?>> space, List<Trial> before, SplittableRandom random);

    static double[] anywhere(List<? extends Parameter<?>> space, SplittableRandom random) {
        double[] point = new double[space.size()];
        for (int i = 0; i < point.length; i++) {
            Parameter<?> each = space.get(i);
            point[i] = each.isChoice()
                    ? random.nextInt(each.options())
                    : each.low() + random.nextDouble() * (each.high() - each.low());
        }
        return point;
    }
}
