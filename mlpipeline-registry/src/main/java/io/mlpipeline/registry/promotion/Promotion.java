package io.mlpipeline.registry.promotion;

import io.mlpipeline.registry.version.ModelVersion;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What came of the wish to put a version into production: done or refused, with everything that was found. Immutable. */
public final class Promotion {
    private final ModelVersion candidate;
    private final @Nullable ModelVersion incumbent;
    private final List<Finding> findings;

    private Promotion(ModelVersion candidate, @Nullable ModelVersion incumbent, List<Finding> findings) {
        this.candidate = candidate;
        this.incumbent = incumbent;
        this.findings = List.copyOf(findings);
    }

    /**
     * The outcome for a model of which no version was in production.
     *
     * @param candidate the candidate as it stands afterwards
     * @param findings what the policy found
     * @return the outcome
     */
    public static Promotion unopposed(ModelVersion candidate, List<Finding> findings) {
        return new Promotion(candidate, null, findings);
    }

    /**
     * The outcome for a model of which another version was in production.
     *
     * @param candidate the candidate as it stands afterwards
     * @param incumbent the version in production as it stood before
     * @param findings what the policy found
     * @return the outcome
     */
    public static Promotion against(ModelVersion candidate, ModelVersion incumbent, List<Finding> findings) {
        return new Promotion(candidate, incumbent, findings);
    }

    /**
     * Whether the candidate is in production now.
     *
     * @return true if no rule failed
     */
    public boolean promoted() {
        return findings.stream().allMatch(Finding::passed);
    }

    /**
     * The candidate.
     *
     * @return the version as it stands after the decision
     */
    public ModelVersion candidate() {
        return candidate;
    }

    /**
     * The version that was in production when the decision was made.
     *
     * @return the version as it stood before; empty if there was none
     */
    public Optional<ModelVersion> incumbent() {
        return Optional.ofNullable(incumbent);
    }

    /**
     * What was found.
     *
     * @return one finding a rule, in the order of the rules
     */
    public List<Finding> findings() {
        return findings;
    }

    /**
     * Why it was refused.
     *
     * @return the findings that did not pass; empty if the candidate was promoted
     */
    public List<Finding> refusals() {
        return findings.stream().filter(finding -> !finding.passed()).toList();
    }

    @Override
    public String toString() {
        return candidate.label()
                + (promoted() ? " promoted: " : " refused: ")
                + findings.stream().map(Finding::line).collect(Collectors.joining("; "));
    }
}
