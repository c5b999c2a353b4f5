package io.mlpipeline.etl.features.operator.calendar;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.etl.features.expr.Batch;
import io.mlpipeline.etl.features.expr.Batched;
import io.mlpipeline.etl.features.expr.ColumnExpression;
import io.mlpipeline.etl.features.expr.Evaluator;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.Inlined;
import io.mlpipeline.etl.features.expr.Scope;
import io.mlpipeline.etl.features.expr.StaticCall;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * A part of a calendar day or of a time of day, in the ISO calendar. Missing where the date is.
 *
 * @param part which part
 * @param column the name of a {@link ColumnType#DATE} or {@link ColumnType#TIMESTAMP} column of the row; a timestamp is taken in
 *     UTC
 */
public record CalendarPart(Part part, String column) implements ColumnExpression, Batched, Inlined {
    /** The parts of a day. */
    public enum Part {
        /** The year. */
        YEAR("year", "year", Source.CIVIL, CalendarArithmetic::year),
        /** 1 to 4. */
        QUARTER("quarter", "quarter", Source.CIVIL, CalendarArithmetic::quarter),
        /** 1 to 12. */
        MONTH("month", "month", Source.CIVIL, CalendarArithmetic::month),
        /** The ISO week, 1 to 53: week 1 holds the year's first Thursday. */
        WEEK("week", "week", Source.DAY, CalendarArithmetic::week),
        /** The year that the ISO week belongs to. */
        WEEK_YEAR("week-year", "weekYear", Source.DAY, CalendarArithmetic::weekYear),
        /** 1 to 31. */
        DAY_OF_MONTH("day-of-month", "dayOfMonth", Source.CIVIL, CalendarArithmetic::dayOfMonth),
        /** 1 to 366. */
        DAY_OF_YEAR("day-of-year", "dayOfYear", Source.CIVIL, CalendarArithmetic::dayOfYear),
        /** 1 (Monday) to 7 (Sunday). */
        DAY_OF_WEEK("day-of-week", "dayOfWeek", Source.DAY, CalendarArithmetic::dayOfWeek),
        /** 28 to 31. */
        DAYS_IN_MONTH("days-in-month", "daysInMonth", Source.CIVIL, CalendarArithmetic::daysInMonth),
        /** 1 on Saturday and Sunday, else 0. */
        WEEKEND("weekend", "weekend", Source.DAY, CalendarArithmetic::weekend),
        /** 1 on the first day of a month, else 0. */
        MONTH_START("month-start", "monthStart", Source.CIVIL, CalendarArithmetic::monthStart),
        /** 1 on the last day of a month, else 0. */
        MONTH_END("month-end", "monthEnd", Source.CIVIL, CalendarArithmetic::monthEnd),
        /** 1 on the first day of a quarter, else 0. */
        QUARTER_START("quarter-start", "quarterStart", Source.CIVIL, CalendarArithmetic::quarterStart),
        /** 1 on the last day of a quarter, else 0. */
        QUARTER_END("quarter-end", "quarterEnd", Source.CIVIL, CalendarArithmetic::quarterEnd),
        /** 1 on 1 January, else 0. */
        YEAR_START("year-start", "yearStart", Source.CIVIL, CalendarArithmetic::yearStart),
        /** 1 on 31 December, else 0. */
        YEAR_END("year-end", "yearEnd", Source.CIVIL, CalendarArithmetic::yearEnd),
        /** 1 in a leap year, else 0. */
        LEAP_YEAR("leap-year", "leapYear", Source.CIVIL, CalendarArithmetic::leapYear),
        /** Days since 1970-01-01: a time trend. */
        EPOCH_DAY("epoch-day", "epochDay", Source.DAY, CalendarArithmetic::epochDay),
        /** 0 to 23, of a timestamp. */
        HOUR("hour", "hour", Source.SECOND, CalendarArithmetic::hour),
        /** 0 to 59, of a timestamp. */
        MINUTE("minute", "minute", Source.SECOND, CalendarArithmetic::minute),
        /** 0 to 59, of a timestamp. */
        SECOND("second", "second", Source.SECOND, CalendarArithmetic::second);

        private final String operator;
        private final String function;
        private final Source source;
        private final DoubleUnaryOperator of;

        Part(String operator, String function, Source source, DoubleUnaryOperator of) {
            this.operator = operator;
            this.function = function;
            this.source = source;
            this.of = of;
        }

        String operator() {
            return operator;
        }
    }

    /** What a part is computed from. */
    private enum Source {
        DAY,
        CIVIL,
        SECOND
    }

    static CalendarPart read(Part part, Form form) {
        return new CalendarPart(part, form.text("column"));
    }

    @Override
    public Form form() {
        return Form.of(part.operator()).with("column", column);
    }

    /** All parts of one column are computed from one date. */
    @Override
    public Object batchKey() {
        return new OneDate(column, part.source == Source.SECOND);
    }

    private record OneDate(String column, boolean time) {}

    @Override
    public StaticCall call(Scope scope) {
        StaticCall argument = switch (part.source) {
            case DAY -> Dates.dayCall(column, scope);
            case CIVIL -> Dates.civilCall(column, scope);
            case SECOND ->
                StaticCall.of(CalendarArithmetic.class, "secondOfDay")
                        .row()
                        .integer(Dates.timestampPositionOf(column, scope));
        };
        return StaticCall.of(CalendarArithmetic.class, part.function).operand(argument);
    }

    @Override
    public Batch batch(List<Expression> members, int[][] operands, int[] results, Scope scope) {
        Part[] parts = members.stream().map(each -> ((CalendarPart) each).part).toArray(Part[]::new);
        if (part.source == Source.SECOND) {
            int position = Dates.timestampPositionOf(column, scope);
            return (row, windows, registers) -> {
                double second = CalendarArithmetic.secondOfDay(row, position);
                for (int i = 0; i < results.length; i++) {
                    registers[results[i]] = parts[i].of.applyAsDouble(second);
                }
            };
        }
        Evaluator dayOf = Dates.day(column, scope);
        return (row, windows, registers) -> {
            double day = dayOf.evaluate(row, windows);
            double civil = CalendarArithmetic.civil(day);
            for (int i = 0; i < results.length; i++) {
                registers[results[i]] = parts[i].of.applyAsDouble(parts[i].source == Source.DAY ? day : civil);
            }
        };
    }
}
