package io.mlpipeline.etl.features.operator;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.profile.NumericProfile;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.NumericLearner;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Divides the range of the operand into bins; learned, it is {@link Bins}. Infinite values of fitting rows count as missing.
 *
 * @param method how
 * @param operand what is binned
 * @param count how many bins, at least 2; fewer come out where several edges fall on one value
 */
public record Binning(Method method, Expression operand, int count) implements NumericLearner {
    /** Where the edges lie. */
    public enum Method {
        /** At equal distances between the smallest and the largest value. */
        UNIFORM("uniform-bins"),
        /** So that the bins hold equally many of the fitting rows, as far as ties allow; within the histogram's stated error. */
        QUANTILE("quantile-bins");

        private final String operator;

        Method(String operator) {
            this.operator = operator;
        }

        String operator() {
            return operator;
        }
    }

    /** Checks the count. */
    public Binning {
        if (count < 2) {
            throw new IllegalArgumentException("Binning needs at least 2 bins, got " + count);
        }
    }

    static Binning read(Method method, Form form) {
        return new Binning(method, form.expression("of"), Math.toIntExact(form.integer("count")));
    }

    @Override
    public Form form() {
        return Form.of(method.operator()).with("of", operand).with("count", count);
    }

    @Override
    public Expression withOperands(List<Expression> operands) {
        return new Binning(method, operands.get(0), count);
    }

    @Override
    public Expression learn(NumericProfile summary) {
        double width = summary.max() - summary.min();
        List<Double> edges = IntStream.range(1, count)
                .mapToDouble(i -> method == Method.UNIFORM
                        ? summary.min() + i * (width / count)
                        : summary.histogram().quantile((double) i / count))
                .filter(edge -> edge > summary.min())
                .distinct()
                .boxed()
                .toList();
        if (edges.isEmpty()) {
            throw new InvalidDataException("No bins can be made of " + operand + ": its " + summary.count()
                    + " values lie between " + summary.min() + " and " + summary.max()
                    + ". Ask for more bins, give the edges, or drop the feature");
        }
        return new Bins(operand, edges);
    }
}
