package io.mlpipeline.etl.features.operator.calendar;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.etl.features.expr.ColumnExpression;
import io.mlpipeline.etl.features.expr.Evaluator;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.Scope;
import java.util.function.LongUnaryOperator;

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
public record FourierTerm(Wave wave, Cycle cycle, int order, String column) implements ColumnExpression {
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

    private static final int LONGEST = 366;

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
        int position = scope.schema().indexOf(column);
        LongUnaryOperator dayOf = Dates.dayOf(column, scope);
        double[][] table = table();
        Cycle bound = cycle;
        return (row, windows) -> {
            long value = row.integer(position);
            return value == ColumnType.MISSING_INTEGER ? Double.NaN : valueAt(table, bound, dayOf.applyAsLong(value));
        };
    }

    /** One row for each length that the cycle may have. */
    private double[][] table() {
        double[][] table = new double[LONGEST + 1][];
        int[] lengths = switch (cycle) {
            case WEEK -> new int[] {7};
            case MONTH -> new int[] {28, 29, 30, 31};
            case YEAR -> new int[] {365, 366};
        };
        for (int length : lengths) {
            table[length] = new double[length];
            for (int day = 0; day < length; day++) {
                // The turns are reduced first: whole ones fall away exactly.
                double angle = 2 * Math.PI * ((long) order * day % length) / length;
                table[length][day] = wave == Wave.SIN ? StrictMath.sin(angle) : StrictMath.cos(angle);
            }
        }
        return table;
    }

    private static double valueAt(double[][] table, Cycle cycle, long day) {
        if (cycle == Cycle.WEEK) {
            return table[7][(int) CivilDay.dayOfWeek(day) - 1];
        }
        long civil = CivilDay.of(day);
        if (cycle == Cycle.MONTH) {
            return table[(int) CivilDay.daysInMonth(civil)][(int) CivilDay.dayOfMonth(civil) - 1];
        }
        return table[CivilDay.isLeap(CivilDay.year(civil)) ? 366 : 365][(int) CivilDay.dayOfYearOf(civil) - 1];
    }
}
