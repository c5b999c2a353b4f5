package io.mlpipeline.drift;

/**
 * From where on an effect size matters.
 *
 * @param warning the smallest value that matters, above 0
 * @param critical the smallest value that is critical, not below {@code warning}
 */
public record Limit(double warning, double critical) {
    /**
     * Checks the order.
     *
     * @throws IllegalArgumentException if {@code warning} is not above 0 or {@code critical} is below it
     */
    public Limit {
        if (!(warning > 0 && critical >= warning)) {
            throw new IllegalArgumentException("A limit needs 0 < warning <= critical, got warning " + warning
                    + " and critical " + critical + ". Maybe they are in the wrong order?");
        }
    }

    Severity severityOf(double value) {
        if (value >= critical) {
            return Severity.CRITICAL;
        }
        return value >= warning ? Severity.WARNING : Severity.NONE;
    }
}
