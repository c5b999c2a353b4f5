package io.mlpipeline.etl.features.operator;

import io.mlpipeline.etl.features.expr.Arithmetic;
import io.mlpipeline.etl.features.expr.Batch;
import io.mlpipeline.etl.features.expr.Batched;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.Inlined;
import io.mlpipeline.etl.features.expr.Scope;
import io.mlpipeline.etl.features.expr.StaticCall;
import io.mlpipeline.etl.features.expr.UnaryExpression;
import java.util.List;

/**
 * The number of the bin that holds a value: how many edges are at most the value. So bin 0 lies below the first edge, and a value
 * on an edge belongs to the bin above it; negative infinity is in bin 0, positive infinity in the last. Missing stays missing.
 *
 * @param operand what is binned
 * @param edges the borders between bins, at least one, finite and strictly ascending
 */
public record Bins(Expression operand, List<Double> edges) implements UnaryExpression, Batched, Inlined {
    /** Checks the edges. */
    public Bins {
        edges = List.copyOf(edges);
        boolean ascends = !edges.isEmpty() && Double.isFinite(edges.get(0));
        for (int i = 1; i < edges.size(); i++) {
            ascends &= edges.get(i) > edges.get(i - 1) && Double.isFinite(edges.get(i));
        }
        if (!ascends) {
            throw new IllegalArgumentException(
                    "Bins need at least one edge, finite and strictly ascending, got " + edges);
        }
    }

    static Bins read(Form form) {
        return new Bins(form.expression("of"), form.numbers("edges"));
    }

    @Override
    public Form form() {
        return Form.of("bins").with("of", operand).withNumbers("edges", edges);
    }

    @Override
    public Expression on(Expression other) {
        return new Bins(other, edges);
    }

    private double[] borders() {
        return edges.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @Override
    public Object batchKey() {
        return Bins.class;
    }

    @Override
    public StaticCall call(Scope scope) {
        return StaticCall.of(Arithmetic.class, "bin").table(borders()).operand(operand);
    }

    @Override
    public Batch batch(List<Expression> members, int[][] operands, int[] results, Scope scope) {
        int[] from = Registers.at(0, operands);
        double[][] borders =
                members.stream().map(each -> ((Bins) each).borders()).toArray(double[][]::new);
        return (row, windows, registers) -> {
            for (int i = 0; i < results.length; i++) {
                registers[results[i]] = Arithmetic.bin(borders[i], registers[from[i]]);
            }
        };
    }
}
