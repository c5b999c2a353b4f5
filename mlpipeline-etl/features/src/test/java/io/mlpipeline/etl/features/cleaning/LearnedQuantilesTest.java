package io.mlpipeline.etl.features.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LearnedQuantilesTest {
    /** The two ways to learn: from all rows in passes, and from one group in memory. */
    enum Way {
        OF_ALL_ROWS {
            @Override
            double[] learn(LearnedRule rule, double... values) {
                ColumnFit fit = ColumnFit.of(rule);
                while (!fit.isDone()) {
                    ColumnFit.Pass left = fit.pass();
                    ColumnFit.Pass right = fit.pass();
                    for (int i = 0; i < values.length; i++) {
                        (i % 3 == 0 ? left : right).add(values[i]);
                    }
                    left.merge(right);
                    fit = fit.advance(left);
                }
                return rule.learn(fit);
            }
        },
        OF_A_GROUP {
            @Override
            double[] learn(LearnedRule rule, double... values) {
                double[] among = new double[values.length + 2];
                System.arraycopy(values, 0, among, 1, values.length);
                return rule.learn(new GroupValues(among, 1, among.length - 1));
            }
        };

        abstract double[] learn(LearnedRule rule, double... values);
    }

    private static final double[] VALUES = {2.5, -1, 7.25, 3, 3, 11, 0.125, 40, 5.5, -6};
    private static final LearnedRule FENCES = LearnedRule.of(LearnedRule.Kind.IQR, 1.5);

    private static LearnedRule between(double low, double high) {
        return new LearnedRule(LearnedRule.Kind.QUANTILES, low, high);
    }

    /** {@code quantile(v, c(.1, .25, .33, .75, .95))} in R 4.2.2; {@code scipy.stats.median_abs_deviation(v)} is 3.4375. */
    @ParameterizedTest
    @EnumSource
    void boundsAreThoseOfRAndScipy(Way way) {
        assertThat(way.learn(FENCES, VALUES)).containsExactly(0.71875 - 1.5 * 6.09375, 6.8125 + 1.5 * 6.09375);
        assertThat(way.learn(between(0.25, 0.75), VALUES)).containsExactly(0.71875, 6.8125);
        assertThat(way.learn(between(0.33, 0.95), VALUES))
                .containsExactly(new double[] {2.42875, 26.95}, within(1e-13));
        assertThat(way.learn(between(0, 1), VALUES)).containsExactly(-6, 40);
        assertThat(way.learn(LearnedRule.of(LearnedRule.Kind.ROBUST_Z_SCORE, 2), VALUES))
                .containsExactly(3 - 2 * 1.4826 * 3.4375, 3 + 2 * 1.4826 * 3.4375);
        assertThat(way.learn(FENCES, 4)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void medianIsAValueOfTheData(Way way) {
        assertThat(way.learn(LearnedRule.of(LearnedRule.Kind.MEDIAN), 1, 10, 2, 20))
                .containsExactly(2);
    }

    @ParameterizedTest
    @EnumSource
    void ofManyValuesTheyAreThoseOfTheSortedOnes(Way way) {
        Random random = new Random(4);
        double[] values = DoubleStream.generate(
                        () -> Math.exp(9 * random.nextGaussian()) * (random.nextBoolean() ? 1 : -1))
                .limit(9_000)
                .toArray();
        double[] sorted = Arrays.stream(values).sorted().toArray();
        for (double share : new double[] {0.01, 0.3, 0.5, 0.77}) {
            double at = share * (sorted.length - 1);
            double below = sorted[(int) at];
            double wanted = below + (sorted[(int) at + 1] - below) * (at - (int) at);
            assertThat(way.learn(between(share, 1), values)[0]).isEqualTo(wanted);
        }
    }

    /** Selection compares the two zeros as equal, so which one it finds depends on the order. */
    @ParameterizedTest
    @EnumSource
    void zeroIsThePositiveOneInEveryOrder(Way way) {
        List<Double> zeros = Stream.of(0.0, -0.0, -1.0)
                .flatMap(each -> Collections.nCopies(30, each).stream())
                .toList();
        for (int seed = 0; seed < 20; seed++) {
            List<Double> shuffled = new ArrayList<>(zeros);
            Collections.shuffle(shuffled, new Random(seed));
            double[] values = shuffled.stream().mapToDouble(Double::doubleValue).toArray();
            assertThat(way.learn(LearnedRule.of(LearnedRule.Kind.MEDIAN), values))
                    .containsExactly(0.0);
            assertThat(way.learn(LearnedRule.of(LearnedRule.Kind.MODE), values)).containsExactly(0.0);
            assertThat(way.learn(between(0.1, 0.5), values)).containsExactly(-1.0, 0.0);
        }
    }
}
