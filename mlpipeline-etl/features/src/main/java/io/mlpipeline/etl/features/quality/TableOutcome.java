package io.mlpipeline.etl.features.quality;

/**
 * What one rule about all rows together found.
 *
 * @param rule the rule's name
 * @param description what a good table looks like
 * @param severity what breaking it means
 * @param isMet whether the table is good
 * @param observed what was seen
 */
public record TableOutcome(String rule, String description, Severity severity, boolean isMet, String observed) {
    @Override
    public String toString() {
        return "'" + rule + "' (" + description + "): found " + observed;
    }
}
