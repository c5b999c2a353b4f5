package io.mlpipeline.benchmarks.scoring;

import io.mlpipeline.api.model.Model;
import io.mlpipeline.benchmarks.features.FusedLinearRow;
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
import java.util.Locale;
import java.util.SplittableRandom;

/** Scores single rows and batches with trees that XGBoost, Smile and Spark trained, and single rows with a linear model. */
public final class ScoringSuite implements Suite {
    private static final List<Shape> SHAPES = List.of(new Shape(100, 6), new Shape(500, 8), new Shape(1000, 6));
    private static final List<Shape> FORESTS = List.of(new Shape(100, 6), new Shape(500, 8));

    @Override
    public String name() {
        return "scoring";
    }

    @Override
    public String about() {
        return "single rows and batches: regressors and classifiers beside XGBoost, ONNX Runtime, H2O, JPMML, Smile and Spark; a linear model";
    }

    @Override
    public void run(Report report, boolean quick) throws Exception {
        report.line(Peers.versions());
        long start = System.nanoTime();
        ScoringData data = ScoringData.of(1);
        int rows = quick ? 10_000 : 20_000;
        for (Shape shape : SHAPES) {
            trees(Contest.regressor(shape, rows, report), data, report, quick);
        }
        trees(Contest.classifier("binary", 2, rows, report), data, report, quick);
        trees(Contest.classifier("7class", 7, rows, report), data, report, quick);
        Forests.run(quick ? FORESTS.subList(0, 1) : FORESTS, new Race(report, quick), report);
        linear(data, report, quick);
        report.line("");
        report.line(String.format(Locale.ROOT, "took %.0f s", (System.nanoTime() - start) / 1e9));
    }

    private static void trees(Contest contest, ScoringData data, Report report, boolean quick) throws Exception {
        report.line("");
        report.line("== " + contest.name() + ": " + contest.model());
        List<Scorer> scorers = Peers.all(contest, data);
        try {
            new Race(report, quick).run(contest.name(), scorers, 0);
        } finally {
            for (Scorer each : scorers) {
                each.close();
            }
        }
        twoThreads(contest.name(), contest.model(), data, report);
        load(contest, report);
    }

    /** Each thread with its own scratch, both with the same model. */
    private static void twoThreads(String name, Model model, ScoringData data, Report report) throws Exception {
        for (int size : new int[] {1, 10, 1000, Race.BATCH, 10_000}) {
            Workload[] both = new Workload[2];
            for (int i = 0; i < 2; i++) {
                Scorer scorer = new PortableScorer(model, data);
                both[i] = size == 1 ? Race.singleRows(scorer) : Race.batches(scorer, size);
            }
            String what = size == 1 ? "single." : "batch" + size + ".";
            double speedUp = TwoThreads.speedUp(both[0], both[1], Math.max(1, 4000 / size));
            report.figure("scoring.threads2." + what + name + ".speedup", speedUp, "x");
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
        double[] weights =
                new SplittableRandom(3).doubles(ScoringData.FEATURES, -1, 1).toArray();
        LinearModel model = LinearModel.of(ScoringData.NAMES, weights, 0.5);
        double[][] rows = data.withoutMissing().vectors();
        Interleaved stopwatch = Interleaved.of(
                Duration.ofMillis(quick ? 250 : 1000), Duration.ofMillis(3), quick ? 15 : 60, Duration.ofSeconds(4));
        List<Measurement> measured = stopwatch.measure(List.of(
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
                }),
                FusedLinearRow.variant()));
        report.table("linear model of 30 features, one row", measured, 1);
        report.figure("scoring.linear30.ns", measured.get(0).median(), "ns");
        report.figure("scoring.linear30.alloc", measured.get(0).bytes(), "B/op");
        report.figure("scoring.features31linear.ns", measured.get(2).median(), "ns");
        report.figure("scoring.features31linear.alloc", measured.get(2).bytes(), "B/op");
    }

    private static double dot(double[] weights, double[] row) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * row[i];
        }
        return sum;
    }
}
