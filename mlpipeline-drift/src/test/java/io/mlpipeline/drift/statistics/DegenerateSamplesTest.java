package io.mlpipeline.drift.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the samples, a test has a p-value and a distance is a number: a result refuses NaN. */
class DegenerateSamplesTest {

    private interface TwoSampleTest {
        TestResult of(Sample x, Sample y);
    }

    private static final List<TwoSampleTest> TESTS = List.of(
            KolmogorovSmirnovTest::test,
            AndersonDarlingTest::test,
            CramerVonMisesTest::test,
            CramerVonMisesTest::asymptotic,
            EppsSingletonTest::test,
            MannWhitneyTest::test,
            TTest::student,
            TTest::welch,
            LeveneTest::test);

    static Stream<Sample> samples() {
        double[] fives = new double[25];
        Arrays.fill(fives, 5);
        double[] sixes = new double[30];
        Arrays.fill(sixes, 6);
        return Stream.of(
                Sample.of(),
                Sample.of(1),
                Sample.of(1, 2),
                Sample.of(Double.NaN, Double.POSITIVE_INFINITY, 3),
                Sample.of(fives),
                Sample.of(sixes),
                Sample.of(-1e150, 1e150, 0, 0, 0, 1),
                Sample.of(0.0, -0.0, Double.MIN_VALUE, 1, 1, 1, 1, 2));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void alwaysHaveAResult(Sample x) {
        samples().forEach(y -> {
            assertThat(TESTS)
                    .allSatisfy(test -> assertThat(test.of(x, y).pValue()).isBetween(0.0, 1.0));
            assertThat(Distances.wasserstein(x, y)).isNotNaN();
            assertThat(Distances.energy(x, y)).isNotNaN();
        });
    }

    @Test
    void differWhereConstantsDiffer() {
        double[] fives = new double[25];
        Arrays.fill(fives, 5);
        double[] sixes = new double[30];
        Arrays.fill(sixes, 6);

        // The spread is the same, which is what Levene's test looks at.
        assertThat(TESTS.subList(0, 8))
                .allSatisfy(test -> assertThat(
                                test.of(Sample.of(fives), Sample.of(sixes)).pValue())
                        .isLessThan(0.01));
    }

    @Test
    void areRefusedAsBins() {
        assertThatThrownBy(() -> Bins.byQuantiles(Sample.of(), 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Bins.between(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Bins.between(1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 1.0 after 1.0");
        assertThat(BinRule.STURGES.edges(Sample.of())).containsExactly(0, 1);
        assertThat(BinRule.DOANE.edges(Sample.of(3, 3))).containsExactly(2.5, 3.5);
        assertThatThrownBy(() -> BinRule.FREEDMAN_DIACONIS.edges(Sample.of(0, 1e-9, 2e-9, 3e-9, 1e9)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("remove outliers");
    }

    @Test
    void areRefusedAsShares() {
        double[] half = {0.5, 0.5};
        assertThatThrownBy(() -> Distances.hellinger(half, new double[] {1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 2 reference and 1 current shares");
        assertThatThrownBy(() -> Distances.totalVariation(half, new double[] {-0.5, 1.5}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got -0.5");
        assertThatThrownBy(() -> Distances.jensenShannon(half, new double[] {0, 0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no distribution");
        assertThat(Distances.populationStability(half, new double[] {1, 0})).isInfinite();
        assertThat(Distances.populationStability(new long[] {10, 0}, new long[] {0, 10}))
                .isFinite();
    }
}
