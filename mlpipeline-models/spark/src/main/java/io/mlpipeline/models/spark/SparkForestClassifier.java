package io.mlpipeline.models.spark;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.Estimator;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.models.core.model.ForestModel;
import io.mlpipeline.models.core.training.Importance;
import java.util.List;
import java.util.SortedMap;
import org.apache.spark.ml.classification.DecisionTreeClassificationModel;
import org.apache.spark.ml.classification.RandomForestClassificationModel;
import org.apache.spark.ml.classification.RandomForestClassifier;
import org.apache.spark.ml.tree.LeafNode;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A random forest for classification, trained by Spark MLlib on as many rows as Spark holds and exported to a {@link ForestModel} that scores
 * without it. Immutable and safe for use by many threads.
 *
 * <p>Labels are the numbers of classes, 0 to c - 1, up to 1,000. Before a model is returned, it is replayed against Spark's own predictions of up to 2,000 training rows and must agree to 1e-12. The
 * importance of a feature is Spark's: its share of the impurity that splits take away, weighted by rows.
 *
 * <p>It runs on the host's session, changes no setting of it and leaves it open. To end it early, the host gives the calling thread a job
 * group and cancels that; a {@code SparkListener} of the host tells how far it has come. A missing value ({@code NaN}, infinite or null)
 * anywhere is refused: impute in the feature pipeline. The same rows in the same partitions give the same trees for a seed.
 *
 * <p>Source: L. Breiman, Random Forests, Machine Learning 45 (2001); X. Meng et al., MLlib: Machine Learning in Apache Spark, JMLR 17
 * (2016).
 */
public final class SparkForestClassifier {
    static final String NAME = "spark-forest-classifier";
    private final TreeSettings settings;
    private final ClassSettings classSettings;

    private SparkForestClassifier(TreeSettings settings, ClassSettings classSettings) {
        this.settings = settings;
        this.classSettings = classSettings;
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
     * @param target the name of the numeric column that holds the number of each row's class
     * @return the model with its importance and provenance, and Spark's own
     * @throws InvalidDataException if a column is absent, not numeric or has missing values, there are no rows or rows of one class
     *     alone, or a label is no class
     * @throws IllegalArgumentException if a categorical feature or a weighted class is none of the data's
     */
    public SparkFit<RandomForestClassificationModel> train(Dataset<Row> rows, List<String> features, String target) {
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
    public SparkFit<RandomForestClassificationModel> train(SparkSession spark, TrainingSet data) {
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

    private SparkFit<RandomForestClassificationModel> train(Assembled data, String target) {
        ClassWeights classes = classSettings.of(data, target);
        int count = classes.names().size();
        settings.requireMemory(data, target, count);
        RandomForestClassifier learner =
                settings.apply(new RandomForestClassifier(), data, data.weighted() || classes.isUsed());
        RandomForestClassificationModel learned =
                learner.setNumTrees(settings.trees()).fit(classes.applied(settings.rows(data)));
        if (learned.numClasses() != count) {
            throw new InvalidDataException("Spark learned " + learned.numClasses() + " classes of '" + target
                    + "', but there are " + count + ": " + classes.names() + ". The last class needs rows");
        }
        ForestModel.Builder forest = ForestModel.shares(data.features(), classes.names());
        TreeExport export = new TreeExport(forest, data.features().size());
        for (DecisionTreeClassificationModel tree : learned.trees()) {
            export.add(tree.rootNode(), SparkForestClassifier::shares);
        }
        return new Proof(data)
                .verified(
                        forest.build(),
                        learned,
                        Proof.probabilities(learned, count == 2),
                        vector -> 0,
                        Importance.shares(
                                data.features(), learned.featureImportances().toArray()),
                        NAME,
                        parameters());
    }

    /** A tree gives each class its share of the leaf's weighted rows. */
    private static double[] shares(LeafNode leaf) {
        double[] counts = leaf.impurityStats().stats();
        double total = 0;
        for (double each : counts) {
            total += each;
        }
        double[] shares = new double[counts.length];
        for (int i = 0; i < shares.length && total != 0; i++) {
            shares[i] = counts[i] / total;
        }
        return shares;
    }

    private SortedMap<String, String> parameters() {
        SortedMap<String, String> parameters = settings.parameters();
        classSettings.put(parameters);
        return parameters;
    }

    @Override
    public String toString() {
        return "SparkForestClassifier" + parameters();
    }

    /** Sets the parameters; each call checks its own. Not thread-safe. */
    public static final class Builder extends SparkTreeClassifierBuilder<Builder> {
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
        public SparkForestClassifier build() {
            return new SparkForestClassifier(settings(), classSettings());
        }
    }
}
