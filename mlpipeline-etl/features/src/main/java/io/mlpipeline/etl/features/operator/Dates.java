package io.mlpipeline.etl.features.operator;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.etl.features.expr.Scope;

/** Date columns of a scope. */
final class Dates {
    private Dates() {}

    static int positionOf(String column, Scope scope) {
        int position = scope.schema().indexOf(column);
        ColumnType type = scope.schema().column(position).type();
        if (type != ColumnType.DATE) {
            throw new IllegalArgumentException(
                    "A calendar feature needs a date; column '" + column + "' holds " + type);
        }
        return position;
    }
}
