package io.mlpipeline.etl.features.expr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where every distinct node of some expressions has its register, and which loops compute them: what the {@link Program}s of many
 * threads have in common. Safe for use by many threads.
 */
public final class ProgramPlan {
    /** After how many rows of one program code is generated. */
    static final int HOT = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(ProgramPlan.class);

    private final List<Expression> expressions;
    private final Scope scope;
    private final Map<Expression, Integer> registers = new HashMap<>();
    private final List<Integer> levels = new ArrayList<>();
    private final List<Stage> stages;
    private boolean tried;
    private @Nullable Generated generated;

    /** What is computed in one loop: operators of one kind at one distance from the row; or a leaf that generated code reads. */
    private record Kind(boolean leaf, int level, Object key) {}

    private record Stage(Kind kind, List<Expression> members) {}

    /** Code and what it is called with; the first loops compute the leaves that it reads. */
    record Generated(Code code, double[][] tables, int leaves) {}

    private ProgramPlan(List<Expression> expressions, Scope scope) {
        this.expressions = List.copyOf(expressions);
        this.scope = scope;
        Map<Kind, List<Expression>> byKind = new LinkedHashMap<>();
        expressions.forEach(each -> place(each, byKind));
        this.stages = byKind.entrySet().stream()
                .map(each -> new Stage(each.getKey(), List.copyOf(each.getValue())))
                .sorted(Comparator.comparing((Stage stage) -> !stage.kind().leaf())
                        .thenComparing(stage -> stage.kind().level()))
                .toList();
    }

    /**
     * Plans the computation of expressions.
     *
     * @param expressions fitted expressions
     * @param scope the row's columns and the slots of windows
     * @return a plan with a result for each expression
     * @throws IllegalArgumentException if a column is unknown or has a type that an operator does not take
     * @throws IllegalStateException if an expression must be learned first
     */
    public static ProgramPlan of(List<Expression> expressions, Scope scope) {
        return new ProgramPlan(expressions, scope);
    }

    private int place(Expression expression, Map<Kind, List<Expression>> byKind) {
        Integer known = registers.get(expression);
        if (known != null) {
            return known;
        }
        boolean isBatched = expression instanceof Batched;
        int level = 0;
        if (isBatched) {
            for (Expression operand : expression.operands()) {
                level = Math.max(level, levels.get(place(operand, byKind)) + 1);
            }
        }
        int register = levels.size();
        registers.put(expression, register);
        levels.add(level);
        Object key = isBatched ? ((Batched) expression).batchKey() : expression;
        boolean leaf = level == 0 && !CodeGenerator.computes(expression, scope);
        byKind.computeIfAbsent(new Kind(leaf, level, key), kind -> new ArrayList<>())
                .add(expression);
        return register;
    }

    /**
     * A program that follows this plan.
     *
     * @return a program for one thread
     */
    public Program program() {
        return new Program(
                this,
                stages.stream().map(stage -> batch(stage.members())).toArray(Batch[]::new),
                new double[levels.size()],
                expressions.stream().mapToInt(registers::get).toArray());
    }

    private Batch batch(List<Expression> members) {
        int[] results = members.stream().mapToInt(registers::get).toArray();
        if (members.get(0) instanceof Batched first) {
            int[][] operands = members.stream()
                    .map(each ->
                            each.operands().stream().mapToInt(registers::get).toArray())
                    .toArray(int[][]::new);
            return first.batch(members, operands, results, scope);
        }
        Evaluator evaluator = members.get(0).bind(scope);
        int result = results[0];
        return (row, windows, values) -> values[result] = evaluator.evaluate(row, windows);
    }

    /** Generated once; null where it cannot be, as in a native image: programs then go on with their loops. */
    synchronized @Nullable Generated generated() {
        if (!tried) {
            tried = true;
            generated = generate();
        }
        return generated;
    }

    private @Nullable Generated generate() {
        boolean coversAll = registers.entrySet().stream()
                .allMatch(each -> levels.get(each.getValue()) == 0 || CodeGenerator.computes(each.getKey(), scope));
        if (!coversAll) {
            return null;
        }
        try {
            List<double[]> tables = new ArrayList<>();
            Code code = CodeGenerator.generate(expressions, scope, registers::get, tables);
            int leaves =
                    (int) stages.stream().filter(stage -> stage.kind().leaf()).count();
            return new Generated(code, tables.toArray(double[][]::new), leaves);
        } catch (ReflectiveOperationException | LinkageError | IllegalStateException e) {
            LOG.debug("No code is generated for {} features; their loops go on", expressions.size(), e);
            return null;
        }
    }
}
