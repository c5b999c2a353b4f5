package io.mlpipeline.models.core.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.error.CorruptArtifactException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StudyTest {
    private static final int SEEDS = 20;
    private static final int TRIALS = 50;

    @TempDir
    private Path folder;

    /** What the test functions take. */
    private static final class Point {
        private final double[] x = new double[6];
        private String option = "";
        private int whole;
    }

    /** Functions with published minima; the last mixes kinds, as parameters of trainers do. */
    enum Function {
        BRANIN {
            @Override
            Search<Point> search() {
                return Search.over(Point::new)
                        .real("x1", -5, 10, (p, v) -> p.x[0] = v)
                        .real("x2", 0, 15, (p, v) -> p.x[1] = v);
            }

            @Override
            double at(Point p) {
                double a = p.x[1] - 5.1 / (4 * Math.PI * Math.PI) * p.x[0] * p.x[0] + 5 / Math.PI * p.x[0] - 6;
                return a * a + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(p.x[0]) + 10;
            }
        },
        HARTMANN6 {
            private final double[] alpha = {1, 1.2, 3, 3.2};
            private final double[][] a = {
                {10, 3, 17, 3.5, 1.7, 8},
                {0.05, 10, 17, 0.1, 8, 14},
                {3, 3.5, 1.7, 10, 17, 8},
                {17, 8, 0.05, 10, 0.1, 14}
            };
            private final double[][] c = {
                {0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886},
                {0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991},
                {0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650},
                {0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381}
            };

            @Override
            Search<Point> search() {
                return box(6, 0, 1);
            }

            @Override
            double at(Point p) {
                double sum = 0;
                for (int i = 0; i < 4; i++) {
                    double inner = 0;
                    for (int j = 0; j < 6; j++) {
                        inner += a[i][j] * (p.x[j] - c[i][j]) * (p.x[j] - c[i][j]);
                    }
                    sum -= alpha[i] * Math.exp(-inner);
                }
                return sum;
            }
        },
        ROSENBROCK4 {
            @Override
            Search<Point> search() {
                return box(4, -2, 2);
            }

            @Override
            double at(Point p) {
                double sum = 0;
                for (int i = 0; i < 3; i++) {
                    double step = p.x[i + 1] - p.x[i] * p.x[i];
                    sum += 100 * step * step + (1 - p.x[i]) * (1 - p.x[i]);
                }
                return sum;
            }
        },
        MIXED {
            @Override
            Search<Point> search() {
                return Search.over(Point::new)
                        .logarithmic("rate", 1e-4, 1, (p, v) -> p.x[0] = v)
                        .whole("depth", 1, 16, (p, v) -> p.whole = v)
                        .choice("kind", List.of("a", "b", "c", "d"), (p, v) -> p.option = v)
                        .real("share", 0, 1, (p, v) -> p.x[1] = v);
            }

            /** Best at rate 0.01, depth 6, kind c and share 0.7. */
            @Override
            double at(Point p) {
                double rate = Math.log10(p.x[0]) + 2;
                double depth = (p.whole - 6) / 4.0;
                return rate * rate + depth * depth + (p.option.equals("c") ? 0 : 1) + 4 * Math.abs(p.x[1] - 0.7);
            }
        };

        abstract Search<Point> search();

        abstract double at(Point point);

        private static Search<Point> box(int size, double low, double high) {
            Search<Point> search = Search.over(Point::new);
            for (int i = 0; i < size; i++) {
                int at = i;
                search = search.real("x" + i, low, high, (p, v) -> p.x[at] = v);
            }
            return search;
        }
    }

    private static double medianBest(Function function, Sampler sampler) {
        double[] best = IntStream.range(0, SEEDS)
                .mapToDouble(seed -> Study.of(function.search(), seed)
                        .sampler(sampler)
                        .run(TRIALS, (point, progress) -> function.at(point))
                        .best()
                        .loss())
                .sorted()
                .toArray();
        return (best[SEEDS / 2 - 1] + best[SEEDS / 2]) / 2;
    }

    @ParameterizedTest
    @EnumSource(Function.class)
    void tpeBeatsRandomSearch(Function function) {
        double tpe = medianBest(function, Sampler.tpe());
        double random = medianBest(function, Sampler.random());

        assertThat(tpe).isLessThan(random);
    }

    private Study<Point> study() {
        return Study.of(Function.MIXED.search(), 7);
    }

    private static double loss(Point point, TrialProgress progress) {
        return Function.MIXED.at(point);
    }

    @Test
    void isTheSameWhateverEndsFirst() {
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            StudyResult inTurn = study().parallel(4, Runnable::run).run(30, StudyTest::loss);
            StudyResult atOnce = study().parallel(4, pool).run(30, StudyTest::loss);

            assertThat(atOnce).isEqualTo(inTurn);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void keepsToTheRangesAndReachesTheirEnds() {
        StudyResult result = Study.of(Search.over(Point::new).whole("n", 3, 5, (p, v) -> p.whole = v), 1)
                .sampler(Sampler.random())
                .run(60, (p, progress) -> p.whole);

        assertThat(result.trials()).extracting(Trial::loss).containsOnly(3.0, 4.0, 5.0);
        assertThat(result.value(result.best(), "n")).isEqualTo(3);
        assertThatThrownBy(() -> result.value(result.best(), "m")).hasMessageContaining("[n]");
    }

    @Test
    void goesOnWhereItWasBrokenOff() throws IOException {
        StudyResult whole = study().parallel(3, Runnable::run).run(25, StudyTest::loss);
        Path file = folder.resolve("study.jsonl");
        study().parallel(3, Runnable::run).journal(file).run(20, StudyTest::loss);
        // Killed while it wrote: the last line is torn in the middle of a wave.
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 30));
        AtomicInteger tried = new AtomicInteger();

        StudyResult resumed = study().parallel(3, Runnable::run).journal(file).run(25, (point, progress) -> {
            tried.incrementAndGet();
            return loss(point, progress);
        });

        assertThat(resumed).isEqualTo(whole);
        assertThat(tried).hasValue(6);
        assertThat(Files.readAllLines(file)).hasSize(26);
    }

    @Test
    void refusesTheFileOfAnotherStudyAndADamagedOne() throws IOException {
        Path file = folder.resolve("study.jsonl");
        study().journal(file).run(2, StudyTest::loss);

        assertThatThrownBy(
                        () -> Study.of(Function.MIXED.search(), 8).journal(file).run(2, StudyTest::loss))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("seed 7")
                .hasMessageContaining("seed 8");
        List<String> lines = Files.readAllLines(file);
        Files.writeString(file, lines.get(0) + "\n{\"number\":\n" + lines.get(2) + "\n", StandardCharsets.UTF_8);
        assertThatThrownBy(() -> study().journal(file).run(2, StudyTest::loss))
                .isInstanceOf(CorruptArtifactException.class)
                .hasMessageContaining("Line 2");
    }

    @Test
    void aFailedTrialDoesNotEndTheStudy() {
        AtomicInteger calls = new AtomicInteger();
        StudyResult result = study().run(12, (point, progress) -> {
            if (calls.getAndIncrement() % 3 == 0) {
                throw new IOException("no such thing");
            }
            return loss(point, progress);
        });

        assertThat(result.trials().get(0).state()).isEqualTo(Trial.State.FAILED);
        assertThat(result.trials().get(0).failure()).contains("no such thing");
        assertThat(result.best().state()).isEqualTo(Trial.State.COMPLETE);
        assertThatThrownBy(() -> study().run(2, (point, progress) -> Double.NaN).best())
                .hasMessageContaining("None of 2 trials")
                .hasMessageContaining("NaN");
    }

    /** Falls from 10 steps on towards its final loss; a bad trial is bad from the start. */
    private static double steps(Point point, TrialProgress progress) {
        double loss = Function.MIXED.at(point);
        for (int step = 1; step <= 27 && !progress.shouldStop(); step++) {
            progress.report(loss + 10.0 / step);
        }
        return loss;
    }

    @Test
    void pruningSparesStepsAndKeepsGoodTrials() {
        for (Pruner pruner : List.of(Pruner.median(5, 2), Pruner.asha(1, 3))) {
            StudyResult whole = study().sampler(Sampler.random()).run(40, StudyTest::steps);
            StudyResult pruned =
                    study().sampler(Sampler.random()).pruner(pruner).run(40, StudyTest::steps);

            int steps = pruned.trials().stream()
                    .mapToInt(each -> each.reports().size())
                    .sum();
            assertThat(steps).isLessThan(40 * 27 * 2 / 3);
            assertThat(pruned.best()).isEqualTo(whole.best());
            assertThat(pruned.trials()).anyMatch(each -> each.state() == Trial.State.PRUNED);
        }
    }

    @Test
    void refusesSpacesThatAreNone() {
        Search<Point> search = Search.over(Point::new);

        assertThatThrownBy(() -> Study.of(search, 1)).hasMessageContaining("a parameter");
        assertThatThrownBy(() -> search.real("x", 1, 1, (p, v) -> {})).hasMessageContaining("1.0 to 1.0");
        assertThatThrownBy(() -> search.logarithmic("x", 0, 1, (p, v) -> {})).hasMessageContaining("above 0");
        assertThatThrownBy(() -> search.choice("x", List.of("a"), (p, v) -> {})).hasMessageContaining("[a]");
        assertThatThrownBy(() -> search.real("x", 0, 1, (p, v) -> {}).whole("x", 0, 1, (p, v) -> {}))
                .hasMessageContaining("'x' is given twice");
        assertThatThrownBy(() -> Pruner.asha(0, 3)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> Pruner.median(0, 3)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> study().run(0, StudyTest::loss)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> study().parallel(0, Runnable::run)).hasMessageContaining("got 0");
    }
}
