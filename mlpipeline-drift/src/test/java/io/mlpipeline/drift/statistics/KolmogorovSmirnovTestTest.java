package io.mlpipeline.drift.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class KolmogorovSmirnovTestTest {

    @Test
    void isExactWithTies() {
        double[] x = {1, 1, 2, 3, 3, 3, 7};
        double[] y = {1, 2, 2, 2, 3, 9, 9, 9};

        TestResult actual = KolmogorovSmirnovTest.test(Sample.of(x), Sample.of(y));

        double expected = Permutations.pValue(x, y, KolmogorovSmirnovTestTest::distance);
        assertThat(actual.statistic()).isEqualTo(distance(x, y), within(1e-15));
        assertThat(actual.pValue()).isEqualTo(expected, within(1e-14));
    }

    private static double distance(double[] x, double[] y) {
        return DoubleStream.concat(DoubleStream.of(x), DoubleStream.of(y))
                .map(limit -> Math.abs(Permutations.distribution(x, limit) - Permutations.distribution(y, limit)))
                .max()
                .orElseThrow();
    }

    @Test
    void hasTheTablesPercentagePointsInTheLimit() {
        // Smirnov's table: P(K >= 1.3581) = 0.05, P(K >= 1.6276) = 0.01, P(K >= 0.8276) = 0.5.
        assertThat(Kolmogorov.upperTail(1.3581)).isEqualTo(0.05, within(5e-6));
        assertThat(Kolmogorov.upperTail(1.6276)).isEqualTo(0.01, within(5e-6));
        assertThat(Kolmogorov.upperTail(0.8276)).isEqualTo(0.5, within(5e-5));
        assertThat(Kolmogorov.upperTail(0)).isEqualTo(1);
    }

    @Test
    void hasNothingToTellWithoutValues() {
        assertThat(KolmogorovSmirnovTest.test(Sample.of(), Sample.of(1, 2))).isEqualTo(new TestResult(0, 1));
        assertThat(KolmogorovSmirnovTest.ofCounts(new long[0], new long[0])).isEqualTo(new TestResult(0, 1));
    }

    @Test
    void refusesCountsThatDoNotFit() {
        assertThatThrownBy(() -> KolmogorovSmirnovTest.ofCounts(new long[] {1}, new long[] {1, 2}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 1 reference and 2 current counts");
        assertThatThrownBy(() -> KolmogorovSmirnovTest.ofCounts(new long[] {1}, new long[] {-1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got -1 in cell 0");
        assertThatThrownBy(() -> KolmogorovSmirnovTest.asymptotic(1.1, 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
