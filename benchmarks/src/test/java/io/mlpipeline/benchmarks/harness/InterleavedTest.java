package io.mlpipeline.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterleavedTest {
    private static final Interleaved STOPWATCH =
            Interleaved.of(Duration.ofMillis(40), Duration.ofMillis(1), 15, Duration.ofSeconds(5));

    private static Workload sines(int perOperation) {
        return times -> {
            double sum = 0;
            for (int i = 0; i < times * perOperation; i++) {
                sum += Math.sin(i);
            }
            return sum;
        };
    }

    @Test
    void seesWhichOneCostsMore() throws Exception {
        List<Measurement> measured =
                STOPWATCH.measure(List.of(new Variant("one", sines(100)), new Variant("ten", sines(1000))));

        assertThat(measured).extracting(Measurement::name).containsExactly("one", "ten");
        assertThat(measured.get(1).median() / measured.get(0).median()).isBetween(5.0, 20.0);
        assertThat(measured.get(0).slices()).isEqualTo(15);
    }

    @Test
    void countsWhatIsAllocated() throws Exception {
        List<Measurement> measured = STOPWATCH.measure(List.of(new Variant("arrays", times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                sum += new byte[1000].clone().length;
            }
            return sum;
        })));

        assertThat(measured.get(0).bytes()).isBetween(1000.0, 2100.0);
    }

    @Test
    void sumsUpSlicesByTheirQuartiles() {
        Measurement measured = Measurement.of("a", new double[] {5, 1, 4, 2, 3}, new double[] {0, 0, 0, 0, 9});

        assertThat(measured).isEqualTo(new Measurement("a", 1, 2, 3, 4, 0, 5));
    }

    @Test
    void refusesNothingToMeasure() {
        assertThatThrownBy(() -> Interleaved.of(Duration.ZERO, Duration.ZERO, 1, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Measurement.of("a", new double[0], new double[0]))
                .hasMessageContaining("'a'");
        assertThatThrownBy(() -> STOPWATCH.measure(List.of(new Variant("bad", times -> Double.NaN))))
                .hasMessageContaining("NaN");
    }

    @Test
    void reportsFiguresLast() {
        Report report = new Report(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        report.figure("a.ns", 1.234, "ns");
        report.line("text");
        report.end();

        assertThat(report.text()).isEqualTo("text\n\na.ns 1.23 ns\n");
    }
}
