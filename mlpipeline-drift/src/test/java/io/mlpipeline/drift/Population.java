package io.mlpipeline.drift;

import io.mlpipeline.api.profile.CategoricalProfile;
import io.mlpipeline.api.profile.ColumnProfile;
import io.mlpipeline.api.profile.NumericProfile;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/** What columns are drawn from when nothing has drifted. */
enum Population {
    NORMAL(RandomGenerator::nextGaussian),
    SKEWED(random -> Math.exp(random.nextGaussian())),
    HEAVY_TAILED(random -> Math.tan(Math.PI * (random.nextDouble() - 0.5))),
    TIED_INTEGERS(random -> Math.floor(-3 * Math.log(1 - random.nextDouble()))),
    BINARY(random -> random.nextDouble() < 0.3 ? 1 : 0),
    CATEGORIES_8(8),
    CATEGORIES_200(200);

    private final ToDoubleFunction<RandomGenerator> values;
    private final double[] cumulative;

    Population(ToDoubleFunction<RandomGenerator> values) {
        this.values = values;
        this.cumulative = new double[0];
    }

    /** Categories whose frequencies fall like 1, 1/2, 1/3 and so on. */
    Population(int categories) {
        this.values = random -> 0;
        this.cumulative = new double[categories];
        double sum = 0;
        for (int i = 0; i < categories; i++) {
            sum += 1.0 / (i + 1);
            cumulative[i] = sum;
        }
        for (int i = 0; i < categories; i++) {
            cumulative[i] /= sum;
        }
    }

    ColumnProfile sample(String name, int rows, RandomGenerator random) {
        return cumulative.length == 0 ? sample(name, rows, random, 0, 1) : categories(name, rows, random);
    }

    /** Numeric populations only. */
    ColumnProfile sample(String name, int rows, RandomGenerator random, double shift, double scale) {
        NumericProfile.Accumulator profile = new NumericProfile.Accumulator();
        for (int i = 0; i < rows; i++) {
            profile.add(shift + scale * values.applyAsDouble(random));
        }
        return profile.build(name);
    }

    private ColumnProfile categories(String name, int rows, RandomGenerator random) {
        CategoricalProfile.Accumulator profile = new CategoricalProfile.Accumulator();
        for (int i = 0; i < rows; i++) {
            int found = Arrays.binarySearch(cumulative, random.nextDouble());
            profile.add("c" + (found < 0 ? -found - 1 : found));
        }
        return profile.build(name);
    }
}
