package io.mlpipeline.benchmarks.scoring;

import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.benchmarks.harness.Report;
import io.mlpipeline.benchmarks.harness.Suite;
import io.mlpipeline.models.xgboost.Objective;
import io.mlpipeline.models.xgboost.XGBoostClassifier;
import io.mlpipeline.models.xgboost.XGBoostFit;
import io.mlpipeline.models.xgboost.XGBoostRegressor;
import java.util.SplittableRandom;

/** Scores 100,000 random rows with a tenth of the values missing by exported models and by the trainers that they came from. */
public final class EqualitySuite implements Suite {
    private static final int ROWS = 100_000;
    private static final int TREES = 200;

    @Override
    public String name() {
        return "equality";
    }

    @Override
    public String about() {
        return "the largest difference between exported models and XGBoost's own predictions over 100,000 random rows";
    }

    @Override
    public void run(Report report, boolean quick) throws Exception {
        TrainingSet data = ScoringData.trainingSet(quick ? 5000 : 20_000, 2);
        double[] rows = rows();
        for (Objective objective : new Objective[] {
            Objective.SQUARED_ERROR,
            Objective.ABSOLUTE_ERROR,
            Objective.POISSON,
            Objective.tweedie(1.5),
            Objective.quantile(0.9)
        }) {
            XGBoostRegressor regressor = XGBoostRegressor.builder()
                    .trees(TREES)
                    .objective(objective)
                    .learningRate(0.1)
                    .build();
            compare(objective.toString(), regressor.train(positive(data)), rows, report);
        }
        compare("forest", XGBoostRegressor.forest(TREES).build().train(data), rows, report);
        XGBoostRegressor categories = XGBoostRegressor.builder()
                .trees(TREES)
                .categorical("f17", "f18", "f19", "f20", "f21")
                .build();
        compare("categorical", categories.train(data), rows, report);
        for (int classes : new int[] {2, 7}) {
            XGBoostClassifier classifier =
                    XGBoostClassifier.builder().trees(TREES / classes).build();
            compare(classes + " classes", classifier.train(ScoringData.inClasses(data, classes)), rows, report);
        }
    }

    private static void compare(String name, XGBoostFit open, double[] rows, Report report) {
        try (XGBoostFit fit = open) {
            Model model = fit.trained().model();
            double[] ours = new double[ROWS * model.outputs()];
            model.predictBatch(rows, ROWS, ours);
            double[] theirs = fit.nativePredict(rows, ROWS);
            double[] single = new double[model.outputs()];
            double[] row = new double[ScoringData.FEATURES];
            double largest = 0;
            for (int i = 0; i < ROWS; i++) {
                System.arraycopy(rows, i * row.length, row, 0, row.length);
                model.predict(row, single);
                for (int j = 0; j < single.length; j++) {
                    int at = i * single.length + j;
                    largest = Math.max(largest, Math.abs(ours[at] - theirs[at]));
                    largest = Math.max(largest, Math.abs(single[j] - theirs[at]));
                }
            }
            report.line(name + ": " + model);
            report.figure("equality.xgboost." + name.replaceAll("[^A-Za-z0-9]+", "-") + ".max", largest, "abs");
            if (largest != 0) {
                throw new IllegalStateException("Our scores differ from XGBoost's by " + largest + ": " + name);
            }
        }
    }

    private static double[] rows() {
        SplittableRandom random = new SplittableRandom(5);
        double[] rows = new double[ROWS * ScoringData.FEATURES];
        double[][] like = ScoringData.of(6).vectors();
        for (int i = 0; i < rows.length; i++) {
            int feature = i % ScoringData.FEATURES;
            double value = like[random.nextInt(like.length)][feature];
            rows[i] = random.nextInt(10) == 0 ? Double.NaN : value;
        }
        return rows;
    }

    private static TrainingSet positive(TrainingSet data) {
        TrainingSet.Builder positive = TrainingSet.builder(data.features(), data.target());
        double[] row = new double[ScoringData.FEATURES];
        for (int i = 0; i < data.size(); i++) {
            positive.add(data.copyRow(i, row), Math.max(0, data.label(i)), 0, "");
        }
        return positive.build();
    }
}
