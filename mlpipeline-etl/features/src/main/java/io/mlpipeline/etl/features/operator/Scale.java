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
        MIN_MAX("min-max");

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
        double center = method == Method.STANDARD ? summary.mean() : summary.min();
        double scale = method == Method.STANDARD ? Math.sqrt(summary.variance()) : summary.max() - summary.min();
        return new Scaled(operand, center, scale > 0 ? scale : 1);
    }
}
