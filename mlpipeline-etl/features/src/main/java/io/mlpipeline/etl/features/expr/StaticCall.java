package io.mlpipeline.etl.features.expr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A call of a public static function that returns a double: how a {@link Program} that runs hot computes an operator. Immutable.
 */
public final class StaticCall {
    private final Class<?> owner;
    private final String function;
    private final List<Object> arguments;

    private StaticCall(Class<?> owner, String function, List<Object> arguments) {
        this.owner = owner;
        this.function = function;
        this.arguments = List.copyOf(arguments);
    }

    /** The row itself as an argument. */
    enum Special {
        ROW
    }

    /** Doubles as an argument. */
    record Table(List<Double> values) {}

    /**
     * Starts a call without arguments.
     *
     * @param owner a public class
     * @param function the name of a public static function of it
     * @return the call
     */
    public static StaticCall of(Class<?> owner, String function) {
        return new StaticCall(owner, function, List.of());
    }

    private StaticCall with(Object argument) {
        List<Object> more = new ArrayList<>(arguments);
        more.add(argument);
        return new StaticCall(owner, function, more);
    }

    /**
     * Adds the value of an expression, a {@code double}.
     *
     * @param expression the expression
     * @return a call with that argument
     */
    public StaticCall operand(Expression expression) {
        return with(expression);
    }

    /**
     * Adds the result of another call, a {@code double}; equal ones are made once a row.
     *
     * @param call the other call
     * @return a call with that argument
     */
    public StaticCall operand(StaticCall call) {
        return with(call);
    }

    /**
     * Adds a {@code double}.
     *
     * @param value the number
     * @return a call with that argument
     */
    public StaticCall number(double value) {
        return with(value);
    }

    /**
     * Adds an {@code int}.
     *
     * @param value the number
     * @return a call with that argument
     */
    public StaticCall integer(int value) {
        return with(value);
    }

    /**
     * Adds a {@code double[]} that never changes.
     *
     * @param values the numbers
     * @return a call with that argument
     */
    public StaticCall table(double[] values) {
        return with(new Table(Arrays.stream(values).boxed().toList()));
    }

    /**
     * Adds the {@link io.mlpipeline.api.data.Row}.
     *
     * @return a call with that argument
     */
    public StaticCall row() {
        return with(Special.ROW);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StaticCall that
                && owner == that.owner
                && function.equals(that.function)
                && arguments.equals(that.arguments);
    }

    @Override
    public int hashCode() {
        return Objects.hash(owner, function, arguments);
    }

    @Override
    public String toString() {
        return owner.getSimpleName() + "." + function + arguments;
    }

    Class<?> owner() {
        return owner;
    }

    String function() {
        return function;
    }

    List<Object> arguments() {
        return arguments;
    }
}
