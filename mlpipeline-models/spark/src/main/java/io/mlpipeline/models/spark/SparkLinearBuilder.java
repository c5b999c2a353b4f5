package io.mlpipeline.models.spark;

import static io.mlpipeline.models.core.training.Ranges.nonNegative;
import static io.mlpipeline.models.core.training.Ranges.require;

/**
 * The parameters that linear and logistic regressions have in common; each call checks its own. Not thread-safe.
 *
 * @param <B> the builder itself
 */
public abstract sealed class SparkLinearBuilder<B extends SparkLinearBuilder<B>>
        permits SparkLinearRegression.Builder, SparkLogisticRegression.Builder {
    private double l1;
    private double l2;
    private int maxIterations = 100;
    private double tolerance = 1e-6;
    private boolean standardize = true;
    private String weightColumn = "";

    SparkLinearBuilder() {}

    abstract B self();

    LinearSettings settings() {
        return new LinearSettings(l1, l2, maxIterations, tolerance, standardize, weightColumn);
    }

    /**
     * Sets the penalty on the absolute values of the weights, which makes small ones 0; 0 unless set.
     *
     * @param penalty finite, 0 or more
     * @return this builder
     */
    public B l1(double penalty) {
        this.l1 = nonNegative("L1 penalty", penalty);
        return self();
    }

    /**
     * Sets the penalty on the squares of the weights, which shrinks large ones; 0 unless set.
     *
     * @param penalty finite, 0 or more
     * @return this builder
     */
    public B l2(double penalty) {
        this.l2 = nonNegative("L2 penalty", penalty);
        return self();
    }

    /**
     * Sets the most iterations of the optimiser, where the solution has no closed form; 100 unless set.
     *
     * @param count 1 or more
     * @return this builder
     */
    public B maxIterations(int count) {
        require("number of iterations", count >= 1, "1 or more", count);
        this.maxIterations = count;
        return self();
    }

    /**
     * Sets by how little the objective may change, relatively, for the optimiser to stop; 1e-6 unless set.
     *
     * @param tolerance above 0, below 1
     * @return this builder
     */
    public B tolerance(double tolerance) {
        require("tolerance", tolerance > 0 && tolerance < 1, "above 0 and below 1", tolerance);
        this.tolerance = tolerance;
        return self();
    }

    /**
     * Sets whether penalties apply to weights of standardised features, so that a feature's unit does not matter; true unless set.
     * The exported weights are always those of the features as they are.
     *
     * @param standardize whether to standardise
     * @return this builder
     */
    public B standardize(boolean standardize) {
        this.standardize = standardize;
        return self();
    }

    /**
     * Sets which column of a data set says how much a row counts; a training set knows the weights of its rows.
     *
     * @param column a numeric column of values of 0 or more
     * @return this builder
     */
    public B weightColumn(String column) {
        this.weightColumn = column;
        return self();
    }
}
