package io.mlpipeline.models.deep;

import io.mlpipeline.models.core.sequence.SequenceOutput;
import io.mlpipeline.models.core.sequence.SequenceSet;
import io.mlpipeline.models.core.sequence.SequenceShape;
import io.mlpipeline.models.core.sequence.StaticFeature;
import java.util.List;
import java.util.SplittableRandom;

/** Daily sales of six shops in two towns: a weekly pattern that differs by town, and days of half price that double them. */
final class Shops {
    static final int DAYS = 150;
    static final int SHOPS = 6;

    private Shops() {}

    static SequenceShape.Builder shape() {
        return SequenceShape.builder("units", 14, 7)
                .seasons(7)
                .covariates(List.of("price"))
                .with(new StaticFeature("town", List.of("north", "south")))
                .nonNegative(true);
    }

    static SequenceSet sales(SequenceShape shape) {
        SequenceSet.Builder set = SequenceSet.builder(shape);
        SplittableRandom random = new SplittableRandom(20261121);
        for (int shop = 0; shop < SHOPS; shop++) {
            double size = StrictMath.exp(random.nextDouble(0, 5));
            double[] units = new double[DAYS];
            double[] price = new double[DAYS + 7];
            for (int day = 0; day < price.length; day++) {
                price[day] = random.nextInt(5) == 0 ? 0.5 : 1;
                if (day < DAYS) {
                    double weekday = shop % 2 == 0 ? 1 + day % 7 : 8 - day % 7;
                    double noise = 0.95 + 0.1 * random.nextDouble();
                    units[day] = day % 50 == 49 ? Double.NaN : size * weekday / price[day] * noise;
                }
            }
            set.add(units, new double[][] {price}, 1 + shop % 2);
        }
        return set.build();
    }

    static SequenceShape quantiles() {
        return shape().logarithm(true)
                .output(SequenceOutput.quantiles(0.1, 0.5, 0.9))
                .build();
    }

    static Lstm.Builder small() {
        return Lstm.builder()
                .hidden(12)
                .units(12)
                .embedding(2)
                .epochs(12)
                .batch(64)
                .learningRate(0.01)
                .validationSteps(21)
                .gpu(false)
                .seed(7);
    }
}
