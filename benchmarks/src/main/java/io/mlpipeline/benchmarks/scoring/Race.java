package io.mlpipeline.benchmarks.scoring;

import io.mlpipeline.benchmarks.harness.Interleaved;
import io.mlpipeline.benchmarks.harness.Measurement;
import io.mlpipeline.benchmarks.harness.Report;
import io.mlpipeline.benchmarks.harness.Variant;
import io.mlpipeline.benchmarks.harness.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Scorers of one model, side by side: first that they agree, then single rows, then batches. The first scorer is ours, the second is
 * the library that trained the model.
 */
final class Race {
    /** The batch that is measured longest, and with every peer that a single row does not keep for milliseconds. */
    static final int BATCH = 2000;

    private static final List<Integer> OTHER_BATCHES = List.of(10, 1000, 10_000);
    private static final int COMPARED = 2000;
    /** These score a batch row by row: the table of single rows says what it costs. */
    private static final Set<String> ROW_BY_ROW = Set.of("jpmml", "h2o", "smile", "spark");

    private final Report report;
    private final boolean quick;

    Race(Report report, boolean quick) {
        this.report = report;
        this.quick = quick;
    }

    /**
     * Compares and measures.
     *
     * @param name what tables and figures call the model
     * @param scorers ours, that of the library that trained, others
     * @param tolerance how far ours may be from the trainer's, relative to the larger of the score and 1
     * @throws IllegalStateException if it is further away
     */
    void run(String name, List<Scorer> scorers, double tolerance) throws Exception {
        compare(scorers, tolerance);
        single(name, scorers);
        List<Scorer> whole = scorers.stream()
                .filter(each -> !ROW_BY_ROW.contains(each.name()))
                .toList();
        batch(
                name,
                BATCH,
                scorers.stream().filter(each -> !each.name().equals("jpmml")).toList(),
                stopwatch());
        for (int size : quick ? List.<Integer>of() : OTHER_BATCHES) {
            batch(name, size, whole, shortStopwatch());
        }
    }

    private Interleaved stopwatch() {
        return quick
                ? Interleaved.of(Duration.ofMillis(250), Duration.ofMillis(2), 15, Duration.ofSeconds(1))
                : Interleaved.of(Duration.ofMillis(1000), Duration.ofMillis(3), 60, Duration.ofSeconds(8));
    }

    private static Interleaved shortStopwatch() {
        return Interleaved.of(Duration.ofMillis(300), Duration.ofMillis(3), 25, Duration.ofSeconds(3));
    }

    private void compare(List<Scorer> scorers, double tolerance) throws Exception {
        Scorer reference = scorers.get(1);
        StringBuilder line = new StringBuilder(
                "largest difference from " + reference.name() + " over " + COMPARED + " rows, relative:");
        for (Scorer each : scorers) {
            double largest = 0;
            for (int row = 0; row < COMPARED; row++) {
                double expected = reference.score(row);
                double difference = Math.abs(each.score(row) - expected) / Math.max(1, Math.abs(expected));
                // NaN must not pass.
                largest = difference <= largest ? largest : difference;
            }
            line.append(' ')
                    .append(each.name())
                    .append(' ')
                    .append((float) largest)
                    .append(';');
            if (each == scorers.get(0) && !(largest <= tolerance)) {
                throw new IllegalStateException("Our scores differ from those of " + reference.name() + " by " + largest
                        + ", more than " + tolerance);
            }
        }
        report.line(line.toString());
    }

    static Workload singleRows(Scorer scorer) {
        int[] next = {0};
        return times -> {
            double sum = 0;
            for (int i = 0; i < times; i++) {
                sum += scorer.score(next[0]);
                next[0] = (next[0] + 1) % ScoringData.ROWS;
            }
            return sum;
        };
    }

    static Workload batches(Scorer scorer, int size) {
        int[] next = {0};
        return times -> {
            double sum = 0;
            for (int i = 0; i < times; i++) {
                sum += scorer.scoreBatch(next[0], size);
                next[0] = (next[0] + size) % ScoringData.ROWS;
            }
            return sum;
        };
    }

    private void single(String name, List<Scorer> scorers) throws Exception {
        List<Measurement> measured = stopwatch()
                .measure(scorers.stream()
                        .map(each -> new Variant(each.name(), singleRows(each)))
                        .toList());
        report.table(name + ", one row", measured, 1);
        String prefix = "scoring.single." + name;
        report.figure(prefix + ".ns", measured.get(0).median(), "ns");
        report.figure(prefix + ".alloc", measured.get(0).bytes(), "B/op");
        ratios(prefix, measured);
    }

    private void batch(String name, int size, List<Scorer> scorers, Interleaved stopwatch) throws Exception {
        List<Measurement> measured = stopwatch.measure(scorers.stream()
                .map(each -> new Variant(each.name(), batches(each, size)))
                .toList());
        report.table(name + ", batches of " + size + " rows, a row", measured, size);
        String prefix = "scoring.batch" + size + "." + name;
        report.figure(prefix + ".ns", measured.get(0).median() / size, "ns/row");
        report.figure(prefix + ".alloc", measured.get(0).bytes() / size, "B/row");
        ratios(prefix, measured);
    }

    /** The time of a library's fastest call over ours. */
    private void ratios(String prefix, List<Measurement> measured) {
        measured.stream()
                .skip(1)
                .map(each -> each.name().split(" ", 2)[0])
                .distinct()
                .forEach(library -> report.figure(
                        prefix + ".ratio." + library,
                        measured.stream()
                                        .filter(each ->
                                                each.name().split(" ", 2)[0].equals(library))
                                        .mapToDouble(Measurement::median)
                                        .min()
                                        .orElseThrow()
                                / measured.get(0).median(),
                        "x"));
    }
}
