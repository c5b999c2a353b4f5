package io.mlpipeline.etl.features.operator;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.etl.features.expr.Evaluator;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.Scope;
import java.util.function.LongUnaryOperator;

/**
 * A part of a calendar day, in the ISO calendar.
 *
 * @param part which part
 * @param column the name of a {@link ColumnType#DATE} column of the row
 */
public record CalendarPart(Part part, String column) implements ColumnExpression {
    /** The parts of a day. */
    public enum Part {
        /** The year. */
        YEAR("year"),
        /** 1 to 4. */
        QUARTER("quarter"),
        /** 1 to 12. */
        MONTH("month"),
        /** 1 to 31. */
        DAY_OF_MONTH("day-of-month"),
        /** 1 to 366. */
        DAY_OF_YEAR("day-of-year"),
        /** 1 (Monday) to 7 (Sunday). */
        DAY_OF_WEEK("day-of-week"),
        /** 1 on Saturday and Sunday, else 0. */
        WEEKEND("weekend"),
        /** Days since 1970-01-01: a time trend. */
        EPOCH_DAY("epoch-day");

        private final String operator;

        Part(String operator) {
            this.operator = operator;
        }

        String operator() {
            return operator;
        }
    }

    static CalendarPart read(Part part, Form form) {
        return new CalendarPart(part, form.text("column"));
    }

    @Override
    public Form form() {
        return Form.of(part.operator()).with("column", column);
    }

    @Override
    public Evaluator bind(Scope scope) {
        int position = Dates.positionOf(column, scope);
        LongUnaryOperator function = function();
        return (row, windows) -> {
            long day = row.integer(position);
            return day == ColumnType.MISSING_INTEGER ? Double.NaN : function.applyAsLong(day);
        };
    }

    private LongUnaryOperator function() {
        return switch (part) {
            case YEAR -> day -> CivilDay.year(CivilDay.of(day));
            case QUARTER -> day -> (CivilDay.month(CivilDay.of(day)) + 2) / 3;
            case MONTH -> day -> CivilDay.month(CivilDay.of(day));
            case DAY_OF_MONTH -> day -> CivilDay.dayOfMonth(CivilDay.of(day));
            case DAY_OF_YEAR -> CivilDay::dayOfYear;
            case DAY_OF_WEEK -> CivilDay::dayOfWeek;
            case WEEKEND -> day -> CivilDay.dayOfWeek(day) >= 6 ? 1 : 0;
            case EPOCH_DAY -> day -> day;
        };
    }
}
