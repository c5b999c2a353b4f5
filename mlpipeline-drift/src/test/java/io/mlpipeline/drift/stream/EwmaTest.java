package io.mlpipeline.drift.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chart's limits against the published table, and its run length against streams. */
class EwmaTest {

    /** Lucas and Saccucci 1990, table 3: limits for an average run length of 500. */
    @ParameterizedTest
    @CsvSource({"1.0, 3.090", "0.5, 3.071", "0.25, 2.998", "0.1, 2.814"})
    void limitsAreThePublishedOnes(double weight, double limit) {
        assertThat(Ewma.limit(weight, 500)).isCloseTo(limit, within(0.002));
        assertThat(Ewma.runLength(weight, limit)).isCloseTo(500, within(3.0));
    }

    @Test
    void anUnchangedStreamRaisesAnAlarmAsSeldomAsAsked() {
        Random random = new Random(1);
        long total = 0;
        int runs = 400;
        Ewma detector = Ewma.of(0.2, 300, 5_000);
        for (int run = 0; run < runs; run++) {
            IntStream.range(0, 5_000).forEach(i -> detector.add(random.nextGaussian()));
            int length = 1;
            while (detector.add(random.nextGaussian()) != Signal.CHANGE) {
                length++;
            }
            total += length;
        }
        // The mean of 400 run lengths, nearly exponential, has a standard error of 15.
        assertThat((double) total / runs).isBetween(245.0, 355.0);
    }

    @Test
    void risesAndFallsAreFoundOnAnyScale() {
        Random random = new Random(2);
        assertThat(firstChange(i -> 1e6 + 1e-3 * (random.nextGaussian() + (i >= 2_000 ? 1 : 0))))
                .isBetween(2_000, 2_060);
        assertThat(firstChange(i -> 5 - (i >= 2_000 ? 40 : 0) + 40 * random.nextGaussian()))
                .isBetween(2_000, 2_080);
    }

    @Test
    void aConstantThatMovesHasChanged() {
        assertThat(firstChange(i -> i < 1_500 ? 7 : 8)).isEqualTo(1_500);
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> Ewma.of(0, 500, 100)).hasMessageContaining("got 0.0 and 100");
        assertThatThrownBy(() -> Ewma.of(0.2, 5, 100)).hasMessageContaining("20 to 10 million values, got 5.0");
        assertThatThrownBy(() -> Ewma.of(0.2, 500, 9)).hasMessageContaining("got 0.2 and 9");
        assertThatThrownBy(() -> Ewma.of(0.2, 500, 100).add(Double.NaN)).hasMessageContaining("got NaN");
    }

    private static int firstChange(IntToDoubleFunction stream) {
        Ewma detector = Ewma.of(0.2, 100_000, 1_000);
        return IntStream.range(0, 5_000)
                .filter(i -> detector.add(stream.applyAsDouble(i)) == Signal.CHANGE)
                .findFirst()
                .orElse(-1);
    }
}
