package io.mlpipeline.etl.features.quality;

import io.mlpipeline.api.data.Schema;
import java.util.List;

/**
 * A rule that compares rows with each other, for the engine that brings equal rows together.
 *
 * @param rule the rule
 * @param columns the columns compared, at least one
 * @param keepsLast whether the last of equal rows is the good one, else the first
 */
public record UniqueRule(Rule rule, List<String> columns, boolean keepsLast) {
    /** Copies the list. */
    public UniqueRule {
        columns = List.copyOf(columns);
    }

    /**
     * Starts finding repeated rows.
     *
     * @param schema the schema of the rows
     * @return a scan for one thread
     */
    public RepeatScan scan(Schema schema) {
        return new RepeatScan(this, schema);
    }
}
