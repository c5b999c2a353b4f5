package io.mlpipeline.etl.features.operator;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.profile.NumericProfile;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.NumericLearner;
import java.util.List;

/**
 * Centers and scales by the distribution of the operand; learned, it is a {@link Scaled}. A constant operand is only centered.
 *
 * @param method how
 * @param operand what is scaled
 */
public record Scale(Method method, Expression operand) implements NumericLearner {
    /** The scaling methods. */
    public enum Method {
        /** To mean 0 and (unbiased) standard deviation 1. */
        STANDARD("standardize"),
        /** To the range 0 to 1. */
        MIN_MAX("min-max"),
        /**
         * To median 0 and interquartile range 1, which outliers do not move; lower median and quartiles (type 1 of Hyndman and
         * Fan), within the histogram's stated error.
         */
        ROBUST("robust-scale");

        private final String operator;

        Method(String operator) {
            this.operator = operator;
        }

        String operator() {
            return operator;
        }
    }

    static Scale read(Method method, Form form) {
        return new Scale(method, form.expression("of"));
    }

    @Override
    public Form form() {
        return Form.of(method.operator()).with("of", operand);
    }

    @Override
    public Expression withOperands(List<Expression> operands) {
        return new Scale(method, operands.get(0));
    }

    @Override
    public Expression learn(NumericProfile summary) {
        if (summary.count() == 0) {
            throw new InvalidDataException("Nothing to scale by: all " + summary.missing() + " values of " + operand
                    + " are missing. Drop the feature");
        }
        double center = switch (method) {
            case STANDARD -> summary.mean();
            case MIN_MAX -> summary.min();
            case ROBUST -> summary.histogram().quantile(0.5);
        };
        double scale = switch (method) {
            case STANDARD -> Math.sqrt(summary.variance());
            case MIN_MAX -> summary.max() - summary.min();
            case ROBUST ->
                summary.histogram().quantile(0.75) - summary.histogram().quantile(0.25);
        };
        return new Scaled(operand, center, scale > 0 ? scale : 1);
    }
}
