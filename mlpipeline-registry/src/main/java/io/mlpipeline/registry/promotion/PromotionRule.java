package io.mlpipeline.registry.promotion;

/** One condition for going into production. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface PromotionRule {
    /**
     * Judges a candidate. A candidate that does not satisfy the rule is a finding, not an exception.
     *
     * @param candidacy the candidate and the incumbent
     * @return what was found
     */
    Finding judge(Candidacy candidacy);
}
