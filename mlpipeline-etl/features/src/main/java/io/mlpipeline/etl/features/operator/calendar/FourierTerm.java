package io.mlpipeline.etl.features.operator.calendar;

import io.mlpipeline.etl.features.expr.ColumnExpression;
import io.mlpipeline.etl.features.expr.Evaluator;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.Inlined;
import io.mlpipeline.etl.features.expr.Scope;
import io.mlpipeline.etl.features.expr.StaticCall;

/**
 * The sine or cosine of a whole number of turns a cycle: {@code sin(2 pi k p / n)} on day p (from 0) of a cycle of n days.
 *
 * <p>Read from a table that {@link StrictMath} fills when the expression is bound, so every machine and engine has the same bits.
 * Missing where the date is.
 *
 * @param wave sine or cosine
 * @param cycle the cycle
 * @param order k, the number of turns a cycle, at least 1
 * @param column the name of a date or timestamp column of the row; a timestamp is taken in UTC
 */
public record FourierTerm(Wave wave, Cycle cycle, int order, String column) implements ColumnExpression, Inlined {
    /** The two waves. */
    public enum Wave {
        /** The sine. */
        SIN("fourier-sin"),
        /** The cosine. */
        COS("fourier-cos");

        private final String operator;

        Wave(String operator) {
            this.operator = operator;
        }

        String operator() {
            return operator;
        }
    }

    /** The cycles of the calendar. */
    public enum Cycle {
        /** From Monday, 7 days. */
        WEEK("week"),
        /** From the first of the month, 28 to 31 days. */
        MONTH("month"),
        /** From 1 January, 365 or 366 days. */
        YEAR("year");

        private final String label;

        Cycle(String label) {
            this.label = label;
        }

        private static Cycle of(String label) {
            for (Cycle each : values()) {
                if (each.label.equals(label)) {
                    return each;
                }
            }
            throw new IllegalArgumentException("A Fourier term has the cycle week, month or year, got '" + label + "'");
        }
    }

    /** Checks the order. */
    public FourierTerm {
        if (order < 1) {
            throw new IllegalArgumentException("A Fourier term needs an order of at least 1, got " + order);
        }
    }

    static FourierTerm read(Wave wave, Form form) {
        return new FourierTerm(
                wave, Cycle.of(form.text("cycle")), Math.toIntExact(form.integer("order")), form.text("column"));
    }

    @Override
    public Form form() {
        return Form.of(wave.operator())
                .with("cycle", cycle.label)
                .with("order", order)
                .with("column", column);
    }

    @Override
    public Evaluator bind(Scope scope) {
        Evaluator day = Dates.day(column, scope);
        double[] table = table();
        return switch (cycle) {
            case WEEK -> (row, windows) -> CalendarArithmetic.weekWave(table, day.evaluate(row, windows));
            case MONTH ->
                (row, windows) ->
                        CalendarArithmetic.monthWave(table, CalendarArithmetic.civil(day.evaluate(row, windows)));
            case YEAR ->
                (row, windows) ->
                        CalendarArithmetic.yearWave(table, CalendarArithmetic.civil(day.evaluate(row, windows)));
        };
    }

    @Override
    public StaticCall call(Scope scope) {
        return StaticCall.of(CalendarArithmetic.class, cycle.label + "Wave")
                .table(table())
                .operand(cycle == Cycle.WEEK ? Dates.dayCall(column, scope) : Dates.civilCall(column, scope));
    }

    /** For each length that the cycle may have as many values as the longest. */
    private double[] table() {
        int[] lengths = switch (cycle) {
            case WEEK -> new int[] {7};
            case MONTH -> new int[] {28, 29, 30, 31};
            case YEAR -> new int[] {365, 366};
        };
        int longest = lengths[lengths.length - 1];
        double[] table = new double[lengths.length * longest];
        for (int i = 0; i < lengths.length; i++) {
            for (int day = 0; day < lengths[i]; day++) {
                // The turns are reduced first: whole ones fall away exactly.
                double angle = 2 * Math.PI * ((long) order * day % lengths[i]) / lengths[i];
                table[i * longest + day] = wave == Wave.SIN ? StrictMath.sin(angle) : StrictMath.cos(angle);
            }
        }
        return table;
    }
}
