package io.mlpipeline.etl.features.expr;

import io.mlpipeline.api.data.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Expressions compiled for rows of one layout: every distinct node has a register, and nodes of one kind whose operands are
 * ready are computed in one {@link Batch}. Holds scratch memory: use one per thread. Does not allocate.
 */
public final class Program {
    private final Batch[] batches;
    private final double[] registers;
    private final int[] results;

    private Program(Batch[] batches, int registers, int[] results) {
        this.batches = batches;
        this.registers = new double[registers];
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
        Compiler compiler = new Compiler(scope);
        int[] results = expressions.stream().mapToInt(compiler::registerOf).toArray();
        return new Program(compiler.batches(), compiler.count(), results);
    }

    /**
     * Computes all results for a row.
     *
     * @param row the row, in the layout of the scope
     * @param windows one value a window slot of the scope
     * @param out receives one value an expression; {@code NaN} means missing
     */
    public void run(Row row, double[] windows, double[] out) {
        double[] values = registers;
        for (Batch batch : batches) {
            batch.run(row, windows, values);
        }
        int[] from = results;
        for (int i = 0; i < from.length; i++) {
            out[i] = values[from[i]];
        }
    }

    /** The first result as a function. */
    Evaluator single() {
        return (row, windows) -> {
            for (Batch batch : batches) {
                batch.run(row, windows, registers);
            }
            return registers[results[0]];
        };
    }

    private static final class Compiler {
        private final Scope scope;
        private final Map<Expression, Integer> registers = new HashMap<>();
        private final List<Integer> levels = new ArrayList<>();
        private final Map<Stage, List<Expression>> stages = new LinkedHashMap<>();

        Compiler(Scope scope) {
            this.scope = scope;
        }

        /** What is computed in one loop: operators of one kind at one distance from the row. */
        private record Stage(int level, Object key) {}

        int count() {
            return levels.size();
        }

        int registerOf(Expression expression) {
            Integer known = registers.get(expression);
            if (known != null) {
                return known;
            }
            int level = 0;
            if (expression instanceof Batched) {
                for (Expression operand : expression.operands()) {
                    level = Math.max(level, levels.get(registerOf(operand)) + 1);
                }
            }
            registers.put(expression, levels.size());
            levels.add(level);
            Object key = expression instanceof Batched batched ? batched.batchKey() : expression;
            stages.computeIfAbsent(new Stage(level, key), stage -> new ArrayList<>())
                    .add(expression);
            return levels.size() - 1;
        }

        Batch[] batches() {
            return stages.entrySet().stream()
                    .sorted((a, b) ->
                            Integer.compare(a.getKey().level(), b.getKey().level()))
                    .map(stage -> batch(stage.getValue()))
                    .toArray(Batch[]::new);
        }

        private Batch batch(List<Expression> members) {
            int[] results = members.stream().mapToInt(this::registerOf).toArray();
            if (members.get(0) instanceof Batched first) {
                int[][] operands = members.stream()
                        .map(each -> each.operands().stream()
                                .mapToInt(this::registerOf)
                                .toArray())
                        .toArray(int[][]::new);
                return first.batch(List.copyOf(members), operands, results, scope);
            }
            Evaluator evaluator = members.get(0).bind(scope);
            int result = results[0];
            return (row, windows, values) -> values[result] = evaluator.evaluate(row, windows);
        }
    }
}
