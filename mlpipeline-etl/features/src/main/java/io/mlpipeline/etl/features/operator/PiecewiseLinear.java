package io.mlpipeline.etl.features.operator;

import io.mlpipeline.etl.features.expr.Evaluator;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.Scope;
import io.mlpipeline.etl.features.expr.UnaryExpression;
import java.util.Arrays;
import java.util.List;

/**
 * A function given by points and straight lines between them, constant beyond the first and the last: what scaling by quantiles
 * becomes once it is learned. Missing stays missing.
 *
 * @param operand the argument
 * @param xs the arguments of the points, finite and strictly ascending
 * @param ys their values, finite, as many
 */
public record PiecewiseLinear(Expression operand, List<Double> xs, List<Double> ys) implements UnaryExpression {
    /** Checks the points. */
    public PiecewiseLinear {
        xs = List.copyOf(xs);
        ys = List.copyOf(ys);
        boolean isFunction = !xs.isEmpty() && xs.size() == ys.size();
        for (int i = 0; isFunction && i < xs.size(); i++) {
            isFunction =
                    Double.isFinite(xs.get(i)) && Double.isFinite(ys.get(i)) && (i == 0 || xs.get(i) > xs.get(i - 1));
        }
        if (!isFunction) {
            throw new IllegalArgumentException(
                    "A piecewise linear function needs finite points, ascending in x, got " + xs + " and " + ys);
        }
    }

    static PiecewiseLinear read(Form form) {
        return new PiecewiseLinear(form.expression("of"), form.numbers("x"), form.numbers("y"));
    }

    @Override
    public Form form() {
        return Form.of("piecewise-linear")
                .with("of", operand)
                .withNumbers("x", xs)
                .withNumbers("y", ys);
    }

    @Override
    public Expression on(Expression other) {
        return new PiecewiseLinear(other, xs, ys);
    }

    @Override
    public Evaluator bind(Scope scope) {
        Evaluator argument = operand.bind(scope);
        double[] x = xs.stream().mapToDouble(Double::doubleValue).toArray();
        double[] y = ys.stream().mapToDouble(Double::doubleValue).toArray();
        return (row, windows) -> valueAt(argument.evaluate(row, windows), x, y);
    }

    private static double valueAt(double argument, double[] x, double[] y) {
        if (Double.isNaN(argument)) {
            return Double.NaN;
        }
        int last = x.length - 1;
        if (argument <= x[0]) {
            return y[0];
        }
        if (argument >= x[last]) {
            return y[last];
        }
        int found = Arrays.binarySearch(x, argument + 0.0);
        if (found >= 0) {
            return y[found];
        }
        int right = -found - 1;
        double share = (argument - x[right - 1]) / (x[right] - x[right - 1]);
        return y[right - 1] + share * (y[right] - y[right - 1]);
    }
}
