package io.mlpipeline.etl.features.quality;

import io.mlpipeline.api.data.Row;
import java.io.Serializable;
import java.util.List;

/**
 * A row that was set aside, with all its reasons.
 *
 * @param file where it came from
 * @param line the line of the file where it begins, from 1
 * @param key its values of the columns that tell rows apart, as a CSV record; empty where none are declared
 * @param raw its text as it stands in the file; may span lines
 * @param violations what is wrong with it; the first decided
 */
public record QuarantinedRow(String file, long line, String key, String raw, List<Violation> violations)
        implements Serializable {
    /**
     * A row that no longer has the text it was read from.
     *
     * @param file where it came from; empty if that is not known
     * @param line the line or the number of the row, from 1
     * @param row the row, whose values make up the text
     * @param violations what is wrong with it; the first decided
     * @return the quarantined row; its text is a CSV record of the values
     */
    public static QuarantinedRow of(String file, long line, Row row, List<Violation> violations) {
        return new QuarantinedRow(file, line, "", RowText.record(row), violations);
    }

    /** Copies the list. */
    public QuarantinedRow {
        violations = List.copyOf(violations);
    }
}
