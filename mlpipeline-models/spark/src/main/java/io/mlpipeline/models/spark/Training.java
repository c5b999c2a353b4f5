package io.mlpipeline.models.spark;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.FeatureImportance;
import io.mlpipeline.models.core.model.LinearModel;
import io.mlpipeline.models.core.training.Importance;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.LinearRegressionModel;

/** One training run: learn, export, prove. */
final class Training {
    private final SparkLinearRegression regression;
    private final Assembled data;

    Training(SparkLinearRegression regression, Assembled data) {
        this.regression = regression;
        this.data = data;
    }

    SparkLinearFit run() {
        LinearRegressionModel learned =
                regression.learner(data.labelDeviation(), data.weighted()).fit(data.rows());
        LinearModel model = export(learned);
        SparkFit<LinearRegressionModel> proven = new Proof(data)
                .verified(
                        model,
                        learned,
                        (vector, out) -> out[0] = learned.predict(Vectors.dense(vector)),
                        vector -> magnitude(model, vector),
                        importance(model),
                        SparkLinearRegression.NAME,
                        regression.parameters());
        return new SparkLinearFit(proven.trained(), learned);
    }

    private LinearModel export(LinearRegressionModel learned) {
        double[] weights = learned.coefficients().toArray();
        if (!Double.isFinite(learned.intercept()) || !Arrays.stream(weights).allMatch(Double::isFinite)) {
            throw new InvalidDataException("Spark found no finite weights for " + data.features() + ": "
                    + Arrays.toString(weights) + ". Maybe features are too large to be squared: standardise them in the"
                    + " feature pipeline");
        }
        return LinearModel.of(data.features(), weights, learned.intercept());
    }

    /** The sum of the absolute values of what is added up: what rounding errors are relative to. */
    private static double magnitude(LinearModel model, double[] vector) {
        double[] weights = model.weights();
        double sum = Math.abs(model.intercept());
        for (int i = 0; i < weights.length; i++) {
            sum += Math.abs(weights[i] * vector[i]);
        }
        return sum;
    }

    private List<FeatureImportance> importance(LinearModel model) {
        double[] weights = model.weights();
        double[] effects = new double[weights.length];
        Arrays.setAll(effects, i -> Math.abs(weights[i]) * data.deviations()[i]);
        return Importance.shares(data.features(), effects);
    }
}
