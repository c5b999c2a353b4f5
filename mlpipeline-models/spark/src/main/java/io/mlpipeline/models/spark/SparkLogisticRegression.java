package io.mlpipeline.models.spark;

import static io.mlpipeline.models.core.training.Ranges.require;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.Estimator;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.models.core.model.LogisticModel;
import io.mlpipeline.models.core.model.MultinomialModel;
import io.mlpipeline.models.core.training.Importance;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.Matrix;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Logistic regression of two classes or more with an elastic net, trained by Spark MLlib on as many rows as Spark holds and exported to a
 * {@link LogisticModel} or {@link MultinomialModel} that scores without it. Immutable and safe for use by many threads.
 *
 * <p>It minimises the weighted mean of the rows' log losses plus {@code l1} times the sum of the weights' absolute values plus
 * {@code l2 / 2} times the sum of their squares; intercepts are not penalised. Labels are the numbers of classes, 0 to c - 1, up to 1,000.
 * Before a model is returned, it is replayed against Spark's own predictions of up to 2,000 training rows and must agree to 1e-12,
 * relative to the sum of the absolute values of the products. The importance of a feature is its share of |weight|, summed over the
 * classes, times the feature's standard deviation.
 *
 * <p>It runs on the host's session, changes no setting of it and leaves it open. To end it early, the host gives the calling thread a job
 * group and cancels that; a {@code SparkListener} of the host tells how far it has come. A missing value ({@code NaN}, infinite or null)
 * anywhere is refused: impute in the feature pipeline. On one partition the same data gives the same bits, on several the last digits
 * may differ from run to run.
 *
 * <p>Source: J. Friedman, T. Hastie and R. Tibshirani, Regularization Paths for Generalized Linear Models via Coordinate Descent,
 * Journal of Statistical Software 33 (2010), for the penalty; X. Meng et al., MLlib: Machine Learning in Apache Spark, JMLR 17 (2016).
 */
public final class SparkLogisticRegression {
    static final String NAME = "spark-logistic";

    private final LinearSettings settings;
    private final List<String> classes;
    private final SortedMap<String, Double> classWeights;
    private final boolean balanced;

    private SparkLogisticRegression(Builder builder) {
        this.settings = builder.settings();
        this.classes = builder.classes;
        this.classWeights = Collections.unmodifiableSortedMap(new TreeMap<>(builder.classWeights));
        this.balanced = builder.balanced;
    }

    /**
     * Starts a regression without a penalty.
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
     * @throws InvalidDataException if a column is absent, not numeric or has missing values, there are no rows or rows of one class alone,
     *     or a label is no class
     * @throws IllegalArgumentException if a weighted class is none of the data's
     */
    public SparkFit<LogisticRegressionModel> train(Dataset<Row> rows, List<String> features, String target) {
        return train(
                Assembled.of(rows, features, target, settings.weightColumn(), classes, "a logistic model"), target);
    }

    /**
     * Trains on rows in memory.
     *
     * @param spark the host's session
     * @param data the labelled data
     * @return the model with its importance and provenance, and Spark's own
     * @throws InvalidDataException if there are no rows or rows of one class alone, a value is missing or a label is no class
     * @throws IllegalArgumentException if a weighted class is none of the data's
     */
    public SparkFit<LogisticRegressionModel> train(SparkSession spark, TrainingSet data) {
        return train(Assembled.of(spark, data, "a logistic model"), data.target());
    }

    /**
     * This regression as an estimator of rows in memory. Up to 32 MiB of features make one partition, so that training is repeatable bit
     * for bit.
     *
     * @param spark the host's session
     * @return an estimator that can be used as long as the session is open
     */
    public Estimator on(SparkSession spark) {
        return new OnSession(NAME, data -> train(spark, data).trained());
    }

    private SparkFit<LogisticRegressionModel> train(Assembled data, String target) {
        ClassWeights weighted = ClassWeights.of(data, target, classWeights, balanced);
        boolean binary = weighted.names().size() == 2;
        double strength = settings.l1() + settings.l2();
        LogisticRegression learner = new LogisticRegression()
                .setFeaturesCol(Assembled.FEATURES)
                .setLabelCol(Assembled.LABEL)
                .setFamily(binary ? "binomial" : "multinomial")
                .setRegParam(strength)
                .setElasticNetParam(strength == 0 ? 0 : settings.l1() / strength)
                .setMaxIter(settings.maxIterations())
                .setTol(settings.tolerance())
                .setStandardization(settings.standardize());
        if (data.weighted() || weighted.isUsed()) {
            learner.setWeightCol(Assembled.WEIGHT);
        }
        LogisticRegressionModel learned = learner.fit(weighted.applied(data.rows()));
        double[] weights = weights(learned.coefficientMatrix());
        double[] intercepts = learned.interceptVector().toArray();
        Model model = export(data.features(), weighted.names(), weights, intercepts);
        return new Proof(data)
                .verified(
                        model,
                        learned,
                        binary ? Proof.margin(learned, 1) : Proof.probabilities(learned, false),
                        vector -> magnitude(weights, intercepts, vector),
                        Importance.shares(data.features(), effects(data, weights)),
                        NAME,
                        parameters());
    }

    private SortedMap<String, String> parameters() {
        SortedMap<String, String> parameters = settings.parameters();
        parameters.put("balanced", Boolean.toString(balanced));
        classWeights.forEach((name, weight) -> parameters.put("class_weight." + name, Double.toString(weight)));
        return parameters;
    }

    /** Row by row, whatever the order in which Spark keeps them. */
    private static double[] weights(Matrix matrix) {
        double[] weights = new double[matrix.numRows() * matrix.numCols()];
        Arrays.setAll(weights, i -> matrix.apply(i / matrix.numCols(), i % matrix.numCols()));
        return weights;
    }

    private static Model export(List<String> features, List<String> classes, double[] weights, double[] intercepts) {
        if (!Arrays.stream(weights).allMatch(Double::isFinite)
                || !Arrays.stream(intercepts).allMatch(Double::isFinite)) {
            throw new InvalidDataException("Spark found no finite weights for " + features + ": "
                    + Arrays.toString(weights) + " and intercepts " + Arrays.toString(intercepts)
                    + ". Maybe a class has no rows (name only those that have), or features are too large:"
                    + " standardise them in the feature pipeline");
        }
        return classes.size() == 2
                ? LogisticModel.of(features, classes, weights, intercepts[0])
                : MultinomialModel.of(features, classes, weights, intercepts);
    }

    private static double magnitude(double[] weights, double[] intercepts, double[] vector) {
        double largest = 0;
        for (int i = 0; i < intercepts.length; i++) {
            double sum = Math.abs(intercepts[i]);
            for (int j = 0; j < vector.length; j++) {
                sum += Math.abs(weights[i * vector.length + j] * vector[j]);
            }
            largest = Math.max(largest, sum);
        }
        return largest;
    }

    private static double[] effects(Assembled data, double[] weights) {
        double[] effects = new double[data.features().size()];
        for (int i = 0; i < weights.length; i++) {
            int feature = i % effects.length;
            effects[feature] += Math.abs(weights[i]) * data.deviations()[feature];
        }
        return effects;
    }

    @Override
    public String toString() {
        return "SparkLogisticRegression" + parameters();
    }

    /** Sets the parameters; each call checks its own. Not thread-safe. */
    public static final class Builder extends SparkLinearBuilder<Builder> {
        private List<String> classes = List.of();
        private final SortedMap<String, Double> classWeights = new TreeMap<>();
        private boolean balanced;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Names the classes whose numbers the target of a data set holds; a training set knows their names.
         *
         * @param names the name of class 0, of class 1 and so on, all different
         * @return this builder
         */
        public Builder classes(String... names) {
            require(
                    "names of the classes",
                    names.length >= 2 && Arrays.stream(names).distinct().count() == names.length,
                    "two or more different ones",
                    Arrays.toString(names));
            this.classes = List.of(names);
            return this;
        }

        /**
         * Has each row of a class count so much; 1 unless set. Multiplies the rows' own weights.
         *
         * @param name the class's name, its number where classes have none; training refuses one that the data does not have
         * @param weight above 0
         * @return this builder
         */
        public Builder classWeight(String name, double weight) {
            require("weight of class '" + name + "'", weight > 0 && weight <= 1e9, "above 0 and at most 1e9", weight);
            if (balanced) {
                throw new IllegalStateException("The classes are balanced already: set their weights or balance them");
            }
            classWeights.put(name, weight);
            return this;
        }

        /**
         * Has all classes count the same together, however many rows they have: a row of a class weighs n / (c n_c).
         *
         * @return this builder
         */
        public Builder balanced() {
            if (!classWeights.isEmpty()) {
                throw new IllegalStateException("Classes have weights already: " + classWeights);
            }
            this.balanced = true;
            return this;
        }

        /**
         * Builds the regression; the builder may go on and build again.
         *
         * @return an immutable regression
         */
        public SparkLogisticRegression build() {
            return new SparkLogisticRegression(this);
        }
    }
}
