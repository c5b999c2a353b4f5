package io.mlpipeline.etl.features.expr;

import io.mlpipeline.api.data.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Expressions compiled for rows of one layout. Holds scratch memory: use one per thread. Does not allocate.
 *
 * <p>It begins with loops over operators of one kind, which cost nothing to make. Once {@value ProgramPlan#HOT} rows have gone
 * through it, it goes over to code generated for its expressions, which all programs of one {@link ProgramPlan} share: the same
 * functions in the same order of operands, so the same bits.
 */
public final class Program {
    private final ProgramPlan plan;
    private final Batch[] batches;
    private final double[] registers;
    private final int[] results;
    private ProgramPlan.@Nullable Generated generated;
    private int rows;

    Program(ProgramPlan plan, Batch[] batches, double[] registers, int[] results) {
        this.plan = plan;
        this.batches = batches;
        this.registers = registers;
        this.results = results;
    }

    /**
     * Compiles expressions.
     *
     * @param expressions fitted expressions
     * @param scope the row's columns and the slots of windows
     * @return a program with a result for each expression
     * @throws IllegalArgumentException if a column is unknown or has a type that an operator does not take
     * @throws IllegalStateException if an expression must be learned first
     */
    public static Program of(List<Expression> expressions, Scope scope) {
        return ProgramPlan.of(expressions, scope).program();
    }

    /**
     * Computes all results for a row.
     *
     * @param row the row, in the layout of the scope
     * @param windows one value a window slot of the scope
     * @param out receives one value an expression; {@code NaN} means missing
     */
    public void run(Row row, double[] windows, double[] out) {
        ProgramPlan.Generated hot = generated;
        if (hot != null) {
            runBatches(hot.leaves(), row, windows);
            hot.code().run(row, registers, out, hot.tables());
            return;
        }
        runBatches(batches.length, row, windows);
        for (int i = 0; i < results.length; i++) {
            out[i] = registers[results[i]];
        }
        if (++rows == ProgramPlan.HOT) {
            generated = plan.generated();
        }
    }

    private void runBatches(int count, Row row, double[] windows) {
        double[] values = registers;
        for (int i = 0; i < count; i++) {
            batches[i].run(row, windows, values);
        }
    }

    /** The first result as a function. */
    Evaluator single() {
        return (row, windows) -> {
            runBatches(batches.length, row, windows);
            return registers[results[0]];
        };
    }
}
