package io.mlpipeline.etl.features;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import java.util.List;

/**
 * Reads the key of a row. A single text column is its own key; the parts of a composite key are joined by the unit separator,
 * which is escaped inside them, so that different keys never meet in one text.
 */
final class KeyReader {
    private static final char SEPARATOR = '\u001F';
    private static final char ESCAPE = '\u001B';

    private final List<String> names;
    private final int[] positions;
    private final boolean[] texts;

    KeyReader(Schema schema, List<String> names) {
        this.names = names;
        this.positions = names.stream().mapToInt(schema::indexOf).toArray();
        this.texts = new boolean[positions.length];
        for (int i = 0; i < positions.length; i++) {
            texts[i] = schema.column(positions[i]).type() == ColumnType.TEXT;
        }
    }

    String keyOf(Row row) {
        if (positions.length == 1) {
            return part(row, 0);
        }
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < positions.length; i++) {
            if (i > 0) {
                key.append(SEPARATOR);
            }
            appendEscaped(key, part(row, i));
        }
        return key.toString();
    }

    private String part(Row row, int i) {
        if (row.isMissing(positions[i])) {
            throw new InvalidDataException("Key column '" + names.get(i) + "' is missing in " + row
                    + ". A row without a key belongs to no series; give the key, or drop the row");
        }
        return texts[i] ? row.text(positions[i]) : Long.toString(row.integer(positions[i]));
    }

    private static void appendEscaped(StringBuilder key, String part) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == SEPARATOR || c == ESCAPE) {
                key.append(ESCAPE);
            }
            key.append(c);
        }
    }
}
