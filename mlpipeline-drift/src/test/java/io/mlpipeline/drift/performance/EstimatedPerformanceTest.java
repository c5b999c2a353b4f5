package io.mlpipeline.drift.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Performance without labels, where the truth is known because it was made. */
class EstimatedPerformanceTest {

    /** Rows whose probabilities are right, from a mix that moves: the estimate follows the truth. */
    @Test
    void followsTheTruthUnderCovariateShift() {
        for (double shift : new double[] {-1.5, 0, 1.5}) {
            Random random = new Random(11);
            int rows = 20_000;
            double[] probabilities = new double[rows];
            boolean[] positive = new boolean[rows];
            for (int row = 0; row < rows; row++) {
                probabilities[row] = 1 / (1 + Math.exp(-(shift + 1.5 * random.nextGaussian())));
                positive[row] = random.nextDouble() < probabilities[row];
            }
            EstimatedPerformance estimate = EstimatedPerformance.of(probabilities, 0.5);
            assertThat(estimate.accuracy()).isCloseTo(accuracy(probabilities, positive), within(0.01));
            assertThat(estimate.rocAuc()).isCloseTo(rocAuc(probabilities, positive), within(0.012));
        }
    }

    /** By hand: four rows, one positive call at 0.9 and 0.6. */
    @Test
    void countsWhatIsExpected() {
        EstimatedPerformance estimate = EstimatedPerformance.of(new double[] {0.9, 0.6, 0.3, 0.2}, 0.5);
        assertThat(estimate.accuracy()).isCloseTo((0.9 + 0.6 + 0.7 + 0.8) / 4, within(1e-15));
        assertThat(estimate.precision()).isCloseTo(1.5 / 2, within(1e-15));
        assertThat(estimate.recall()).isCloseTo(1.5 / 2.0, within(1e-15));
        // Pairs of a positive above a negative: 0.9 x (0.4 + 0.7 + 0.8) + ..., over 2 x 2, each row against itself by
        // half.
        double pairs = 0.9 * (0.4 + 0.7 + 0.8 + 0.05) + 0.6 * (0.7 + 0.8 + 0.2) + 0.3 * (0.8 + 0.35) + 0.2 * 0.4;
        assertThat(estimate.rocAuc()).isCloseTo(pairs / 4, within(1e-12));
    }

    @Test
    void degenerateRowsHaveAnEstimate() {
        EstimatedPerformance sure = EstimatedPerformance.of(new double[] {0, 0, 0}, 0.5);
        assertThat(sure).isEqualTo(new EstimatedPerformance(3, 1, 1, 1, 0.5));
        assertThat(EstimatedPerformance.of(new double[] {0.4, 0.4}, 0.5).rocAuc())
                .isEqualTo(0.5);
    }

    @Test
    void refusesWhatIsNoProbability() {
        assertThatThrownBy(() -> EstimatedPerformance.of(new double[] {0.2, 1.2}, 0.5))
                .hasMessageContaining("got 1.2 in row 1 of 2");
        assertThatThrownBy(() -> EstimatedPerformance.of(new double[] {Double.NaN}, 0.5))
                .hasMessageContaining("got NaN");
        assertThatThrownBy(() -> EstimatedPerformance.of(new double[0], 0.5)).hasMessageContaining("got 0 and 0.5");
        assertThatThrownBy(() -> EstimatedPerformance.rocAuc(new double[2], new double[3]))
                .hasMessageContaining("got 2 and 3");
    }

    private static double accuracy(double[] probabilities, boolean[] positive) {
        int right = 0;
        for (int row = 0; row < positive.length; row++) {
            right += probabilities[row] >= 0.5 == positive[row] ? 1 : 0;
        }
        return (double) right / positive.length;
    }

    /** Pair by pair, on every fourth row. */
    private static double rocAuc(double[] probabilities, boolean[] positive) {
        long above = 0;
        long pairs = 0;
        for (int i = 0; i < positive.length; i += 4) {
            for (int j = 0; j < positive.length; j += 4) {
                if (positive[i] && !positive[j]) {
                    pairs++;
                    above += probabilities[i] > probabilities[j] ? 1 : 0;
                }
            }
        }
        return (double) above / pairs;
    }
}
