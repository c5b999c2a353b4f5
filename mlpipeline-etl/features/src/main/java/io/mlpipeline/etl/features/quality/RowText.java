package io.mlpipeline.etl.features.quality;

import io.mlpipeline.api.data.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Values of a row as people write them. */
final class RowText {
    private RowText() {}

    /** The values at some positions, separated by commas. */
    static String of(Row row, int... positions) {
        return Arrays.stream(positions).mapToObj(position -> one(row, position)).collect(Collectors.joining(", "));
    }

    /** All values as a CSV record, quoted where needed; missing ones are empty. */
    static String record(Row row) {
        return record(row, IntStream.range(0, row.schema().size()).toArray());
    }

    /** The values at some positions as a CSV record. */
    static String record(Row row, int[] positions) {
        StringBuilder record = new StringBuilder();
        for (int i : positions) {
            String value = one(row, i);
            boolean isPlain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                    && (row.isMissing(i) || !value.isEmpty());
            record.append(i == positions[0] ? "" : ",")
                    .append(isPlain ? value : '"' + value.replace("\"", "\"\"") + '"');
        }
        return record.toString();
    }

    private static String one(Row row, int position) {
        if (row.isMissing(position)) {
            return "";
        }
        return switch (row.schema().column(position).type()) {
            case NUMBER -> Double.toString(row.number(position));
            case INTEGER -> Long.toString(row.integer(position));
            case BOOLEAN -> Boolean.toString(row.integer(position) != 0);
            case TEXT -> row.text(position);
            case DATE -> LocalDate.ofEpochDay(row.integer(position)).toString();
            case TIMESTAMP ->
                Instant.EPOCH.plus(row.integer(position), ChronoUnit.MICROS).toString();
        };
    }
}
