package io.mlpipeline.models.timeseries.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LeastSquaresTest {
    private final LeastSquares search = new LeastSquares(200, 1e-14);

    @Test
    void findsTheBottomOfRosenbrocksValley() {
        LeastSquares.Solution solution = search.minimise(
                (x, out) -> {
                    out[0] = 10 * (x[1] - x[0] * x[0]);
                    out[1] = 1 - x[0];
                    return true;
                },
                2,
                new double[] {-1.2, 1});

        assertThat(solution.parameters()).containsExactly(new double[] {1, 1}, within(1e-6));
    }

    @Test
    void staysWhereTheFunctionIsDefined() {
        LeastSquares.Solution solution = search.minimise(
                (x, out) -> {
                    out[0] = x[0] < 0 ? Double.NaN : Math.sqrt(x[0]) + 1;
                    return x[0] >= 0;
                },
                1,
                new double[] {4});

        assertThat(solution.sum()).isBetween(1.0, 1.1);
    }

    @Test
    void saysSoWhenTheStartIsNotDefined() {
        LeastSquares.Solution solution = search.minimise((x, out) -> false, 1, new double[] {0});

        assertThat(solution.converged()).isFalse();
        assertThat(solution.sum()).isInfinite();
    }
}
