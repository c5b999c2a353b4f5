package io.mlpipeline.drift.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.drift.Severity;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Performance with labels. */
class PerformanceTestTest {
    private static final int ROWS = 2_000;

    private static PerformanceTest rmse() {
        List<Labelled> reference = window(1, ROWS, error -> error);
        return PerformanceTest.against(PerformanceMetric.RMSE, predictions(reference), labels(reference));
    }

    private static List<Labelled> window(long seed, int rows, DoubleUnaryOperator error) {
        Random random = new Random(seed);
        return IntStream.range(0, rows)
                .mapToObj(i -> {
                    double actual = 10 * random.nextGaussian();
                    return new Labelled(
                            "p" + i, actual + error.applyAsDouble(random.nextGaussian()), actual, Instant.EPOCH);
                })
                .toList();
    }

    private static double[] predictions(List<Labelled> rows) {
        return rows.stream().mapToDouble(Labelled::predicted).toArray();
    }

    private static double[] labels(List<Labelled> rows) {
        return rows.stream().mapToDouble(Labelled::actual).toArray();
    }

    @Test
    void largerErrorsAreFoundAndCounted() {
        PerformanceChange change = rmse().judge(window(2, ROWS, error -> 1.3 * error));
        assertThat(change.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(change.relativeChange()).isCloseTo(0.3, within(0.06));
        assertThat(change.words()).startsWith("RMSE went from ").contains("%, p = ");
        assertThat(rmse().judge(window(3, ROWS, error -> 1.12 * error)).severity())
                .isEqualTo(Severity.WARNING);
    }

    /** 5 % of growth by chance is common in small windows; significance keeps it from being an alarm. */
    @Test
    void smallWindowsDoNotCryWolf() {
        long alarms = IntStream.range(0, 500)
                .filter(seed -> rmse().judge(window(100 + seed, 60, error -> error))
                                .severity()
                                .compareTo(Severity.INFO)
                        > 0)
                .count();
        long grown = IntStream.range(0, 500)
                .filter(seed ->
                        rmse().judge(window(100 + seed, 60, error -> error)).relativeChange() > 0.05)
                .count();
        assertThat(grown).isGreaterThan(80);
        assertThat(alarms).isLessThan(10);
    }

    @Test
    void betterIsNoAlarm() {
        PerformanceChange change = rmse().judge(window(4, ROWS, error -> 0.5 * error));
        assertThat(change.severity()).isEqualTo(Severity.NONE);
        assertThat(change.relativeChange()).isNegative();
    }

    @Test
    void predictionsOnOneSideAreABias() {
        assertThat(rmse().bias(window(5, 500, error -> error + 0.5)).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(rmse().bias(window(6, 500, error -> error)).severity()).isEqualTo(Severity.NONE);
        assertThat(rmse().bias(window(7, 500, error -> error - 0.5)).z()).isNegative();
    }

    @Test
    void lossesAreThoseOfTheTextbook() {
        assertThat(PerformanceMetric.LOG_LOSS.loss(0.8, 1)).isCloseTo(-Math.log(0.8), within(1e-15));
        assertThat(PerformanceMetric.LOG_LOSS.loss(1, 0)).isCloseTo(-Math.log(1e-15), within(1e-9));
        assertThat(PerformanceMetric.BRIER.loss(0.8, 1)).isCloseTo(0.04, within(1e-15));
        assertThat(PerformanceMetric.ERROR_RATE.loss(0.5, 1)).isZero();
        assertThat(PerformanceMetric.ERROR_RATE.loss(0.49, 1)).isOne();
        assertThat(PerformanceMetric.MAE.loss(3, 5)).isEqualTo(2);
        assertThat(PerformanceMetric.RMSE.ofMeanLoss(9)).isEqualTo(3);
    }

    @Test
    void everyWindowHasAVerdict() {
        assertThat(rmse().judge(List.of()).words()).isEqualTo("RMSE not judged: 0 labels, 30 are needed");
        assertThat(rmse().bias(List.of()).z()).isZero();
        List<Labelled> missing = IntStream.range(0, 100)
                .mapToObj(i -> new Labelled("p", Double.NaN, 1, Instant.EPOCH))
                .toList();
        assertThat(rmse().judge(missing).severity()).isEqualTo(Severity.INFO);
        double[] perfect = new double[50];
        PerformanceTest noErrors = PerformanceTest.against(PerformanceMetric.MAE, perfect, perfect);
        assertThat(noErrors.judge(window(8, 100, error -> 0)).severity()).isEqualTo(Severity.NONE);
        assertThat(noErrors.judge(window(8, 100, error -> error)).relativeChange())
                .isInfinite();
    }

    @Test
    void refusesReferencesThatCannotBeOne() {
        assertThatThrownBy(() -> PerformanceTest.against(PerformanceMetric.MAE, new double[3], new double[2]))
                .hasMessageContaining("got 2 and 3");
        double[] missing = new double[100];
        Arrays.fill(missing, Double.NaN);
        assertThatThrownBy(() -> PerformanceTest.against(PerformanceMetric.MAE, missing, new double[100]))
                .hasMessageContaining("30 or more finite predictions with labels, got 0");
        assertThatThrownBy(() -> rmse().withLimits(0.2, 0.1, 0.01)).hasMessageContaining("got 0.2, 0.1");
    }
}
