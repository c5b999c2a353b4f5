package io.mlpipeline.etl.features.operator.calendar;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.etl.features.expr.Scope;
import java.util.function.LongUnaryOperator;

/** Date and timestamp columns of a scope. */
final class Dates {
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private Dates() {}

    /** From the physical value of a column to the epoch day; a timestamp is taken in UTC. */
    static LongUnaryOperator dayOf(String column, Scope scope) {
        return switch (scope.schema().typeOf(column)) {
            case DATE -> value -> value;
            case TIMESTAMP -> micros -> Math.floorDiv(micros, MICROS_PER_DAY);
            default ->
                throw new IllegalArgumentException("A calendar feature needs a date or a timestamp; column '" + column
                        + "' holds " + scope.schema().typeOf(column));
        };
    }

    static int timestampPositionOf(String column, Scope scope) {
        int position = scope.schema().indexOf(column);
        ColumnType type = scope.schema().column(position).type();
        if (type != ColumnType.TIMESTAMP) {
            throw new IllegalArgumentException(
                    "A time of day needs a timestamp; column '" + column + "' holds " + type);
        }
        return position;
    }
}
