package io.mlpipeline.etl.features.quality;

import java.util.List;

/**
 * What one rule did to a data set.
 *
 * @param rule the rule's name
 * @param description what a good row looks like
 * @param severity what became of the rows it decided on
 * @param rows the rows it decided on, because it was the first that they broke; for a warning the rows it is about
 * @param hits all rows that broke it
 * @param examples up to {@value QualityTally#EXAMPLES} of these rows, the first by file and line
 */
public record RuleOutcome(
        String rule, String description, Severity severity, long rows, long hits, List<QuarantinedRow> examples) {
    /** Copies the list. */
    public RuleOutcome {
        examples = List.copyOf(examples);
    }
}
