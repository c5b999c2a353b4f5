package io.mlpipeline.samples.retail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class DrawsTest {
    private static final int COUNT = 200_000;
    private final Draws draws = Draws.of(1, 2);

    @Test
    void uniformNumbersHaveTheirMeanAndVariance() {
        double[] sample = sample(draws::uniform);
        assertThat(mean(sample)).isCloseTo(0.5, within(0.003));
        assertThat(variance(sample)).isCloseTo(1.0 / 12, within(0.001));
    }

    @Test
    void normalNumbersHaveTheirMeanAndVariance() {
        double[] sample = sample(draws::normal);
        assertThat(mean(sample)).isCloseTo(0, within(0.01));
        assertThat(variance(sample)).isCloseTo(1, within(0.015));
    }

    @Test
    void poissonNumbersHaveEqualMeanAndVariance() {
        double[] sample = sample(() -> draws.poisson(3.7));
        assertThat(mean(sample)).isCloseTo(3.7, within(0.02));
        assertThat(variance(sample)).isCloseTo(3.7, within(0.06));
        assertThat(mean(sample(() -> draws.poisson(0)))).isZero();
    }

    /** Mean and variance of the distribution: -p / ((1 - p) ln(1 - p)) and mean (1 / (1 - p) - mean). */
    @Test
    void logarithmicNumbersHaveTheirMeanAndVariance() {
        double mean = 2.4853397382384474;
        double[] sample = sample(() -> draws.logarithmic(0.8, 999));
        assertThat(mean(sample)).isCloseTo(mean, within(0.03));
        assertThat(variance(sample)).isCloseTo(mean * (5 - mean), within(0.25));
    }

    @Test
    void neighbouringStreamsAreUnrelated() {
        Draws other = Draws.of(1, 3);
        double product = DoubleStream.generate(() -> (draws.uniform() - 0.5) * (other.uniform() - 0.5))
                .limit(COUNT)
                .average()
                .orElseThrow();
        assertThat(product * 12).isCloseTo(0, within(0.01));
    }

    private static double[] sample(DoubleSupplier source) {
        return DoubleStream.generate(source).limit(COUNT).toArray();
    }

    private static double mean(double[] sample) {
        return DoubleStream.of(sample).average().orElseThrow();
    }

    private static double variance(double[] sample) {
        double mean = mean(sample);
        return DoubleStream.of(sample)
                .map(x -> (x - mean) * (x - mean))
                .average()
                .orElseThrow();
    }
}
