package io.mlpipeline.etl.features.quality;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Counts for one rule; mergeable. */
final class RuleTally implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final Comparator<QuarantinedRow> PLACE =
            Comparator.comparing(QuarantinedRow::file).thenComparingLong(QuarantinedRow::line);

    private long rows;
    private long hits;
    private final List<QuarantinedRow> examples = new ArrayList<>();

    void add(boolean decides, QuarantinedRow row) {
        rows += decides ? 1 : 0;
        hits++;
        keep(row);
    }

    void merge(RuleTally other) {
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

    RuleOutcome outcome(String name, String description, Severity severity) {
        return new RuleOutcome(name, description, severity, severity == Severity.WARN ? hits : rows, hits, examples);
    }
}
