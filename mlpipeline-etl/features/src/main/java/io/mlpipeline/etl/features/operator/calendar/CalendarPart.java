package io.mlpipeline.etl.features.operator.calendar;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.etl.features.expr.Batch;
import io.mlpipeline.etl.features.expr.Batched;
import io.mlpipeline.etl.features.expr.ColumnExpression;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.Scope;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * A part of a calendar day or of a time of day, in the ISO calendar. Missing where the date is.
 *
 * @param part which part
 * @param column the name of a {@link ColumnType#DATE} or {@link ColumnType#TIMESTAMP} column of the row; a timestamp is taken in
 *     UTC
 */
public record CalendarPart(Part part, String column) implements ColumnExpression, Batched {
    /** The parts of a day. */
    public enum Part {
        /** The year. */
        YEAR("year"),
        /** 1 to 4. */
        QUARTER("quarter"),
        /** 1 to 12. */
        MONTH("month"),
        /** The ISO week, 1 to 53: week 1 holds the year's first Thursday. */
        WEEK("week"),
        /** The year that the ISO week belongs to. */
        WEEK_YEAR("week-year"),
        /** 1 to 31. */
        DAY_OF_MONTH("day-of-month"),
        /** 1 to 366. */
        DAY_OF_YEAR("day-of-year"),
        /** 1 (Monday) to 7 (Sunday). */
        DAY_OF_WEEK("day-of-week"),
        /** 28 to 31. */
        DAYS_IN_MONTH("days-in-month"),
        /** 1 on Saturday and Sunday, else 0. */
        WEEKEND("weekend"),
        /** 1 on the first day of a month, else 0. */
        MONTH_START("month-start"),
        /** 1 on the last day of a month, else 0. */
        MONTH_END("month-end"),
        /** 1 on the first day of a quarter, else 0. */
        QUARTER_START("quarter-start"),
        /** 1 on the last day of a quarter, else 0. */
        QUARTER_END("quarter-end"),
        /** 1 on 1 January, else 0. */
        YEAR_START("year-start"),
        /** 1 on 31 December, else 0. */
        YEAR_END("year-end"),
        /** 1 in a leap year, else 0. */
        LEAP_YEAR("leap-year"),
        /** Days since 1970-01-01: a time trend. */
        EPOCH_DAY("epoch-day"),
        /** 0 to 23, of a timestamp. */
        HOUR("hour"),
        /** 0 to 59, of a timestamp. */
        MINUTE("minute"),
        /** 0 to 59, of a timestamp. */
        SECOND("second");

        private final String operator;

        Part(String operator) {
            this.operator = operator;
        }

        String operator() {
            return operator;
        }

        boolean isOfTime() {
            return this == HOUR || this == MINUTE || this == SECOND;
        }
    }

    static CalendarPart read(Part part, Form form) {
        return new CalendarPart(part, form.text("column"));
    }

    @Override
    public Form form() {
        return Form.of(part.operator()).with("column", column);
    }

    /** All parts of one column are computed from one civil date. */
    @Override
    public Object batchKey() {
        return new OneDate(column, part.isOfTime());
    }

    private record OneDate(String column, boolean time) {}

    @Override
    public Batch batch(List<Expression> members, int[][] operands, int[] results, Scope scope) {
        return part.isOfTime() ? times(members, results, scope) : days(members, results, scope);
    }

    private Batch days(List<Expression> members, int[] results, Scope scope) {
        LongUnaryOperator dayOf = Dates.dayOf(column, scope);
        int position = scope.schema().indexOf(column);
        int[] parts = parts(members);
        return (row, windows, registers) -> {
            long value = row.integer(position);
            if (value == ColumnType.MISSING_INTEGER) {
                for (int result : results) {
                    registers[result] = Double.NaN;
                }
                return;
            }
            long day = dayOf.applyAsLong(value);
            long civil = CivilDay.of(day);
            for (int i = 0; i < results.length; i++) {
                registers[results[i]] = part(parts[i], day, civil);
            }
        };
    }

    private Batch times(List<Expression> members, int[] results, Scope scope) {
        int position = Dates.timestampPositionOf(column, scope);
        int[] parts = parts(members);
        return (row, windows, registers) -> {
            long micros = row.integer(position);
            for (int i = 0; i < results.length; i++) {
                registers[results[i]] = micros == ColumnType.MISSING_INTEGER ? Double.NaN : timePart(parts[i], micros);
            }
        };
    }

    private static int[] parts(List<Expression> members) {
        return members.stream()
                .mapToInt(each -> ((CalendarPart) each).part.ordinal())
                .toArray();
    }

    private static final Part[] PARTS = Part.values();

    private static long part(int part, long day, long civil) {
        return switch (PARTS[part]) {
            case YEAR -> CivilDay.year(civil);
            case QUARTER -> (CivilDay.month(civil) + 2) / 3;
            case MONTH -> CivilDay.month(civil);
            case WEEK -> (CivilDay.dayOfYear(thursdayOf(day)) + 6) / 7;
            case WEEK_YEAR -> CivilDay.year(CivilDay.of(thursdayOf(day)));
            case DAY_OF_MONTH -> CivilDay.dayOfMonth(civil);
            case DAY_OF_YEAR -> CivilDay.dayOfYearOf(civil);
            case DAY_OF_WEEK -> CivilDay.dayOfWeek(day);
            case DAYS_IN_MONTH -> CivilDay.daysInMonth(civil);
            case WEEKEND -> CivilDay.dayOfWeek(day) >= 6 ? 1 : 0;
            case MONTH_START -> CivilDay.dayOfMonth(civil) == 1 ? 1 : 0;
            case MONTH_END -> isMonthEnd(civil) ? 1 : 0;
            case QUARTER_START -> CivilDay.dayOfMonth(civil) == 1 && CivilDay.month(civil) % 3 == 1 ? 1 : 0;
            case QUARTER_END -> isMonthEnd(civil) && CivilDay.month(civil) % 3 == 0 ? 1 : 0;
            case YEAR_START -> CivilDay.dayOfYearOf(civil) == 1 ? 1 : 0;
            case YEAR_END -> isMonthEnd(civil) && CivilDay.month(civil) == 12 ? 1 : 0;
            case LEAP_YEAR -> CivilDay.isLeap(CivilDay.year(civil)) ? 1 : 0;
            case EPOCH_DAY -> day;
            case HOUR, MINUTE, SECOND -> throw new IllegalStateException("A part of the time of day");
        };
    }

    private static boolean isMonthEnd(long civil) {
        return CivilDay.dayOfMonth(civil) == CivilDay.daysInMonth(civil);
    }

    private static long thursdayOf(long day) {
        return day + 4 - CivilDay.dayOfWeek(day);
    }

    private static long timePart(int part, long micros) {
        long second = Math.floorMod(Math.floorDiv(micros, 1_000_000L), 86_400L);
        return switch (PARTS[part]) {
            case HOUR -> second / 3_600;
            case MINUTE -> second / 60 % 60;
            default -> second % 60;
        };
    }
}
