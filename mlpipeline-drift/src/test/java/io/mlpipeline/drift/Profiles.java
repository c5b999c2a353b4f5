package io.mlpipeline.drift;

import io.mlpipeline.api.profile.CategoricalProfile;
import io.mlpipeline.api.profile.ColumnProfile;
import io.mlpipeline.api.profile.DatasetProfile;
import io.mlpipeline.api.profile.NumericProfile;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;

/** Profiles of made-up columns. */
final class Profiles {
    private Profiles() {}

    static DatasetProfile dataset(ColumnProfile... columns) {
        long rows = Arrays.stream(columns)
                .mapToLong(column -> column.count() + column.missing())
                .max()
                .orElse(0);
        return new DatasetProfile(rows, List.of(columns));
    }

    /** NaN stands for a missing value. */
    static NumericProfile numeric(String name, double... values) {
        NumericProfile.Accumulator profile = new NumericProfile.Accumulator();
        DoubleStream.of(values).forEach(profile::add);
        return profile.build(name);
    }

    static NumericProfile constant(String name, int rows, double value) {
        double[] values = new double[rows];
        Arrays.fill(values, value);
        return numeric(name, values);
    }

    static NumericProfile normal(String name, int rows, double mean, double deviation, long seed) {
        Random random = new Random(seed);
        return numeric(
                name,
                DoubleStream.generate(() -> mean + deviation * random.nextGaussian())
                        .limit(rows)
                        .toArray());
    }

    /** Categories and how often each occurs, in turn. */
    static CategoricalProfile categorical(String name, Object... categoriesAndCounts) {
        CategoricalProfile.Accumulator profile = new CategoricalProfile.Accumulator();
        for (int i = 0; i < categoriesAndCounts.length; i += 2) {
            for (int k = 0; k < (int) categoriesAndCounts[i + 1]; k++) {
                profile.add((String) categoriesAndCounts[i]);
            }
        }
        return profile.build(name);
    }
}
