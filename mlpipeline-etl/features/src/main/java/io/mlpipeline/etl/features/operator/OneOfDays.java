package io.mlpipeline.etl.features.operator;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.etl.features.expr.Evaluator;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.Scope;
import java.util.Arrays;
import java.util.List;

/**
 * 1 if a day is one of a given set, such as the public holidays, else 0.
 *
 * @param column the name of a {@link ColumnType#DATE} column of the row
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
        int position = Dates.positionOf(column, scope);
        long[] days = epochDays.stream().mapToLong(Long::longValue).toArray();
        return (row, windows) -> {
            long day = row.integer(position);
            return day == ColumnType.MISSING_INTEGER ? Double.NaN : Arrays.binarySearch(days, day) >= 0 ? 1 : 0;
        };
    }
}
