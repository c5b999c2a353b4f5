package io.mlpipeline.api.data;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.StringJoiner;

/** Rows as people read them. */
final class Rows {
    private Rows() {}

    static String toString(Row row) {
        StringJoiner text = new StringJoiner(", ", "{", "}");
        for (int i = 0; i < row.schema().size(); i++) {
            text.add(row.schema().column(i).name() + "=" + (row.isMissing(i) ? "missing" : value(row, i)));
        }
        return text.toString();
    }

    private static String value(Row row, int column) {
        return switch (row.schema().column(column).type()) {
            case NUMBER -> Double.toString(row.number(column));
            case INTEGER -> Long.toString(row.integer(column));
            case BOOLEAN -> Boolean.toString(row.integer(column) != 0);
            case TEXT -> "'" + row.text(column) + "'";
            case DATE -> LocalDate.ofEpochDay(row.integer(column)).toString();
            case TIMESTAMP ->
                Instant.EPOCH.plus(row.integer(column), ChronoUnit.MICROS).toString();
        };
    }
}
