package io.mlpipeline.etl.features;

import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.operator.Binary;
import io.mlpipeline.etl.features.operator.Binning;
import io.mlpipeline.etl.features.operator.Bins;
import io.mlpipeline.etl.features.operator.Clip;
import io.mlpipeline.etl.features.operator.Conditional;
import io.mlpipeline.etl.features.operator.FillMissing;
import io.mlpipeline.etl.features.operator.FirstPresent;
import io.mlpipeline.etl.features.operator.Impute;
import io.mlpipeline.etl.features.operator.QuantileScale;
import io.mlpipeline.etl.features.operator.Scale;
import io.mlpipeline.etl.features.operator.UnaryFunction;
import java.util.Arrays;

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
     * The smaller of this and another feature.
     *
     * @param other the other feature
     * @return the feature; missing where one of them is
     */
    public Feature least(Feature other) {
        return binary(Binary.Kind.MIN, other);
    }

    /**
     * The larger of this and another feature.
     *
     * @param other the other feature
     * @return the feature; missing where one of them is
     */
    public Feature greatest(Feature other) {
        return binary(Binary.Kind.MAX, other);
    }

    /**
     * 1 where this is less than another feature, 0 where it is not.
     *
     * @param other the other feature
     * @return the feature; missing where one of them is
     */
    public Feature lessThan(Feature other) {
        return binary(Binary.Kind.LESS, other);
    }

    /**
     * 1 where this is at most another feature, 0 where it is not.
     *
     * @param other the other feature
     * @return the feature; missing where one of them is
     */
    public Feature atMost(Feature other) {
        return binary(Binary.Kind.AT_MOST, other);
    }

    /**
     * 1 where this equals another feature, 0 where it does not.
     *
     * @param other the other feature
     * @return the feature; missing where one of them is
     */
    public Feature equalTo(Feature other) {
        return binary(Binary.Kind.EQUAL, other);
    }

    /**
     * A choice: one feature where this one is not zero, another where it is zero; missing where this one is.
     *
     * @param then the value where this is not zero
     * @param otherwise the value where this is zero
     * @return the feature
     */
    public Feature choose(Feature then, Feature otherwise) {
        return new Feature(new Conditional(expression, then.expression, otherwise.expression));
    }

    /**
     * Another feature where this one is missing.
     *
     * @param other the other feature
     * @return the feature
     */
    public Feature orElse(Feature other) {
        return new Feature(new FirstPresent(expression, other.expression));
    }

    /**
     * The number of the bin that holds the value: how many of the edges are at most the value.
     *
     * @param edges the borders between bins, strictly ascending
     * @return the feature
     */
    public Feature bins(double... edges) {
        return new Feature(new Bins(expression, Arrays.stream(edges).boxed().toList()));
    }

    /**
     * The number of the bin that holds the value, with bins of equal width over the fitting rows.
     *
     * @param count how many bins, at least 2
     * @return the feature
     */
    public Feature uniformBins(int count) {
        return new Feature(new Binning(Binning.Method.UNIFORM, expression, count));
    }

    /**
     * The number of the bin that holds the value, with bins of equally many fitting rows.
     *
     * @param count how many bins, at least 2
     * @return the feature
     */
    public Feature quantileBins(int count) {
        return new Feature(new Binning(Binning.Method.QUANTILE, expression, count));
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

    /**
     * Scales to median 0 and interquartile range 1 over the fitting rows, which outliers do not move.
     *
     * @return the feature
     */
    public Feature robustScale() {
        return new Feature(new Scale(Scale.Method.ROBUST, expression));
    }

    /**
     * Maps to a uniform distribution over 0 to 1 by 101 quantiles of the fitting rows.
     *
     * @return the feature
     */
    public Feature quantileScale() {
        return new Feature(new QuantileScale(expression, 101));
    }

    private Feature binary(Binary.Kind kind, Feature other) {
        return new Feature(new Binary(kind, expression, other.expression));
    }

    private Feature function(UnaryFunction.Kind kind) {
        return new Feature(new UnaryFunction(kind, expression));
    }
}
