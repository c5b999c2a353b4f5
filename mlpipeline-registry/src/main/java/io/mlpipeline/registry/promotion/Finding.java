package io.mlpipeline.registry.promotion;

import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one rule of a promotion policy found.
 *
 * @param rule the rule's name, such as {@code beats-incumbent}
 * @param passed whether the candidate satisfies it
 * @param explanation what was compared with what, in a sentence
 * @param figures every number behind the decision, by name
 */
public record Finding(String rule, boolean passed, String explanation, SortedMap<String, Double> figures) {
    /** Copies the figures. */
    public Finding {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(explanation, "explanation");
        figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
    }

    /**
     * A finding in favour of the candidate, without figures.
     *
     * @param rule the rule's name
     * @param explanation what was found
     * @return the finding
     */
    public static Finding passed(String rule, String explanation) {
        return new Finding(rule, true, explanation, Collections.emptySortedMap());
    }

    /**
     * A finding against the candidate, without figures.
     *
     * @param rule the rule's name
     * @param explanation what was found
     * @return the finding
     */
    public static Finding failed(String rule, String explanation) {
        return new Finding(rule, false, explanation, Collections.emptySortedMap());
    }

    /**
     * The finding as one line for logs and histories.
     *
     * @return such as {@code beats-incumbent passed: wape 0.11 against 0.12 of v3 ...}
     */
    public String line() {
        return rule + (passed ? " passed: " : " failed: ") + explanation;
    }
}
