package io.mlpipeline.models.spark;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.FeatureImportance;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.provenance.TrainingProvenance;
import io.mlpipeline.models.core.model.LinearModel;
import io.mlpipeline.models.core.training.Importance;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.regression.LinearRegressionModel;
import org.apache.spark.sql.Row;

/** One training run: learn, export, prove. */
final class Training {
    private static final int REPLAYED = 2000;
    private static final double TOLERANCE = 1e-12;

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
        replay(learned, model);
        TrainingProvenance provenance = new TrainingProvenance(
                SparkLinearRegression.NAME,
                "spark-mllib " + data.rows().sparkSession().version(),
                regression.parameters(),
                data.size(),
                data.fingerprint());
        return new SparkLinearFit(new TrainedModel(model, importance(model), provenance), learned);
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

    private void replay(LinearRegressionModel learned, LinearModel model) {
        List<Row> rows = learned.transform(data.rows().limit(REPLAYED))
                .select(Assembled.FEATURES, learned.getPredictionCol())
                .collectAsList();
        for (Row row : rows) {
            double[] vector = row.<Vector>getAs(0).toArray();
            double ours = model.predict(vector);
            double theirs = row.getDouble(1);
            if (!(Math.abs(ours - theirs) <= TOLERANCE * magnitude(model, vector))) {
                throw new IllegalStateException("The exported model predicts " + ours + " where Spark predicts "
                        + theirs + ", for " + Arrays.toString(vector)
                        + ", so it is not used. Please report this with the data and parameters");
            }
        }
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
