package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import java.util.List;

/** Whether two rows have the same values in some columns. Missing values equal each other, and so do the two zeros. */
final class SameValues {
    private final int[] positions;
    private final ColumnType[] types;

    SameValues(Schema schema, List<String> columns) {
        this.positions = columns.stream().mapToInt(schema::indexOf).toArray();
        this.types = columns.stream().map(schema::typeOf).toArray(ColumnType[]::new);
    }

    boolean test(Row a, Row b) {
        for (int i = 0; i < positions.length; i++) {
            if (!isSame(a, b, positions[i], types[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSame(Row a, Row b, int position, ColumnType type) {
        if (a.isMissing(position) || b.isMissing(position)) {
            return a.isMissing(position) && b.isMissing(position);
        }
        return switch (type) {
            case NUMBER -> a.number(position) == b.number(position);
            case TEXT -> a.text(position).equals(b.text(position));
            default -> a.integer(position) == b.integer(position);
        };
    }
}
