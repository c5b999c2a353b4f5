package io.mlpipeline.etl.features.operator;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.profile.NumericProfile;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.NumericLearner;
import java.util.List;

/**
 * Fills missing values with a statistic of the operand; learned, it is a {@link FillMissing}.
 *
 * @param statistic the statistic
 * @param operand what is filled
 */
public record Impute(Statistic statistic, Expression operand) implements NumericLearner {
    /** What missing values are replaced by. */
    public enum Statistic {
        /** The arithmetic mean. */
        MEAN("impute-mean"),
        /** The lower median; exact up to 4,096 distinct values, else within the histogram's stated error. */
        MEDIAN("impute-median");

        private final String operator;

        Statistic(String operator) {
            this.operator = operator;
        }

        String operator() {
            return operator;
        }
    }

    static Impute read(Statistic statistic, Form form) {
        return new Impute(statistic, form.expression("of"));
    }

    @Override
    public Form form() {
        return Form.of(statistic.operator()).with("of", operand);
    }

    @Override
    public Expression withOperands(List<Expression> operands) {
        return new Impute(statistic, operands.get(0));
    }

    @Override
    public Expression learn(NumericProfile summary) {
        if (summary.count() == 0) {
            throw new InvalidDataException("Nothing to impute from: all " + summary.missing() + " values of " + operand
                    + " are missing. Drop the feature, or fill it with a constant");
        }
        double value = statistic == Statistic.MEAN
                ? summary.mean()
                : summary.histogram().quantile(0.5);
        return new FillMissing(operand, value);
    }
}
