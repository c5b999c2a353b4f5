package io.mlpipeline.etl.features.quality;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import java.util.List;

/**
 * Finds the repeated rows in a stream where rows with equal keys follow each other, the one to keep first.
 *
 * <p>Missing values equal each other, and so do the two zeros. Not thread-safe.
 */
public final class RepeatScan {
    private final UniqueRule unique;
    private final int[] positions;
    private final RowBuffer last;
    private boolean started;

    RepeatScan(UniqueRule unique, Schema schema) {
        this.unique = unique;
        this.positions = unique.columns().stream().mapToInt(schema::indexOf).toArray();
        this.last = RowBuffer.of(schema);
    }

    /**
     * Looks at the next row.
     *
     * @param row a row of the schema; need not stay as it is afterwards
     * @param violations receives one entry if the row repeats the one before it
     */
    public void check(Row row, List<Violation> violations) {
        if (started && repeats(row)) {
            violations.add(new Violation(columnAtFault(), unique.rule().name(), RowText.of(row, positions)));
        } else {
            last.copyOf(row);
            started = true;
        }
    }

    private String columnAtFault() {
        return unique.columns().size() == 1 ? unique.columns().get(0) : Violation.WHOLE_ROW;
    }

    private boolean repeats(Row row) {
        for (int position : positions) {
            if (row.isMissing(position) ? !last.isMissing(position) : !isSame(row, position)) {
                return false;
            }
        }
        return true;
    }

    private boolean isSame(Row row, int position) {
        if (last.isMissing(position)) {
            return false;
        }
        ColumnType type = last.schema().column(position).type();
        return switch (type) {
            case NUMBER -> row.number(position) == last.number(position);
            case TEXT -> row.text(position).equals(last.text(position));
            default -> row.integer(position) == last.integer(position);
        };
    }
}
