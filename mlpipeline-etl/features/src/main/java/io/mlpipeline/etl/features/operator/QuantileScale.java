package io.mlpipeline.etl.features.operator;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.profile.NumericProfile;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.NumericLearner;
import java.util.ArrayList;
import java.util.List;

/**
 * Maps to a uniform distribution over 0 to 1: to the share of the fitting rows below the value, by straight lines between
 * quantiles; learned, it is {@link PiecewiseLinear}. A value that spans several quantiles gets the middle of their shares.
 * Later values outside the range of the fitting rows give 0 or 1.
 *
 * @param operand what is scaled
 * @param points how many quantiles, at least 2
 */
public record QuantileScale(Expression operand, int points) implements NumericLearner {
    /** Checks the number of points. */
    public QuantileScale {
        if (points < 2) {
            throw new IllegalArgumentException("Scaling by quantiles needs at least 2 points, got " + points);
        }
    }

    static QuantileScale read(Form form) {
        return new QuantileScale(form.expression("of"), Math.toIntExact(form.integer("points")));
    }

    @Override
    public Form form() {
        return Form.of("quantile-scale").with("of", operand).with("points", points);
    }

    @Override
    public Expression withOperands(List<Expression> operands) {
        return new QuantileScale(operands.get(0), points);
    }

    @Override
    public Expression learn(NumericProfile summary) {
        if (summary.count() == 0) {
            throw new InvalidDataException("Nothing to scale by: all " + summary.missing() + " values of " + operand
                    + " are missing. Drop the feature");
        }
        List<Double> xs = new ArrayList<>();
        List<Double> ys = new ArrayList<>();
        int point = 0;
        while (point < points) {
            double x = quantile(summary, point);
            int last = point;
            while (last + 1 < points && quantile(summary, last + 1) == x) {
                last++;
            }
            xs.add(x);
            ys.add((point + last) / 2.0 / (points - 1));
            point = last + 1;
        }
        return new PiecewiseLinear(operand, xs, ys);
    }

    private double quantile(NumericProfile summary, int point) {
        return summary.histogram().quantile((double) point / (points - 1));
    }
}
