package io.mlpipeline.drift.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The detectors that take a stream value by value. */
class StreamDetectorsTest {

    @Test
    void aJumpIsReportedOnceAndSoon() {
        Random random = new Random(1);
        List<Integer> reports = reports(5_000, i -> 1e9 + random.nextGaussian() + (i >= 3_000 ? 8 : 0));
        assertThat(reports).filteredOn(i -> i >= 3_000 && i < 3_020).hasSize(1);
        assertThat(reports).filteredOn(i -> i >= 3_020 && i < 3_100).isEmpty();
    }

    @Test
    void aBurstOfNoiseAndASilenceAreReported() {
        Random random = new Random(2);
        List<Integer> reports =
                reports(6_000, i -> random.nextGaussian() * (i >= 3_000 && i < 3_100 ? 6 : i >= 5_000 ? 0.001 : 1));
        assertThat(reports).anyMatch(i -> i >= 3_000 && i < 3_060).anyMatch(i -> i >= 5_000 && i < 5_100);
    }

    /** With a tail probability of 0.005 in each of three questions and 100 quiet values, noise may be reported now and then. */
    @Test
    void quietStreamsAreReportedRarely() {
        Random random = new Random(3);
        assertThat(reports(20_000, i -> random.nextGaussian())).hasSizeLessThan(100);
        assertThat(reports(5_000, i -> 42)).isEmpty();
    }

    @Test
    void aResetDetectorIsNew() {
        Random random = new Random(4);
        double[] values = random.doubles(1_000).toArray();
        StreamAnomalyDetector used = StreamAnomalyDetector.withDefaults();
        IntStream.range(0, 700).forEach(i -> used.add(1e6 * values[i]));
        used.reset();
        StreamAnomalyDetector fresh = StreamAnomalyDetector.withDefaults();
        for (double value : values) {
            assertThat(used.add(value)).isEqualTo(fresh.add(value));
        }
    }

    /** Median and deviation of the window before, computed the long way. */
    @Test
    void robustScoresAreThoseOfTheWindow() {
        Random random = new Random(5);
        RobustZDetector detector = RobustZDetector.of(25, 3.5);
        List<Double> past = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            double value = random.nextInt(3) == 0 ? random.nextInt(4) : random.nextGaussian();
            RobustZ found = detector.add(value);
            if (past.size() >= 10) {
                List<Double> window = past.subList(Math.max(0, past.size() - 25), past.size());
                double median = median(window);
                double deviation = 1.4826
                        * median(window.stream()
                                .map(each -> Math.abs(each - median))
                                .toList());
                double expected = value == median ? 0 : (value - median) / deviation;
                assertThat(found.score()).isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
                assertThat(found.anomaly()).isEqualTo(Math.abs(expected) > 3.5);
            } else {
                assertThat(found).isEqualTo(new RobustZ(0, false));
            }
            past.add(value);
        }
    }

    @Test
    void refusesWhatIsNoNumber() {
        assertThatThrownBy(() -> StreamAnomalyDetector.withDefaults().add(Double.NaN))
                .hasMessageContaining("got NaN. Maybe leave missing values out");
        assertThatThrownBy(() -> RobustZDetector.of(25, 3).add(Double.POSITIVE_INFINITY))
                .hasMessageContaining("got Infinity");
        assertThatThrownBy(() -> StreamAnomalyDetector.builder().probability(0.2))
                .hasMessageContaining("got 0.2");
        assertThatThrownBy(() -> StreamAnomalyDetector.builder().quietValues(-1))
                .hasMessageContaining("got -1");
        assertThatThrownBy(() ->
                        StreamAnomalyDetector.builder().warmUp(300).memory(200).build())
                .hasMessageContaining("warm-up of 300 values is longer than the memory of 200");
        assertThatThrownBy(() -> RobustZDetector.of(4, 3)).hasMessageContaining("5 or more, got 4");
    }

    private static List<Integer> reports(int values, IntToDoubleFunction stream) {
        StreamAnomalyDetector detector = StreamAnomalyDetector.withDefaults();
        return IntStream.range(0, values)
                .filter(i -> detector.add(stream.applyAsDouble(i)).anomaly())
                .boxed()
                .toList();
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
