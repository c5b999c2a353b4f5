package io.mlpipeline.etl.features.operator;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.etl.features.expr.Evaluator;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.Scope;
import java.util.List;
import java.util.Set;
import java.util.function.LongToDoubleFunction;

/**
 * A part of a calendar day, in the ISO calendar.
 *
 * @param part which part
 * @param column the name of a {@link ColumnType#DATE} column of the row
 */
public record CalendarPart(Part part, String column) implements Expression {
    /** The parts of a day. */
    public enum Part {
        /** The year. */
        YEAR("year", day -> CivilDay.year(CivilDay.of(day))),
        /** 1 to 4. */
        QUARTER("quarter", day -> (CivilDay.month(CivilDay.of(day)) + 2) / 3),
        /** 1 to 12. */
        MONTH("month", day -> CivilDay.month(CivilDay.of(day))),
        /** 1 to 31. */
        DAY_OF_MONTH("day-of-month", day -> CivilDay.dayOfMonth(CivilDay.of(day))),
        /** 1 to 366. */
        DAY_OF_YEAR("day-of-year", CivilDay::dayOfYear),
        /** 1 (Monday) to 7 (Sunday). */
        DAY_OF_WEEK("day-of-week", CivilDay::dayOfWeek),
        /** 1 on Saturday and Sunday, else 0. */
        WEEKEND("weekend", day -> CivilDay.dayOfWeek(day) >= 6 ? 1 : 0),
        /** Days since 1970-01-01: a time trend. */
        EPOCH_DAY("epoch-day", day -> day);

        private final String operator;
        private final LongToDoubleFunction function;

        Part(String operator, LongToDoubleFunction function) {
            this.operator = operator;
            this.function = function;
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
    public List<Expression> operands() {
        return List.of();
    }

    @Override
    public Expression withOperands(List<Expression> operands) {
        return this;
    }

    @Override
    public Set<String> columns() {
        return Set.of(column);
    }

    @Override
    public Evaluator bind(Scope scope) {
        int position = Dates.positionOf(column, scope);
        LongToDoubleFunction function = part.function;
        return (row, windows) -> {
            long day = row.integer(position);
            return day == ColumnType.MISSING_INTEGER ? Double.NaN : function.applyAsDouble(day);
        };
    }
}
