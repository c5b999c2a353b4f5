package io.mlpipeline.etl.features.operator.category;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.etl.features.expr.Scope;

/** Text columns of a scope. */
final class Texts {
    private Texts() {}

    static int positionOf(String column, Scope scope) {
        int position = scope.schema().indexOf(column);
        ColumnType type = scope.schema().column(position).type();
        if (type != ColumnType.TEXT) {
            throw new IllegalArgumentException(
                    "An encoding of categories needs text; column '" + column + "' holds " + type);
        }
        return position;
    }
}
