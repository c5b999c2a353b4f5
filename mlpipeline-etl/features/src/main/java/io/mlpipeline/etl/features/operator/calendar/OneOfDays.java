package io.mlpipeline.etl.features.operator.calendar;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.etl.features.expr.ColumnExpression;
import io.mlpipeline.etl.features.expr.Evaluator;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * 1 if a day is one of a given set, such as the public holidays, else 0.
 *
 * @param column the name of a date or timestamp column of the row; a timestamp is taken in UTC
 * @param epochDays the days, ascending and distinct
 */
public record OneOfDays(String column, List<Long> epochDays) implements ColumnExpression {
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
        int position = scope.schema().indexOf(column);
        LongUnaryOperator dayOf = Dates.dayOf(column, scope);
        long[] days = epochDays.stream().mapToLong(Long::longValue).toArray();
        return (row, windows) -> {
            long value = row.integer(position);
            return value == ColumnType.MISSING_INTEGER
                    ? Double.NaN
                    : Arrays.binarySearch(days, dayOf.applyAsLong(value)) >= 0 ? 1 : 0;
        };
    }
}
