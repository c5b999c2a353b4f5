package io.mlpipeline.models.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.models.core.explain.TreeShap;
import io.mlpipeline.models.core.model.TreeEnsemble;
import java.util.List;
import java.util.SplittableRandom;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The oracle is XGBoost's own predictContrib, which computes in single precision. */
class XGBoostShapTest {
    private static final List<String> FEATURES = List.of("a", "b", "c", "d", "e");

    private static TrainingSet data() {
        SplittableRandom random = new SplittableRandom(1);
        TrainingSet.Builder data = TrainingSet.builder(FEATURES, "y");
        for (int i = 0; i < 2000; i++) {
            double[] row = random.doubles(5, 0, 4)
                    .map(x -> random.nextInt(10) == 0 ? Double.NaN : x)
                    .toArray();
            double first = Double.isNaN(row[0]) ? 5 : row[0];
            double second = Double.isNaN(row[1]) ? 1 : row[1];
            data.add(row, 1 + first * second + Math.abs(random.nextGaussian()), 0, "");
        }
        return data.build();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 6, 8, 11})
    void contributionsEqualXGBoosts(int depth) throws Exception {
        TrainingSet data = data();
        try (XGBoostFit fit = XGBoostRegressor.builder()
                .objective(depth == 4 ? Objective.POISSON : Objective.SQUARED_ERROR)
                .trees(60)
                .maxDepth(depth)
                .build()
                .train(data)) {
            TreeEnsemble model = (TreeEnsemble) fit.trained().model();
            TreeShap shap = TreeShap.of(model);
            double[] ours = new double[data.size() * 5];
            shap.contributions(data.toArray(), data.size(), 0, ours);
            float[][] theirs = contributions(fit.nativeModel(), data);
            for (int i = 0; i < theirs.length; i++) {
                double allowed = 1e-5 * Math.max(1, Math.abs(model.margin(data.copyRow(i, new double[5]), 0)));
                for (int j = 0; j < 5; j++) {
                    assertThat(ours[i * 5 + j]).isCloseTo(theirs[i][j], within(allowed));
                }
                assertThat(shap.baseValue(0)).isCloseTo(theirs[i][5], within(allowed));
            }
        }
    }

    private static float[][] contributions(byte[] json, TrainingSet data) throws Exception {
        float[] rows = new float[data.size() * 5];
        double[] values = data.toArray();
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) values[i];
        }
        Booster booster = XGBoost.loadModel(json);
        DMatrix matrix = new DMatrix(rows, data.size(), 5, Float.NaN);
        try {
            return booster.predictContrib(matrix, 0);
        } finally {
            matrix.dispose();
            booster.dispose();
        }
    }
}
