package io.mlpipeline.models.spark;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.Estimator;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.model.TrainingSet;
import java.util.List;
import java.util.SortedMap;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Linear regression with an elastic net, trained by Spark MLlib on as many rows as Spark holds and exported to a
 * {@link io.mlpipeline.models.core.model.LinearModel} that scores without it. Immutable and safe for use by many threads.
 *
 * <p>It minimises the mean of (y - p)^2 / 2 (weighted by the rows' weights) plus {@code l1} times the sum of the weights' absolute values plus {@code l2 / 2} times
 * the sum of their squares; the intercept is not penalised. Before a model is returned, it is replayed against Spark's own
 * predictions of up to 2,000 training rows and must agree to 1e-12, relative to the sum of the absolute values of the products.
 * The importance of a feature is its share of |weight| times the feature's standard deviation.
 *
 * <p>It runs on the host's session, changes no setting of it and leaves it open. A missing value ({@code NaN}, infinite or null)
 * anywhere is refused: impute in the feature pipeline.
 *
 * <p>Spark adds up its partitions in the order in which they finish: on one partition the same data gives the same bits, on
 * several the last digits may differ from run to run.
 *
 * <p>Source: J. Friedman, T. Hastie and R. Tibshirani, Regularization Paths for Generalized Linear Models via Coordinate Descent,
 * Journal of Statistical Software 33 (2010), for the penalty; X. Meng et al., MLlib: Machine Learning in Apache Spark, JMLR 17
 * (2016).
 */
public final class SparkLinearRegression {
    private final LinearSettings settings;

    private SparkLinearRegression(Builder builder) {
        this.settings = builder.settings();
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
     * Trains on a data set of any size. It is computed three times: cache it first if that is costly.
     *
     * @param rows a data set with the columns named
     * @param features the names of numeric columns, in the order of the model's vectors
     * @param target the name of the numeric column to predict
     * @return the model with its importance and provenance; the fingerprint of its data does not depend on the order of the rows
     * @throws InvalidDataException if a column is absent, not numeric or has missing values, or there are no rows
     */
    public TrainedModel fit(Dataset<Row> rows, List<String> features, String target) {
        return train(rows, features, target).trained();
    }

    /**
     * Trains as {@link #fit(Dataset, List, String)} does, and keeps Spark's own model beside the exported one, so that a caller can
     * compare both.
     *
     * @param rows a data set with the columns named
     * @param features the names of numeric columns, in the order of the model's vectors
     * @param target the name of the numeric column to predict
     * @return the fit
     * @throws InvalidDataException if a column is absent, not numeric or has missing values, or there are no rows
     */
    public SparkLinearFit train(Dataset<Row> rows, List<String> features, String target) {
        return new Training(
                        this,
                        Assembled.of(rows, features, target, settings.weightColumn(), List.of(), Assembled.LEARNER))
                .run();
    }

    /**
     * Trains on rows in memory, and keeps Spark's own model beside the exported one.
     *
     * @param spark the host's session
     * @param data the labelled data, at least one row
     * @return the fit
     * @throws InvalidDataException if there are no rows or a value is missing
     */
    public SparkLinearFit train(SparkSession spark, TrainingSet data) {
        return new Training(this, Assembled.of(spark, data, Assembled.LEARNER)).run();
    }

    /**
     * This regression as an estimator of rows in memory. Up to 32 MiB of features make one partition, so that training is
     * repeatable bit for bit.
     *
     * @param spark the host's session
     * @return an estimator that can be used as long as the session is open
     */
    public Estimator on(SparkSession spark) {
        return new Estimator() {
            @Override
            public String name() {
                return NAME;
            }

            @Override
            public TrainedModel fit(TrainingSet data) {
                return train(spark, data).trained();
            }

            @Override
            public String toString() {
                return SparkLinearRegression.this.toString();
            }
        };
    }

    static final String NAME = "spark-linear";

    /**
     * Spark's penalty is a strength and the share of it that is L1. It learns with a label of standard deviation 1 and divides the
     * strength by the label's deviation, which is right for the L1 part but makes the L2 part depend on the
     * label's unit; multiplying it here keeps the objective the documented one.
     */
    LinearRegression learner(double labelDeviation, boolean weighted) {
        double strength = settings.l1() + settings.l2() * labelDeviation;
        LinearRegression learner = new LinearRegression()
                .setFeaturesCol(Assembled.FEATURES)
                .setLabelCol(Assembled.LABEL)
                .setRegParam(strength)
                .setElasticNetParam(strength == 0 ? 0 : settings.l1() / strength)
                .setMaxIter(settings.maxIterations())
                .setTol(settings.tolerance())
                .setStandardization(settings.standardize());
        return weighted ? learner.setWeightCol(Assembled.WEIGHT) : learner;
    }

    SortedMap<String, String> parameters() {
        return settings.parameters();
    }

    @Override
    public String toString() {
        return "SparkLinearRegression" + parameters();
    }

    /** Sets the parameters; each call checks its own. Not thread-safe. */
    public static final class Builder extends SparkLinearBuilder<Builder> {
        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Builds the regression; the builder may go on and build again.
         *
         * @return an immutable regression
         */
        public SparkLinearRegression build() {
            return new SparkLinearRegression(this);
        }
    }
}
