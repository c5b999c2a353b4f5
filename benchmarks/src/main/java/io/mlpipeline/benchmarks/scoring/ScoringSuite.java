package io.mlpipeline.benchmarks.scoring;

import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.benchmarks.harness.Interleaved;
import io.mlpipeline.benchmarks.harness.Measurement;
import io.mlpipeline.benchmarks.harness.Report;
import io.mlpipeline.benchmarks.harness.Suite;
import io.mlpipeline.benchmarks.harness.Variant;
import io.mlpipeline.benchmarks.harness.Workload;
import io.mlpipeline.models.core.model.EncodedModel;
import io.mlpipeline.models.core.model.LinearModel;
import io.mlpipeline.models.core.model.ModelCodecs;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Scores single rows and batches with trees that XGBoost trained, and single rows with a linear model. */
public final class ScoringSuite implements Suite {
    private static final List<Shape> SHAPES = List.of(new Shape(100, 6), new Shape(500, 8), new Shape(1000, 6));
    /** The batch that is measured with every peer; others are measured without those that score row by row. */
    private static final int BATCH = 2000;

    private static final List<Integer> OTHER_BATCHES = List.of(10, 1000, 10_000);
    private static final int COMPARED = 2000;

    @Override
    public String name() {
        return "scoring";
    }

    @Override
    public String about() {
        return "single rows and batches: regressors and classifiers beside XGBoost, ONNX Runtime, H2O and JPMML; a linear model";
    }

    @Override
    public void run(Report report, boolean quick) throws Exception {
        report.line(Peers.versions());
        ScoringData data = ScoringData.of(1);
        TrainingSet training = ScoringData.trainingSet(quick ? 10_000 : 20_000, 2);
        for (Shape shape : SHAPES) {
            trees(Contest.regressor(shape, training), data, report, quick);
        }
        trees(Contest.classifier("binary", 2, training), data, report, quick);
        trees(Contest.classifier("7class", 7, training), data, report, quick);
        linear(data, report, quick);
    }

    private static Interleaved stopwatch(boolean quick) {
        return quick
                ? Interleaved.of(Duration.ofMillis(250), Duration.ofMillis(2), 15, Duration.ofSeconds(1))
                : Interleaved.of(Duration.ofMillis(1000), Duration.ofMillis(3), 60, Duration.ofSeconds(8));
    }

    private static Interleaved shortStopwatch() {
        return Interleaved.of(Duration.ofMillis(300), Duration.ofMillis(3), 25, Duration.ofSeconds(3));
    }

    private static void trees(Contest contest, ScoringData data, Report report, boolean quick) throws Exception {
        report.line("");
        report.line("== " + contest.name() + ": " + contest.model());
        List<Scorer> scorers = Peers.all(contest, data);
        try {
            compare(scorers, report);
            single(contest.name(), scorers, report, stopwatch(quick));
            List<Scorer> inBatches = scorers.stream()
                    .filter(each -> !(each instanceof PmmlScorer))
                    .toList();
            batch(contest.name(), BATCH, inBatches, report, stopwatch(quick));
            List<Scorer> whole = inBatches.stream()
                    .filter(each -> !(each instanceof H2oScorer))
                    .toList();
            for (int size : quick ? List.<Integer>of() : OTHER_BATCHES) {
                batch(contest.name(), size, whole, report, shortStopwatch());
            }
            twoThreads(contest, data, report);
        } finally {
            for (Scorer each : scorers) {
                each.close();
            }
        }
        load(contest, report);
    }

    /** Each thread with its own scratch, both with the same model. */
    private static void twoThreads(Contest contest, ScoringData data, Report report) throws Exception {
        Workload[] rows = new Workload[2];
        Workload[] batches = new Workload[2];
        for (int i = 0; i < 2; i++) {
            Scorer scorer = new PortableScorer(contest.model(), data);
            rows[i] = singleRows(scorer);
            batches[i] = batches(scorer, BATCH);
        }
        String prefix = "scoring.threads2.";
        report.figure(
                prefix + "single." + contest.name() + ".speedup", TwoThreads.speedUp(rows[0], rows[1], 2000), "x");
        report.figure(
                prefix + "batch" + BATCH + "." + contest.name() + ".speedup",
                TwoThreads.speedUp(batches[0], batches[1], 2),
                "x");
    }

    /** Prints how far each scorer is from XGBoost, and refuses to time our own unless it is XGBoost's equal. */
    private static void compare(List<Scorer> scorers, Report report) throws Exception {
        StringBuilder line = new StringBuilder("largest difference from xgboost4j over " + COMPARED + " rows:");
        Scorer reference = scorers.get(1);
        for (Scorer each : scorers) {
            double largest = 0;
            for (int row = 0; row < COMPARED; row++) {
                largest = Math.max(largest, Math.abs(each.score(row) - reference.score(row)));
            }
            line.append(' ')
                    .append(each.name())
                    .append(' ')
                    .append((float) largest)
                    .append(';');
            if (each == scorers.get(0) && largest != 0) {
                throw new IllegalStateException("Our scores differ from XGBoost's by " + largest);
            }
        }
        report.line(line.toString());
    }

    private static Workload singleRows(Scorer scorer) {
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

    private static Workload batches(Scorer scorer, int size) {
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

    private static void single(String name, List<Scorer> scorers, Report report, Interleaved stopwatch)
            throws Exception {
        List<Measurement> measured = stopwatch.measure(scorers.stream()
                .map(each -> new Variant(each.name(), singleRows(each)))
                .toList());
        report.table(name + ", one row", measured, 1);
        String prefix = "scoring.single." + name;
        report.figure(prefix + ".ns", measured.get(0).median(), "ns");
        report.figure(prefix + ".alloc", measured.get(0).bytes(), "B/op");
        ratios(prefix, measured, report);
    }

    private static void batch(String name, int size, List<Scorer> scorers, Report report, Interleaved stopwatch)
            throws Exception {
        List<Measurement> measured = stopwatch.measure(scorers.stream()
                .map(each -> new Variant(each.name(), batches(each, size)))
                .toList());
        report.table(name + ", batches of " + size + " rows, a row", measured, size);
        String prefix = "scoring.batch" + size + "." + name;
        report.figure(prefix + ".ns", measured.get(0).median() / size, "ns/row");
        report.figure(prefix + ".alloc", measured.get(0).bytes() / size, "B/row");
        ratios(prefix, measured, report);
    }

    /** The time of a library's fastest call over ours. */
    private static void ratios(String prefix, List<Measurement> measured, Report report) {
        for (String library : List.of("xgboost4j", "onnxruntime", "h2o", "jpmml")) {
            measured.stream()
                    .filter(each -> each.name().startsWith(library))
                    .mapToDouble(Measurement::median)
                    .min()
                    .ifPresent(fastest -> report.figure(
                            prefix + ".ratio." + library,
                            fastest / measured.get(0).median(),
                            "x"));
        }
    }

    /** The time from the stored form to the first score. */
    private static void load(Contest contest, Report report) {
        EncodedModel encoded = ModelCodecs.installed().encode(contest.model());
        double[] out = new double[contest.model().outputs()];
        double[] row = new double[ScoringData.FEATURES];
        double[] millis = new double[7];
        for (int i = 0; i < millis.length; i++) {
            long start = System.nanoTime();
            ModelCodecs.installed().decode(encoded).predict(row, out);
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        report.figure("scoring.load." + contest.name() + ".ms", millis[millis.length / 2], "ms");
    }

    private static void linear(ScoringData data, Report report, boolean quick) throws Exception {
        SplittableRandom random = new SplittableRandom(3);
        double[] weights = random.doubles(ScoringData.FEATURES, -1, 1).toArray();
        LinearModel model = LinearModel.of(ScoringData.NAMES, weights, 0.5);
        double[][] rows = new double[ScoringData.ROWS][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.stream(data.vectors()[i])
                    .map(x -> Double.isNaN(x) ? 0 : x)
                    .toArray();
        }
        List<Measurement> measured = stopwatch(quick)
                .measure(List.of(
                        new Variant("mlpipeline", times -> {
                            double sum = 0;
                            for (int i = 0; i < times; i++) {
                                sum += model.predict(rows[i % ScoringData.ROWS]);
                            }
                            return sum;
                        }),
                        new Variant("hand-written loop", times -> {
                            double sum = 0;
                            for (int i = 0; i < times; i++) {
                                sum += dot(weights, rows[i % ScoringData.ROWS]) + 0.5;
                            }
                            return sum;
                        })));
        report.table("linear model of 30 features, one row", measured, 1);
        report.figure("scoring.linear30.ns", measured.get(0).median(), "ns");
        report.figure("scoring.linear30.alloc", measured.get(0).bytes(), "B/op");
    }

    private static double dot(double[] weights, double[] row) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * row[i];
        }
        return sum;
    }
}
