package io.mlpipeline.drift.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Unusual rows, by distance and by isolation. */
class MultivariateTest {
    private static final double[][] SIX = {{1, 2, 3.5}, {2, 1.5, 3}, {3, 4, 8}, {4, 3, 6.5}, {5, 6, 11}, {6, 5.5, 12}};

    /** NumPy 1.24: (x - mean) inv(cov) (x - mean); SciPy 1.10: chi2.sf. */
    @Test
    void distancesAreMahalanobis() {
        MahalanobisDistance distance = MahalanobisDistance.fit(SIX);
        assertThat(distance.squared(new double[] {3, 3, 7})).isCloseTo(4.6439393939393465, within(1e-9));
        assertThat(distance.squared(new double[] {6, 1, 2})).isCloseTo(74.88636363636297, within(1e-7));
        assertThat(distance.pValue(new double[] {3, 3, 7})).isCloseTo(0.19980498568669416, within(1e-9));
        assertThat(distance.pValue(new double[] {6, 1, 2})).isLessThan(1e-9);
    }

    @Test
    void directionsWithoutSpreadDoNotCount() {
        double[][] rows = new double[50][];
        Random random = new Random(1);
        Arrays.setAll(rows, r -> {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            return new double[] {a, 1e6 * b, a + b, 7};
        });
        MahalanobisDistance distance = MahalanobisDistance.fit(rows);
        double average =
                Arrays.stream(rows).mapToDouble(distance::squared).average().orElseThrow();
        // The mean over the reference is the rank times (n - 1) / n.
        assertThat(average).isCloseTo(2 * 49 / 50.0, within(1e-6));
        assertThat(MahalanobisDistance.fit(new double[][] {{3}, {3}, {3}}).pValue(new double[] {3}))
                .isEqualTo(1);
    }

    @Test
    void aForestSetsThePlantedRowsApart() {
        Random random = new Random(3);
        double[][] rows = new double[1_000][];
        Arrays.setAll(rows, r -> {
            double x = random.nextGaussian();
            return r < 20
                    ? new double[] {4 * random.nextGaussian(), 6 + random.nextGaussian(), -5}
                    : new double[] {x, x + 0.3 * random.nextGaussian(), random.nextGaussian()};
        });
        IsolationForest forest = IsolationForest.builder(1).fit(rows);
        double threshold = forest.threshold(0.02);
        long found = Arrays.stream(rows, 0, 20)
                .filter(row -> forest.score(row) > threshold)
                .count();
        assertThat(found).isGreaterThanOrEqualTo(19);
        assertThat(Arrays.stream(rows).filter(row -> forest.score(row) > threshold))
                .hasSize(20);
        assertThat(Arrays.stream(rows, 20, 1_000)
                        .mapToDouble(forest::score)
                        .average()
                        .orElseThrow())
                .isBetween(0.35, 0.5);
    }

    @Test
    void theSameSeedGivesTheSameForest() {
        double[] row = {2, 3, 5};
        assertThat(IsolationForest.builder(9).fit(SIX).score(row))
                .isEqualTo(IsolationForest.builder(9).fit(SIX).score(row))
                .isNotEqualTo(IsolationForest.builder(10).fit(SIX).score(row));
    }

    @Test
    void aConstantReferenceHasNothingUnusual() {
        IsolationForest forest = IsolationForest.builder(1).fit(new double[][] {{1, 1}, {1, 1}, {1, 1}});
        assertThat(forest.score(new double[] {1, 1})).isEqualTo(forest.score(new double[] {9, 9}));
    }

    @Test
    void hugeValuesAreCutToo() {
        double[][] rows = {{-Double.MAX_VALUE}, {Double.MAX_VALUE}, {0}, {1}, {2}};
        assertThat(IsolationForest.builder(1).fit(rows).score(new double[] {0})).isBetween(0.0, 1.0);
    }

    @Test
    void refusesRowsThatCannotBeMeasured() {
        assertThatThrownBy(() -> MahalanobisDistance.fit(new double[][] {{1, 2}, {3, 4}}))
                .hasMessageContaining("more than 2 rows, got 2");
        assertThatThrownBy(() -> MahalanobisDistance.fit(new double[0][])).hasMessageContaining("no rows");
        assertThatThrownBy(() -> IsolationForest.builder(1).fit(new double[][] {{1, 2}, {3}}))
                .hasMessageContaining("Row 1 of the reference: A row has 2 values here, got 1");
        assertThatThrownBy(() -> MahalanobisDistance.fit(SIX).squared(new double[] {1, Double.NaN, 2}))
                .hasMessageContaining("column 1 must be finite, got NaN");
        assertThatThrownBy(() -> IsolationForest.builder(1).trees(0)).hasMessageContaining("1 or more, got 0");
        assertThatThrownBy(() -> IsolationForest.builder(1).sample(1)).hasMessageContaining("2 or more, got 1");
        assertThatThrownBy(() -> IsolationForest.builder(1).fit(SIX).threshold(0.6))
                .hasMessageContaining("0 to 0.5, got 0.6");
    }
}
