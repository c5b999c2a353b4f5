package io.mlpipeline.benchmarks.scoring;

import io.mlpipeline.api.model.Model;
import io.mlpipeline.benchmarks.harness.Interleaved;
import io.mlpipeline.benchmarks.harness.Measurement;
import io.mlpipeline.benchmarks.harness.Report;
import io.mlpipeline.benchmarks.harness.Suite;
import io.mlpipeline.benchmarks.harness.Variant;
import io.mlpipeline.models.core.model.EncodedModel;
import io.mlpipeline.models.core.model.LinearModel;
import io.mlpipeline.models.core.model.ModelCodecs;
import io.mlpipeline.models.core.model.TreeEnsemble;
import io.mlpipeline.models.xgboost.XGBoostFit;
import io.mlpipeline.models.xgboost.XGBoostRegressor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Scores single rows and batches with trees that XGBoost trained, and single rows with a linear model. */
public final class ScoringSuite implements Suite {
    private static final List<Shape> SHAPES = List.of(new Shape(100, 6), new Shape(500, 8), new Shape(1000, 6));
    private static final int BATCH = 2000;
    private static final int COMPARED = 2000;

    @Override
    public String name() {
        return "scoring";
    }

    @Override
    public String about() {
        return "single rows and batches: tree ensembles beside XGBoost, ONNX Runtime, H2O and JPMML; a linear model";
    }

    @Override
    public void run(Report report, boolean quick) throws Exception {
        report.line(Peers.versions());
        ScoringData data = ScoringData.of(1);
        for (Shape shape : SHAPES) {
            trees(shape, data, report, quick);
        }
        linear(data, report, quick);
    }

    private static Interleaved stopwatch(boolean quick) {
        return quick
                ? Interleaved.of(Duration.ofMillis(400), Duration.ofMillis(2), 15, Duration.ofSeconds(3))
                : Interleaved.of(Duration.ofMillis(1200), Duration.ofMillis(3), 100, Duration.ofSeconds(15));
    }

    private static void trees(Shape shape, ScoringData data, Report report, boolean quick) throws Exception {
        XGBoostRegressor regressor = XGBoostRegressor.builder()
                .trees(shape.trees())
                .maxDepth(shape.depth())
                .learningRate(0.05)
                .threads(2)
                .build();
        TreeEnsemble model;
        byte[] json;
        try (XGBoostFit fit = regressor.train(ScoringData.trainingSet(quick ? 10_000 : 20_000, 2))) {
            model = (TreeEnsemble) fit.trained().model();
            json = fit.nativeModel();
        }
        report.line("");
        report.line("== " + shape + ": " + model);
        List<Scorer> scorers = Peers.all(model, json, data);
        try {
            compare(scorers, report);
            single(shape, scorers, report, stopwatch(quick));
            batch(shape, scorers, report, stopwatch(quick));
        } finally {
            for (Scorer each : scorers) {
                each.close();
            }
        }
        load(shape, model, report);
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

    private static void single(Shape shape, List<Scorer> scorers, Report report, Interleaved stopwatch)
            throws Exception {
        List<Variant> variants = new ArrayList<>();
        for (Scorer each : scorers) {
            int[] next = {0};
            variants.add(new Variant(each.name(), times -> {
                double sum = 0;
                for (int i = 0; i < times; i++) {
                    sum += each.score(next[0]);
                    next[0] = (next[0] + 1) % ScoringData.ROWS;
                }
                return sum;
            }));
        }
        List<Measurement> measured = stopwatch.measure(variants);
        report.table(shape + ", one row", measured, 1);
        String prefix = "scoring.single." + shape;
        report.figure(prefix + ".ns", measured.get(0).median(), "ns");
        report.figure(prefix + ".alloc", measured.get(0).bytes(), "B/op");
        ratios(prefix, measured, report);
    }

    private static void batch(Shape shape, List<Scorer> scorers, Report report, Interleaved stopwatch)
            throws Exception {
        List<Variant> variants = new ArrayList<>();
        for (Scorer each : scorers) {
            if (!(each instanceof PmmlScorer)) {
                int[] next = {0};
                variants.add(new Variant(each.name(), times -> {
                    double sum = 0;
                    for (int i = 0; i < times; i++) {
                        sum += each.scoreBatch(next[0], BATCH);
                        next[0] = (next[0] + BATCH) % ScoringData.ROWS;
                    }
                    return sum;
                }));
            }
        }
        List<Measurement> measured = stopwatch.measure(variants);
        report.table(shape + ", batches of " + BATCH + " rows, a row", measured, BATCH);
        String prefix = "scoring.batch" + BATCH + "." + shape;
        report.figure(prefix + ".ns", measured.get(0).median() / BATCH, "ns/row");
        report.figure(prefix + ".alloc", measured.get(0).bytes() / BATCH, "B/row");
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
    private static void load(Shape shape, Model model, Report report) {
        EncodedModel encoded = ModelCodecs.installed().encode(model);
        double[] row = new double[ScoringData.FEATURES];
        double[] millis = new double[7];
        for (int i = 0; i < millis.length; i++) {
            long start = System.nanoTime();
            ModelCodecs.installed().decode(encoded).predict(row);
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        java.util.Arrays.sort(millis);
        report.figure("scoring.load." + shape + ".ms", millis[millis.length / 2], "ms");
    }

    private static void linear(ScoringData data, Report report, boolean quick) throws Exception {
        SplittableRandom random = new SplittableRandom(3);
        double[] weights = random.doubles(ScoringData.FEATURES, -1, 1).toArray();
        LinearModel model = LinearModel.of(ScoringData.NAMES, weights, 0.5);
        double[][] rows = new double[ScoringData.ROWS][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = java.util.Arrays.stream(data.vectors()[i])
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
