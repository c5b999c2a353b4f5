package io.mlpipeline.serving.adapters.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
    private final LatencyHistogram histogram = new LatencyHistogram();

    @Test
    void nothingTakesNoTime() {
        assertThat(histogram.summary())
                .isEqualTo(new LatencySummary(0, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO));
    }

    @Test
    void quantilesAreAtMostASixteenthTooHighAndNeverTooLow() {
        SplittableRandom random = new SplittableRandom(7);
        long[] nanos = random.longs(100_000, 0, 1L << 40)
                .map(each -> each >>> random.nextInt(40))
                .toArray();
        Arrays.stream(nanos).forEach(histogram::add);
        Arrays.sort(nanos);

        LatencySummary summary = histogram.summary();

        assertThat(summary.calls()).isEqualTo(100_000);
        assertClose(summary.p50(), nanos[49_999]);
        assertClose(summary.p95(), nanos[94_999]);
        assertClose(summary.p99(), nanos[98_999]);
        assertClose(summary.max(), nanos[99_999]);
    }

    private static void assertClose(Duration shown, long exact) {
        assertThat(shown.toNanos()).isBetween(exact, (long) (exact * 1.0625) + 1);
    }

    @Test
    void theSmallestAndTheLargestDurationFit() {
        histogram.add(-1);
        histogram.add(0);
        histogram.add(Long.MAX_VALUE);

        assertThat(histogram.summary().p50()).isEqualTo(Duration.ZERO);
        assertThat(histogram.summary().max()).isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
    }
}
