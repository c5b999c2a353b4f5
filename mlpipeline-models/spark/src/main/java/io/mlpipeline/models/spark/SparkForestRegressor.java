package io.mlpipeline.models.spark;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.Estimator;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.models.core.model.ForestLink;
import io.mlpipeline.models.core.model.ForestModel;
import io.mlpipeline.models.core.training.Importance;
import java.util.List;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.DecisionTreeRegressionModel;
import org.apache.spark.ml.regression.RandomForestRegressionModel;
import org.apache.spark.ml.regression.RandomForestRegressor;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A random forest for regression, trained by Spark MLlib on as many rows as Spark holds and exported to a {@link ForestModel} that scores
 * without it. Immutable and safe for use by many threads.
 *
 * <p>Before a model is returned, it is replayed against Spark's own predictions of up to 2,000 training rows and must agree to 1e-12. The
 * importance of a feature is Spark's: its share of the impurity that splits take away, weighted by rows.
 *
 * <p>It runs on the host's session, changes no setting of it and leaves it open. To end it early, the host gives the calling thread a job
 * group and cancels that; a {@code SparkListener} of the host tells how far it has come. A missing value ({@code NaN}, infinite or null)
 * anywhere is refused: impute in the feature pipeline. The same rows in the same partitions give the same trees for a seed.
 *
 * <p>Source: L. Breiman, Random Forests, Machine Learning 45 (2001); X. Meng et al., MLlib: Machine Learning in Apache Spark, JMLR 17
 * (2016).
 */
public final class SparkForestRegressor {
    static final String NAME = "spark-forest-regressor";
    private final TreeSettings settings;

    private SparkForestRegressor(TreeSettings settings) {
        this.settings = settings;
    }

    /**
     * Starts a forest of 20 trees of depth 5.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Trains on a data set of any size. It is computed several times: cache it first if that is costly.
     *
     * @param rows a data set with the columns named
     * @param features the names of numeric columns, in the order of the model's vectors
     * @param target the name of the numeric column to predict
     * @return the model with its importance and provenance, and Spark's own
     * @throws InvalidDataException if a column is absent, not numeric or has missing values, or there are no rows
     * @throws IllegalArgumentException if a categorical feature is none of the data's
     */
    public SparkFit<RandomForestRegressionModel> train(Dataset<Row> rows, List<String> features, String target) {
        return train(
                Assembled.of(rows, features, target, settings.weightColumn(), List.of(), TreeSettings.LEARNER), target);
    }

    /**
     * Trains on rows in memory.
     *
     * @param spark the host's session
     * @param data the labelled data
     * @return the model with its importance and provenance, and Spark's own
     * @throws InvalidDataException if there are no rows or a value is missing
     * @throws IllegalArgumentException if a categorical feature is none of the data's
     */
    public SparkFit<RandomForestRegressionModel> train(SparkSession spark, TrainingSet data) {
        return train(Assembled.of(spark, data, TreeSettings.LEARNER), data.target());
    }

    /**
     * This forest as an estimator of rows in memory.
     *
     * @param spark the host's session
     * @return an estimator that can be used as long as the session is open
     */
    public Estimator on(SparkSession spark) {
        return new OnSession(NAME, data -> train(spark, data).trained());
    }

    private SparkFit<RandomForestRegressionModel> train(Assembled data, String target) {
        settings.requireMemory(data, target, 1);
        RandomForestRegressor learner = settings.apply(new RandomForestRegressor(), data, data.weighted());
        RandomForestRegressionModel learned =
                learner.setNumTrees(settings.trees()).fit(settings.rows(data));
        ForestModel.Builder forest = ForestModel.builder(data.features(), ForestLink.MEAN, List.of());
        TreeExport export = new TreeExport(forest, data.features().size());
        for (DecisionTreeRegressionModel tree : learned.trees()) {
            export.add(tree.rootNode(), leaf -> new double[] {leaf.prediction()});
        }
        return new Proof(data)
                .verified(
                        forest.build(),
                        learned,
                        (vector, out) -> out[0] = learned.predict(Vectors.dense(vector)),
                        vector -> 0,
                        Importance.shares(
                                data.features(), learned.featureImportances().toArray()),
                        NAME,
                        settings.parameters());
    }

    @Override
    public String toString() {
        return "SparkForestRegressor" + settings.parameters();
    }

    /** Sets the parameters; each call checks its own. Not thread-safe. */
    public static final class Builder extends SparkTreeBuilder<Builder> {
        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Builds the forest; the builder may go on and build again.
         *
         * @return an immutable learner
         * @throws IllegalArgumentException if a feature has more categories than there are bins
         */
        public SparkForestRegressor build() {
            return new SparkForestRegressor(settings());
        }
    }
}
