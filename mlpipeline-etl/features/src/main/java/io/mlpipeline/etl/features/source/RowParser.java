package io.mlpipeline.etl.features.source;

import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.etl.features.quality.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the fields of one record into a typed row, and says why where it can't.
 *
 * <p>Nothing depends on the machine's locale or time zone. Not thread-safe.
 */
public final class RowParser {
    private final SourceSchema source;
    private final CellParser[] cells;
    private final int[] fieldOf;
    private final int fieldCount;

    RowParser(SourceSchema source, int[] fieldOf, int fieldCount) {
        this.source = source;
        this.cells = source.columns().stream().map(SourceColumn::parser).toArray(CellParser[]::new);
        this.fieldOf = fieldOf;
        this.fieldCount = fieldCount;
    }

    /**
     * Parses one record.
     *
     * @param fields its fields in the order of the header
     * @param into a row of the source's schema; every column is set, those refused to missing
     * @param violations receives one entry a refused cell, or a single one if the number of fields is wrong
     * @return whether nothing was refused
     */
    public boolean parse(List<String> fields, RowBuffer into, List<Violation> violations) {
        into.clear();
        if (!isRightCount(fields.size(), violations)) {
            return false;
        }
        int known = violations.size();
        for (int column = 0; column < cells.length; column++) {
            String cell = fields.get(fieldOf[column]);
            judge(column, cells[column].parse(cell, into, column), cell, violations);
        }
        return violations.size() == known;
    }

    /**
     * Parses one record; the same as {@link #parse(List, RowBuffer, List)} of its texts, and faster.
     *
     * @param record its fields in the order of the header
     * @param into a row of the source's schema; every column is set, those refused to missing
     * @param violations receives one entry a refused cell, or a single one if the number of fields is wrong
     * @return whether nothing was refused
     */
    public boolean parse(RecordBytes record, RowBuffer into, List<Violation> violations) {
        into.clear();
        if (!isRightCount(record.count(), violations)) {
            return false;
        }
        int known = violations.size();
        for (int column = 0; column < cells.length; column++) {
            String reason = cells[column].parse(record, fieldOf[column], into, column);
            if (reason != null) {
                judge(column, reason, record.text(fieldOf[column]), violations);
            }
        }
        return violations.size() == known;
    }

    private boolean isRightCount(int count, List<Violation> violations) {
        if (count != fieldCount) {
            violations.add(
                    new Violation(Violation.WHOLE_ROW, "wrong number of fields", count + " instead of " + fieldCount));
        }
        return count == fieldCount;
    }

    private void judge(int column, @Nullable String reason, String cell, List<Violation> violations) {
        if (reason != null) {
            String name = source.columns().get(column).name();
            violations.add(new Violation(name, name + ": " + reason, cell));
        }
    }
}
