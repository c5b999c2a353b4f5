package io.mlpipeline.etl.features.quality;

import java.io.Serializable;
import java.util.List;

/**
 * A row that was set aside, with all its reasons.
 *
 * @param file where it came from
 * @param line the line of the file where it begins, from 1
 * @param raw its text as it stands in the file; may span lines
 * @param violations what is wrong with it; the first decided
 */
public record QuarantinedRow(String file, long line, String raw, List<Violation> violations) implements Serializable {
    /** Copies the list. */
    public QuarantinedRow {
        violations = List.copyOf(violations);
    }
}
