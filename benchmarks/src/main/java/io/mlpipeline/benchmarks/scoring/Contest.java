package io.mlpipeline.benchmarks.scoring;

import io.mlpipeline.api.model.ModelTask;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.benchmarks.harness.Report;
import io.mlpipeline.models.core.model.TreeEnsemble;
import io.mlpipeline.models.core.xgboost.XGBoostModel;
import io.mlpipeline.models.xgboost.XGBoostClassifier;
import io.mlpipeline.models.xgboost.XGBoostFit;
import io.mlpipeline.models.xgboost.XGBoostRegressor;

/**
 * A model that all scorers score with.
 *
 * @param name what tables and figures call it
 * @param model ours
 * @param json XGBoost's own file of it
 */
record Contest(String name, TreeEnsemble model, byte[] json) {
    private static final double LEARNING_RATE = 0.05;
    private static final int DATA_SEED = 2;

    static Contest regressor(Shape shape, int rows, Report report) throws Exception {
        return of(shape.toString(), rows, () -> train(shape, ScoringData.trainingSet(rows, DATA_SEED)), report);
    }

    private static byte[] train(Shape shape, TrainingSet data) {
        XGBoostRegressor regressor = XGBoostRegressor.builder()
                .trees(shape.trees())
                .maxDepth(shape.depth())
                .learningRate(LEARNING_RATE)
                .threads(2)
                .build();
        try (XGBoostFit fit = regressor.train(data)) {
            return fit.nativeModel();
        }
    }

    /** 100 rounds of depth 6: 100 trees for two classes, 100 a class for more. */
    static Contest classifier(String name, int classes, int rows, Report report) throws Exception {
        return of(name, rows, () -> trainClassifier(classes, ScoringData.trainingSet(rows, DATA_SEED)), report);
    }

    private static byte[] trainClassifier(int classes, TrainingSet data) {
        XGBoostClassifier classifier = XGBoostClassifier.builder()
                .trees(100)
                .maxDepth(6)
                .learningRate(LEARNING_RATE)
                .threads(2)
                .build();
        try (XGBoostFit fit = classifier.train(ScoringData.inClasses(data, classes))) {
            return fit.nativeModel();
        }
    }

    private interface Training {
        byte[] model();
    }

    private static Contest of(String name, int rows, Training training, Report report) throws Exception {
        String key = "xgboost-" + Peers.version("xgboost4j") + "-" + name + "-rows" + rows + "-eta" + LEARNING_RATE
                + "-seed" + DATA_SEED;
        byte[] json = ModelFiles.of(key, training::model, report);
        return new Contest(name, XGBoostModel.read(json).toModel(ScoringData.NAMES), json);
    }

    boolean isRegression() {
        return model.task() == ModelTask.REGRESSION;
    }
}
