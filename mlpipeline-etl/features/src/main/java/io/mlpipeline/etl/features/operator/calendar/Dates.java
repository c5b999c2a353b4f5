package io.mlpipeline.etl.features.operator.calendar;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.etl.features.expr.Evaluator;
import io.mlpipeline.etl.features.expr.Scope;
import io.mlpipeline.etl.features.expr.StaticCall;

/** Date and timestamp columns of a scope. */
final class Dates {
    private Dates() {}

    /** The epoch day of a date or timestamp column; the latter in UTC. */
    static Evaluator day(String column, Scope scope) {
        int position = scope.schema().indexOf(column);
        return isTimestamp(column, scope)
                ? (row, windows) -> CalendarArithmetic.dayOfTimestamp(row, position)
                : (row, windows) -> CalendarArithmetic.dayOfDate(row, position);
    }

    static StaticCall dayCall(String column, Scope scope) {
        return StaticCall.of(CalendarArithmetic.class, isTimestamp(column, scope) ? "dayOfTimestamp" : "dayOfDate")
                .row()
                .integer(scope.schema().indexOf(column));
    }

    static StaticCall civilCall(String column, Scope scope) {
        return StaticCall.of(CalendarArithmetic.class, "civil").operand(dayCall(column, scope));
    }

    private static boolean isTimestamp(String column, Scope scope) {
        ColumnType type = scope.schema().typeOf(column);
        if (type != ColumnType.DATE && type != ColumnType.TIMESTAMP) {
            throw new IllegalArgumentException(
                    "A calendar feature needs a date or a timestamp; column '" + column + "' holds " + type);
        }
        return type == ColumnType.TIMESTAMP;
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
