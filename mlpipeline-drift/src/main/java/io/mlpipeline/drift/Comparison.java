package io.mlpipeline.drift;

import java.util.List;

/**
 * A column of the reference beside the same column now, measured but not yet decided.
 *
 * @param column the column's name
 * @param hypotheses the questions that a p-value decides
 * @param settled what is decided without one
 * @param change the change in the column's own terms, for the words
 */
record Comparison(String column, List<Hypothesis> hypotheses, List<Finding> settled, Change change) {

    /**
     * How a column changed.
     *
     * @param description a clause such as "its mean went from 3 to 4", or empty
     * @param shifts the largest shifts
     * @param newCategories categories that the reference lacks
     * @param lostCategories categories that occur no longer
     */
    record Change(String description, List<Shift> shifts, List<String> newCategories, List<String> lostCategories) {
        static Change described(String description) {
            return new Change(description, List.of(), List.of(), List.of());
        }
    }

    static Comparison settled(String column, Finding finding, String description) {
        return new Comparison(column, List.of(), List.of(finding), Change.described(description));
    }

    static Finding settled(Aspect aspect, Verdict verdict, Severity severity, Reason reason) {
        return new Finding(aspect, verdict, severity, reason, 1, 1, List.of(), List.of());
    }
}
