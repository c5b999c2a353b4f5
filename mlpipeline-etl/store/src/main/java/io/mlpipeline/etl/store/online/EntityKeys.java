package io.mlpipeline.etl.store.online;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import java.util.List;
import java.util.Optional;

/**
 * Names entities by their keys: each part with its length before it, so that different keys never meet in one text. Equal parts
 * of one type give equal texts. Immutable.
 */
final class EntityKeys {
    private final Schema rows;
    private final int[] positions;
    private final boolean[] texts;

    /**
     * Reads keys from rows.
     *
     * @param rows the schema of the rows
     * @param keys the key columns in order
     */
    EntityKeys(Schema rows, List<String> keys) {
        this.rows = rows;
        this.positions = keys.stream().mapToInt(rows::indexOf).toArray();
        this.texts = new boolean[positions.length];
        for (int i = 0; i < positions.length; i++) {
            texts[i] = rows.column(positions[i]).type() == ColumnType.TEXT;
        }
    }

    /** The schema of the rows. */
    Schema rows() {
        return rows;
    }

    /** The entity of a row, or empty if a part is missing: that is no entity's key. */
    Optional<String> of(Row row) {
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < positions.length; i++) {
            if (row.isMissing(positions[i])) {
                return Optional.empty();
            }
            String part = texts[i] ? row.text(positions[i]) : Long.toString(row.integer(positions[i]));
            if (positions.length > 1) {
                key.append(part.length()).append(':');
            }
            key.append(part);
        }
        return Optional.of(key.toString());
    }
}
