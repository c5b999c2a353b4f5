package io.mlpipeline.etl.features.operator.calendar;

import io.mlpipeline.etl.features.expr.ColumnExpression;
import io.mlpipeline.etl.features.expr.Evaluator;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.Inlined;
import io.mlpipeline.etl.features.expr.Scope;
import io.mlpipeline.etl.features.expr.StaticCall;
import java.util.List;

/**
 * 1 if a day is one of a given set, such as the public holidays, else 0.
 *
 * @param column the name of a date or timestamp column of the row; a timestamp is taken in UTC
 * @param epochDays the days, ascending and distinct
 */
public record OneOfDays(String column, List<Long> epochDays) implements ColumnExpression, Inlined {
    /** Sorts the days. */
    public OneOfDays {
        epochDays = epochDays.stream().distinct().sorted().toList();
    }

    static OneOfDays read(Form form) {
        return new OneOfDays(form.text("column"), form.integers("days"));
    }

    @Override
    public Form form() {
        return Form.of("one-of-days").with("column", column).withIntegers("days", epochDays);
    }

    @Override
    public Evaluator bind(Scope scope) {
        Evaluator day = Dates.day(column, scope);
        double[] days = days();
        return (row, windows) -> CalendarArithmetic.oneOf(days, day.evaluate(row, windows));
    }

    @Override
    public StaticCall call(Scope scope) {
        return StaticCall.of(CalendarArithmetic.class, "oneOf").table(days()).operand(Dates.dayCall(column, scope));
    }

    private double[] days() {
        return epochDays.stream().mapToDouble(Long::doubleValue).toArray();
    }
}
