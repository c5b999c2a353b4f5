package io.mlpipeline.etl.features.operator;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.etl.features.expr.Evaluator;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.expr.Scope;

/**
 * The value of a numeric, integer or boolean column of the row itself.
 *
 * @param column the column's name
 */
public record ColumnValue(String column) implements ColumnExpression {
    static ColumnValue read(Form form) {
        return new ColumnValue(form.text("column"));
    }

    @Override
    public Form form() {
        return Form.of("column").with("column", column);
    }

    @Override
    public Evaluator bind(Scope scope) {
        int position = scope.schema().indexOf(column);
        ColumnType type = scope.schema().column(position).type();
        if (type == ColumnType.TEXT || type == ColumnType.DATE || type == ColumnType.TIMESTAMP) {
            throw new IllegalArgumentException("Column '" + column + "' holds " + type
                    + ", which is no number. Use oneHot for text, or a calendar feature for dates");
        }
        return (row, windows) -> row.number(position);
    }
}
