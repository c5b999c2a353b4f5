package io.mlpipeline.etl.features.operator;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.etl.features.expr.Arithmetic;
import io.mlpipeline.etl.features.expr.Batch;
import io.mlpipeline.etl.features.expr.Batched;
import io.mlpipeline.etl.features.expr.ColumnExpression;
import io.mlpipeline.etl.features.expr.Expression;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.Inlined;
import io.mlpipeline.etl.features.expr.Scope;
import io.mlpipeline.etl.features.expr.StaticCall;
import java.util.List;

/**
 * The value of a numeric, integer or boolean column of the row itself.
 *
 * @param column the column's name
 */
public record ColumnValue(String column) implements ColumnExpression, Batched, Inlined {
    static ColumnValue read(Form form) {
        return new ColumnValue(form.text("column"));
    }

    @Override
    public Form form() {
        return Form.of("column").with("column", column);
    }

    @Override
    public Object batchKey() {
        return ColumnValue.class;
    }

    @Override
    public StaticCall call(Scope scope) {
        return StaticCall.of(Arithmetic.class, "column").row().integer(positionOf(column, scope));
    }

    @Override
    public Batch batch(List<Expression> members, int[][] operands, int[] results, Scope scope) {
        int[] positions = members.stream()
                .mapToInt(each -> positionOf(((ColumnValue) each).column, scope))
                .toArray();
        return (row, windows, registers) -> {
            for (int i = 0; i < results.length; i++) {
                registers[results[i]] = Arithmetic.column(row, positions[i]);
            }
        };
    }

    private static int positionOf(String column, Scope scope) {
        int position = scope.schema().indexOf(column);
        ColumnType type = scope.schema().column(position).type();
        if (type == ColumnType.TEXT || type == ColumnType.DATE || type == ColumnType.TIMESTAMP) {
            throw new IllegalArgumentException("Column '" + column + "' holds " + type
                    + ", which is no number. Use oneHot for text, or a calendar feature for dates");
        }
        return position;
    }
}
