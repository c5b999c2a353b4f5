package io.mlpipeline.etl.features.quality;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Counts for one rule; mergeable. Not thread-safe. */
public final class RuleTally implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Comparator<QuarantinedRow> PLACE =
            Comparator.comparing(QuarantinedRow::file).thenComparingLong(QuarantinedRow::line);

    private long rows;
    private long hits;
    private final List<QuarantinedRow> examples = new ArrayList<>();

    /** Creates an empty tally. */
    public RuleTally() {}

    /**
     * Counts a row.
     *
     * @param decides whether this rule decided what becomes of it
     * @param row the row with its reasons
     */
    public void add(boolean decides, QuarantinedRow row) {
        rows += decides ? 1 : 0;
        hits++;
        keep(row);
    }

    /**
     * Adds the counts of another tally of the same rule.
     *
     * @param other the other tally, left as it is
     */
    public void merge(RuleTally other) {
        rows += other.rows;
        hits += other.hits;
        other.examples.forEach(this::keep);
    }

    private void keep(QuarantinedRow row) {
        if (examples.size() == QualityTally.EXAMPLES) {
            if (PLACE.compare(row, examples.get(QualityTally.EXAMPLES - 1)) >= 0) {
                return;
            }
            examples.remove(QualityTally.EXAMPLES - 1);
        }
        examples.add(row);
        examples.sort(PLACE);
    }

    /**
     * The account of the rule so far.
     *
     * @param name the rule's name
     * @param description what a good row looks like
     * @param severity what breaking it means
     * @return the outcome
     */
    public RuleOutcome outcome(String name, String description, Severity severity) {
        return new RuleOutcome(name, description, severity, severity == Severity.WARN ? hits : rows, hits, examples);
    }
}
