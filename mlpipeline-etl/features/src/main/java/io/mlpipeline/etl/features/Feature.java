package io.mlpipeline.etl.features;

import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.operator.Binary;
import io.mlpipeline.etl.features.operator.Clip;
import io.mlpipeline.etl.features.operator.FillMissing;
import io.mlpipeline.etl.features.operator.Impute;
import io.mlpipeline.etl.features.operator.Scale;
import io.mlpipeline.etl.features.operator.UnaryFunction;

/**
 * A numeric feature under definition: each method returns a new feature computed from this one. Start one in {@link Features}.
 *
 * @param expression how the feature is computed
 */
public record Feature(Expression expression) {
    /**
     * The sum with another feature.
     *
     * @param other the other feature
     * @return the feature
     */
    public Feature plus(Feature other) {
        return binary(Binary.Kind.ADD, other);
    }

    /**
     * The difference from another feature.
     *
     * @param other what is subtracted
     * @return the feature
     */
    public Feature minus(Feature other) {
        return binary(Binary.Kind.SUBTRACT, other);
    }

    /**
     * The product with another feature.
     *
     * @param other the other feature
     * @return the feature
     */
    public Feature times(Feature other) {
        return binary(Binary.Kind.MULTIPLY, other);
    }

    /**
     * The ratio to another feature; missing where that is zero.
     *
     * @param other what is divided by
     * @return the feature
     */
    public Feature dividedBy(Feature other) {
        return binary(Binary.Kind.DIVIDE, other);
    }

    /**
     * The absolute value.
     *
     * @return the feature
     */
    public Feature abs() {
        return function(UnaryFunction.Kind.ABS);
    }

    /**
     * log(1 + x); missing for x of -1 and below.
     *
     * @return the feature
     */
    public Feature log1p() {
        return function(UnaryFunction.Kind.LOG1P);
    }

    /**
     * The square root; missing for negative values.
     *
     * @return the feature
     */
    public Feature sqrt() {
        return function(UnaryFunction.Kind.SQRT);
    }

    /**
     * 1 where this feature is missing, else 0.
     *
     * @return the feature
     */
    public Feature isMissing() {
        return function(UnaryFunction.Kind.IS_MISSING);
    }

    /**
     * Limits the values.
     *
     * @param low the smallest result
     * @param high the largest result
     * @return the feature
     */
    public Feature clip(double low, double high) {
        return new Feature(new Clip(expression, low, high));
    }

    /**
     * A constant in place of missing values.
     *
     * @param value the constant
     * @return the feature
     */
    public Feature orElse(double value) {
        return new Feature(new FillMissing(expression, value));
    }

    /**
     * The median of the fitting rows in place of missing values.
     *
     * @return the feature
     */
    public Feature imputeMedian() {
        return new Feature(new Impute(Impute.Statistic.MEDIAN, expression));
    }

    /**
     * The mean of the fitting rows in place of missing values.
     *
     * @return the feature
     */
    public Feature imputeMean() {
        return new Feature(new Impute(Impute.Statistic.MEAN, expression));
    }

    /**
     * Scales to mean 0 and standard deviation 1 over the fitting rows.
     *
     * @return the feature
     */
    public Feature standardize() {
        return new Feature(new Scale(Scale.Method.STANDARD, expression));
    }

    /**
     * Scales to the range 0 to 1 over the fitting rows; later rows may fall outside.
     *
     * @return the feature
     */
    public Feature minMax() {
        return new Feature(new Scale(Scale.Method.MIN_MAX, expression));
    }

    private Feature binary(Binary.Kind kind, Feature other) {
        return new Feature(new Binary(kind, expression, other.expression));
    }

    private Feature function(UnaryFunction.Kind kind) {
        return new Feature(new UnaryFunction(kind, expression));
    }
}
