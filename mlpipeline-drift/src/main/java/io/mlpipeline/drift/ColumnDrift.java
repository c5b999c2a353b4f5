package io.mlpipeline.drift;

import java.util.List;
import java.util.Optional;

/**
 * What was decided about a column, why, and in words.
 *
 * @param column the column's name
 * @param verdict the decision
 * @param severity how much the change matters
 * @param reason why, by the finding that decided
 * @param findings what was found about each aspect that could be looked at
 * @param shifts the up to {@value #MAX_SHIFTS} categories or ranges whose shares changed most, the largest change first
 * @param newCategories the up to {@value #MAX_CATEGORIES} most frequent categories that the reference lacks
 * @param lostCategories the up to {@value #MAX_CATEGORIES} most frequent categories of the reference that no longer occur although
 *     three or more would be expected
 * @param words the decision as a sentence
 */
public record ColumnDrift(
        String column,
        Verdict verdict,
        Severity severity,
        Reason reason,
        List<Finding> findings,
        List<Shift> shifts,
        List<String> newCategories,
        List<String> lostCategories,
        String words) {
    /** How many shifts are kept. */
    public static final int MAX_SHIFTS = 5;

    /** How many new and how many lost categories are kept. */
    public static final int MAX_CATEGORIES = 20;

    /** Copies the lists. */
    public ColumnDrift {
        findings = List.copyOf(findings);
        shifts = List.copyOf(shifts);
        newCategories = List.copyOf(newCategories);
        lostCategories = List.copyOf(lostCategories);
    }

    /**
     * What was found about one aspect.
     *
     * @param aspect the aspect
     * @return the finding, or empty if the aspect could not be looked at
     */
    public Optional<Finding> finding(Aspect aspect) {
        return findings.stream().filter(finding -> finding.aspect() == aspect).findFirst();
    }
}
