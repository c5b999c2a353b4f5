package io.mlpipeline.models.smile;

import static io.mlpipeline.models.core.training.Ranges.require;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.Estimator;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.models.core.training.TrainingData;
import java.util.SortedMap;
import java.util.TreeMap;
import smile.data.DataFrame;
import smile.data.formula.Formula;
import smile.regression.ElasticNet;
import smile.regression.LASSO;
import smile.regression.LinearModel;
import smile.regression.OLS;
import smile.regression.RidgeRegression;

/**
 * Linear regression, trained by Smile in memory and exported to a {@link io.mlpipeline.models.core.model.LinearModel} that scores without
 * it: ordinary least squares, ridge, lasso or elastic net. Immutable and safe for use by many threads.
 *
 * <p>It minimises the sum of (y - p)^2 plus {@code l1} times the sum of the weights' absolute values plus {@code l2} times the sum of
 * their squares, where weights are those of features divided by their standard deviation and the intercept is not penalised; the exported weights are those of
 * the features as they are. A feature that is the same in all rows gets weight 0. Before a model is returned, it is replayed against
 * Smile's own predictions of up to 2,000 training rows and must agree to 1e-12, relative to the sum of the absolute values of the
 * products. The importance of a feature is its share of |weight| times the feature's standard deviation.
 *
 * <p>Smile calls OpenBLAS, which the application adds to its class path: {@code org.bytedeco:openblas:0.3.10-1.5.4} and
 * {@code org.bytedeco:javacpp:1.5.4}, each once more with its platform as classifier, such as {@code linux-x86_64}. OpenBLAS splits sums
 * by its number of threads: for the same bits on every machine start the process with {@code OPENBLAS_NUM_THREADS=1}.
 *
 * <p>Smile does not tell how far it has come and cannot be ended, but interrupting the thread leaves it behind. Missing values
 * ({@code NaN}), infinite ones and weights of rows are refused.
 *
 * <p>Source: S.-J. Kim et al., An Interior-Point Method for Large-Scale l1-Regularized Least Squares, IEEE Journal of Selected Topics in
 * Signal Processing 1 (2007); H. Zou and T. Hastie, Regularization and Variable Selection via the Elastic Net, JRSS B 67 (2005).
 */
public final class SmileLinearRegression implements Estimator {
    private final Penalty penalty;
    private final double l1;
    private final double l2;
    private final double tolerance;
    private final int maxIterations;

    private SmileLinearRegression(Builder builder) {
        this.penalty = builder.penalty;
        this.l1 = builder.l1;
        this.l2 = builder.l2;
        this.tolerance = builder.tolerance;
        this.maxIterations = builder.maxIterations;
    }

    /**
     * Ordinary least squares, by QR decomposition; by singular values where features depend on each other.
     *
     * @return the regression
     */
    public static SmileLinearRegression ols() {
        return new Builder(Penalty.NONE, 0, 0).build();
    }

    /**
     * Ridge regression, which shrinks weights.
     *
     * @param l2 the penalty on the squares of the weights, above 0
     * @return the regression
     */
    public static SmileLinearRegression ridge(double l2) {
        return new Builder(Penalty.RIDGE, 0, positive("L2 penalty", l2)).build();
    }

    /**
     * Starts a lasso, which makes small weights 0.
     *
     * @param l1 the penalty on the absolute values of the weights, above 0
     * @return a builder
     */
    public static Builder lasso(double l1) {
        return new Builder(Penalty.LASSO, positive("L1 penalty", l1), 0);
    }

    /**
     * Starts an elastic net, which does both.
     *
     * @param l1 the penalty on the absolute values of the weights, above 0
     * @param l2 the penalty on their squares, above 0
     * @return a builder
     */
    public static Builder elasticNet(double l1, double l2) {
        return new Builder(Penalty.ELASTIC_NET, positive("L1 penalty", l1), positive("L2 penalty", l2));
    }

    private static double positive(String parameter, double value) {
        require(parameter, value > 0 && Double.isFinite(value), "finite and above 0", value);
        return value;
    }

    @Override
    public String name() {
        return penalty.estimator();
    }

    @Override
    public TrainedModel fit(TrainingSet data) {
        return train(data).trained();
    }

    /**
     * Trains, and keeps Smile's own model beside the exported one, so that a caller can compare both.
     *
     * @param data the labelled data
     * @return the fit
     * @throws InvalidDataException if there are no rows or too few, values are missing, rows have weights or labels are all the same
     * @throws IllegalStateException if OpenBLAS is not there for this platform
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public SmileFit train(TrainingSet data) {
        TrainingData.requireRows(data);
        TrainingData.requireFinite(data, "a linear model");
        TrainingData.requireUnweighted(data, "Smile's regression");
        TrainingData.requireVaryingLabel(data);
        return new LinearTraining(this, data).run();
    }

    /** Smile's regression of a frame that holds the label. */
    LinearModel learn(DataFrame frame) {
        Formula formula = Formula.lhs(Smile.LABEL);
        return switch (penalty) {
            case NONE -> OLS.fit(formula, frame, "qr", false, false);
            case RIDGE -> RidgeRegression.fit(formula, frame, l2);
            case LASSO -> LASSO.fit(formula, frame, l1, tolerance, maxIterations);
            case ELASTIC_NET -> ElasticNet.fit(formula, frame, l1, l2, tolerance, maxIterations);
        };
    }

    Penalty penalty() {
        return penalty;
    }

    SortedMap<String, String> parameters() {
        SortedMap<String, String> parameters = new TreeMap<>();
        parameters.put("l1", Double.toString(l1));
        parameters.put("l2", Double.toString(l2));
        if (l1 > 0) {
            parameters.put("tolerance", Double.toString(tolerance));
            parameters.put("max_iterations", Integer.toString(maxIterations));
        }
        return parameters;
    }

    @Override
    public String toString() {
        return "SmileLinearRegression(" + penalty + ", " + parameters() + ")";
    }

    /** Sets how long a lasso or elastic net goes on; each call checks its own. Not thread-safe. */
    public static final class Builder {
        private final Penalty penalty;
        private final double l1;
        private final double l2;
        private double tolerance = 1e-4;
        private int maxIterations = 1000;

        private Builder(Penalty penalty, double l1, double l2) {
            this.penalty = penalty;
            this.l1 = l1;
            this.l2 = l2;
        }

        /**
         * Sets how far, relatively, the objective may be above its least value; 1e-4 unless set.
         *
         * @param tolerance above 0, below 1
         * @return this builder
         */
        public Builder tolerance(double tolerance) {
            require("tolerance", tolerance > 0 && tolerance < 1, "above 0 and below 1", tolerance);
            this.tolerance = tolerance;
            return this;
        }

        /**
         * Sets the most iterations; 1,000 unless set.
         *
         * @param count 1 or more
         * @return this builder
         */
        public Builder maxIterations(int count) {
            require("number of iterations", count >= 1, "1 or more", count);
            this.maxIterations = count;
            return this;
        }

        /**
         * Builds the regression; the builder may go on and build again.
         *
         * @return an immutable regression
         */
        public SmileLinearRegression build() {
            return new SmileLinearRegression(this);
        }
    }
}
