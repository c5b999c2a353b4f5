package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.etl.features.quality.Severity;
import java.io.Serializable;

/** What becomes of a row that a step removes: it is quarantined, or dropped as expected, under a rule's name. */
record Fate(String rule, Severity severity) implements Serializable {
    Fate {
        if (rule.isBlank()) {
            throw new IllegalArgumentException("A rule that removes rows needs a name, got '" + rule + "'");
        }
    }

    static Fate drop(String rule) {
        return new Fate(rule, Severity.DROP);
    }

    static Fate quarantine(String rule) {
        return new Fate(rule, Severity.QUARANTINE);
    }
}
