package io.mlpipeline.benchmarks.scoring;

import io.mlpipeline.api.model.ModelTask;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.models.core.model.TreeEnsemble;
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

    static Contest regressor(Shape shape, TrainingSet data) {
        XGBoostRegressor regressor = XGBoostRegressor.builder()
                .trees(shape.trees())
                .maxDepth(shape.depth())
                .learningRate(LEARNING_RATE)
                .build();
        try (XGBoostFit fit = regressor.train(data)) {
            return of(shape.toString(), fit);
        }
    }

    /** 100 rounds of depth 6: 100 trees for two classes, 100 a class for more. */
    static Contest classifier(String name, int classes, TrainingSet data) {
        XGBoostClassifier classifier = XGBoostClassifier.builder()
                .trees(100)
                .maxDepth(6)
                .learningRate(LEARNING_RATE)
                .build();
        try (XGBoostFit fit = classifier.train(ScoringData.inClasses(data, classes))) {
            return of(name, fit);
        }
    }

    private static Contest of(String name, XGBoostFit fit) {
        return new Contest(name, (TreeEnsemble) fit.trained().model(), fit.nativeModel());
    }

    boolean isRegression() {
        return model.task() == ModelTask.REGRESSION;
    }
}
