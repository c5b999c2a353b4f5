package io.mlpipeline.benchmarks.scoring;

import io.mlpipeline.benchmarks.harness.Interleaved;
import io.mlpipeline.benchmarks.harness.Measurement;
import io.mlpipeline.benchmarks.harness.Report;
import io.mlpipeline.benchmarks.harness.Suite;
import io.mlpipeline.benchmarks.harness.Variant;
import io.mlpipeline.models.core.explain.TreeShap;
import io.mlpipeline.models.core.model.TreeEnsemble;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Explains single rows and batches by exact Shapley values, beside XGBoost's predictContrib on one thread. */
public final class ShapSuite implements Suite {
    private static final List<Shape> SHAPES = List.of(new Shape(100, 6), new Shape(500, 8), new Shape(1000, 6));
    /** The shape whose ratios are the figures; the others are in the tables. */
    private static final Shape HEADLINE = new Shape(1000, 6);

    private static final int BATCH = 1000;
    private static final int COMPARED = 1000;
    private static final double TOLERANCE = 1e-5;

    @Override
    public String name() {
        return "shap";
    }

    @Override
    public String about() {
        return "exact Shapley values of tree ensembles, one row and 1,000, beside XGBoost's predictContrib";
    }

    @Override
    public void run(Report report, boolean quick) throws Exception {
        report.line(Peers.versions());
        ScoringData data = ScoringData.of(1);
        for (Shape shape : SHAPES) {
            Contest contest = Contest.regressor(shape, quick ? 10_000 : 20_000, report);
            TreeEnsemble model = contest.model();
            report.line("");
            report.line("== " + shape + ": " + model);
            Booster booster = XGBoost.loadModel(contest.json());
            booster.setParam("nthread", 1);
            try {
                compare(model, booster, data, report);
                measure(shape, TreeShap.of(model), booster, data, report, quick);
            } finally {
                booster.dispose();
            }
        }
    }

    private static float[][] nativeContributions(Booster booster, ScoringData data, int first, int count)
            throws XGBoostError {
        float[] rows =
                Arrays.copyOfRange(data.floats(), first * ScoringData.FEATURES, (first + count) * ScoringData.FEATURES);
        DMatrix matrix = new DMatrix(rows, count, ScoringData.FEATURES, Float.NaN);
        try {
            return booster.predictContrib(matrix, 0);
        } finally {
            matrix.dispose();
        }
    }

    private static void compare(TreeEnsemble model, Booster booster, ScoringData data, Report report)
            throws XGBoostError {
        TreeShap shap = TreeShap.of(model);
        float[][] expected = nativeContributions(booster, data, 0, COMPARED);
        double[] contributions = new double[COMPARED * ScoringData.FEATURES];
        shap.contributions(data.flat(), COMPARED, 0, contributions);
        double largest = 0;
        for (int i = 0; i < COMPARED; i++) {
            double margin = Math.max(1, Math.abs(model.margin(data.vectors()[i], 0)));
            for (int j = 0; j < ScoringData.FEATURES; j++) {
                double difference = contributions[i * ScoringData.FEATURES + j] - expected[i][j];
                largest = Math.max(largest, Math.abs(difference) / margin);
            }
            double base = shap.baseValue(0) - expected[i][ScoringData.FEATURES];
            largest = Math.max(largest, Math.abs(base) / margin);
        }
        report.line(
                "largest difference to XGBoost over " + COMPARED + " rows, relative to the margin: " + (float) largest);
        if (!(largest <= TOLERANCE)) {
            throw new IllegalStateException("Our contributions differ from XGBoost's by " + largest);
        }
    }

    private static void measure(
            Shape shape, TreeShap shap, Booster booster, ScoringData data, Report report, boolean quick)
            throws Exception {
        List<Measurement> single = stopwatch(quick, quick ? 3 : 30).measure(variants(shap, booster, data, 1));
        report.table(shape + ", one row", single, 1);
        List<Measurement> batch = stopwatch(quick, quick ? 1 : 3).measure(variants(shap, booster, data, BATCH));
        report.table(shape + ", batches of " + BATCH + " rows, a row", batch, BATCH);
        String end = shape.equals(HEADLINE) ? "" : "." + shape;
        report.figure("scoring.shap.1row.ratio.xgboost4j" + end, ratio(single), "x");
        report.figure("scoring.shap.1000rows.ratio.xgboost4j" + end, ratio(batch), "x");
    }

    private static double ratio(List<Measurement> measured) {
        return measured.get(1).median() / measured.get(0).median();
    }

    /** XGBoost takes half a minute for a batch of the larger models: few rounds must do. */
    private static Interleaved stopwatch(boolean quick, int rounds) {
        return Interleaved.of(
                Duration.ofMillis(quick ? 600 : 1500),
                Duration.ofMillis(5),
                rounds,
                Duration.ofSeconds(quick ? 3 : 20));
    }

    private static List<Variant> variants(TreeShap shap, Booster booster, ScoringData data, int count) {
        int[] next = new int[2];
        double[] out = new double[count * ScoringData.FEATURES];
        double[] rows = new double[out.length];
        return List.of(
                new Variant("mlpipeline", times -> {
                    double sum = 0;
                    for (int i = 0; i < times; i++) {
                        System.arraycopy(data.flat(), next[0] * ScoringData.FEATURES, rows, 0, rows.length);
                        shap.contributions(rows, count, 0, out);
                        sum += out[0];
                        next[0] = (next[0] + count) % ScoringData.ROWS;
                    }
                    return sum;
                }),
                new Variant("xgboost4j", times -> {
                    double sum = 0;
                    for (int i = 0; i < times; i++) {
                        sum += nativeContributions(booster, data, next[1], count)[0][0];
                        next[1] = (next[1] + count) % ScoringData.ROWS;
                    }
                    return sum;
                }));
    }
}
