package io.mlpipeline.models.spark;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.Estimator;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.models.core.model.ForestLink;
import io.mlpipeline.models.core.model.ForestModel;
import io.mlpipeline.models.core.training.Importance;
import java.util.List;
import java.util.SortedMap;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.classification.GBTClassifier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Gradient-boosted trees for two classes, trained by Spark MLlib on as many rows as Spark holds and exported to a {@link ForestModel} that scores
 * without it. Immutable and safe for use by many threads.
 *
 * <p>Before a model is returned, it is replayed against Spark's own predictions of up to 2,000 training rows and must agree to 1e-12, relative to the sum of
 * the trees' largest leaves. The
 * importance of a feature is Spark's: its share of the impurity that splits take away, weighted by rows.
 *
 * <p>It runs on the host's session, changes no setting of it and leaves it open. To end it early, the host gives the calling thread a job
 * group and cancels that; a {@code SparkListener} of the host tells how far it has come. A missing value ({@code NaN}, infinite or null)
 * anywhere is refused: impute in the feature pipeline. The same rows in the same partitions give the same trees for a seed.
 *
 * <p>Source: J. Friedman, Greedy Function Approximation: A Gradient Boosting Machine, Annals of Statistics 29 (2001); X. Meng et al., MLlib: Machine Learning in Apache Spark, JMLR 17
 * (2016).
 */
public final class SparkBoostedClassifier {
    static final String NAME = "spark-boosted-classifier";
    /** Spark's margin is half the logarithm of the odds. */
    private static final int ODDS = 2;

    private final TreeSettings settings;
    private final BoostingSettings boosting;
    private final ClassSettings classSettings;

    private SparkBoostedClassifier(TreeSettings settings, BoostingSettings boosting, ClassSettings classSettings) {
        this.settings = settings;
        this.classSettings = classSettings;
        this.boosting = boosting;
    }

    /**
     * Starts 20 trees of depth 5 and a learning rate of 0.1, for logistic loss.
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
     * @param target the name of the numeric column that holds the number of each row's class, 0 or 1
     * @return the model with its importance and provenance, and Spark's own
     * @throws InvalidDataException if a column is absent, not numeric or has missing values, there are no rows or rows of one class
     *     alone, or a label is no class
     * @throws IllegalArgumentException if a categorical feature or a weighted class is none of the data's
     */
    public SparkFit<GBTClassificationModel> train(Dataset<Row> rows, List<String> features, String target) {
        return train(
                Assembled.of(
                        rows, features, target, settings.weightColumn(), classSettings.names(), TreeSettings.LEARNER),
                target);
    }

    /**
     * Trains on rows in memory.
     *
     * @param spark the host's session
     * @param data the labelled data
     * @return the model with its importance and provenance, and Spark's own
     * @throws InvalidDataException if there are no rows or rows of one class alone, a value is missing or a label is no class
     * @throws IllegalArgumentException if a categorical feature or a weighted class is none of the data's
     */
    public SparkFit<GBTClassificationModel> train(SparkSession spark, TrainingSet data) {
        return train(Assembled.of(spark, data, TreeSettings.LEARNER), data.target());
    }

    /**
     * This learner as an estimator of rows in memory.
     *
     * @param spark the host's session
     * @return an estimator that can be used as long as the session is open
     */
    public Estimator on(SparkSession spark) {
        return new OnSession(NAME, data -> train(spark, data).trained());
    }

    private SparkFit<GBTClassificationModel> train(Assembled data, String target) {
        settings.requireMemory(data, target, 1);
        ClassWeights classes = classSettings.of(data, target);
        if (classes.names().size() != 2) {
            throw new InvalidDataException("Spark boosts trees for two classes, but '" + target + "' has "
                    + classes.names() + ". Use SparkForestClassifier or XGBoost");
        }
        GBTClassifier learner = settings.apply(new GBTClassifier(), data, data.weighted() || classes.isUsed());
        learner.setMaxIter(settings.trees()).setStepSize(boosting.learningRate());
        Dataset<Row> rows = boosting.rows(learner, classes.applied(settings.rows(data)), settings.seed());
        GBTClassificationModel learned = learner.fit(rows);
        ForestModel.Builder forest = ForestModel.builder(data.features(), ForestLink.LOGISTIC, classes.names());
        TreeExport export = new TreeExport(forest, data.features().size());
        double magnitude = export.addWeighted(learned.trees(), learned.treeWeights(), ODDS);
        return new Proof(data)
                .verified(
                        forest.build(),
                        learned,
                        Proof.margin(learned, ODDS),
                        vector -> magnitude,
                        Importance.shares(
                                data.features(), learned.featureImportances().toArray()),
                        NAME,
                        parameters(learned.trees().length));
    }

    private SortedMap<String, String> parameters(int trees) {
        SortedMap<String, String> parameters = boosting.parameters(settings, trees);
        classSettings.put(parameters);
        return parameters;
    }

    @Override
    public String toString() {
        return "SparkBoostedClassifier" + parameters(settings.trees());
    }

    /** Sets the parameters; each call checks its own. Not thread-safe. */
    public static final class Builder extends SparkTreeClassifierBuilder<Builder> {
        private BoostingSettings boosting = BoostingSettings.INITIAL;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets by how much each tree's contribution is shrunk; 0.1 unless set.
         *
         * @param rate above 0, at most 1
         * @return this builder
         */
        public Builder learningRate(double rate) {
            this.boosting = boosting.withLearningRate(rate);
            return this;
        }

        /**
         * Keeps rows aside, chosen by a hash of their values, and stops when a tree lowers the error on them by less than asked for; the
         * trees up to the best one are kept.
         *
         * @param share the share of the rows that is kept aside, above 0, at most 0.5
         * @param leastImprovement by how much each tree must lower the error, relative to it or, where it is below 0.01, to 0.01; 0 or more
         * @return this builder
         */
        public Builder earlyStopping(double share, double leastImprovement) {
            this.boosting = boosting.withStopping(share, leastImprovement);
            return this;
        }

        /**
         * Builds the learner; the builder may go on and build again.
         *
         * @return an immutable learner
         * @throws IllegalArgumentException if a feature has more categories than there are bins
         */
        public SparkBoostedClassifier build() {
            return new SparkBoostedClassifier(settings(), boosting, classSettings());
        }
    }
}
