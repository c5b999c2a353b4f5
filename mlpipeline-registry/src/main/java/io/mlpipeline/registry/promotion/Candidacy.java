package io.mlpipeline.registry.promotion;

import io.mlpipeline.registry.version.Approval;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who wants into production, and who is there. The incumbent's bundle is opened when a rule first asks for it: a policy that does
 * not compare can replace an incumbent whose bundle is lost. Not safe for use by many threads.
 */
public final class Candidacy {
    private final Contender candidate;
    private final @Nullable Supplier<Contender> opener;
    private final List<Approval> approvals;
    private @Nullable Contender incumbent;

    private Candidacy(Contender candidate, @Nullable Supplier<Contender> opener, List<Approval> approvals) {
        this.candidate = candidate;
        this.opener = opener;
        this.approvals = List.copyOf(approvals);
    }

    /**
     * A candidate for a model of which no version is in production.
     *
     * @param candidate the candidate
     * @return the candidacy
     */
    public static Candidacy unopposed(Contender candidate) {
        return new Candidacy(candidate, null, List.of());
    }

    /**
     * A candidate for the place of another version.
     *
     * @param candidate the candidate
     * @param incumbent opens the version in production; called at most once, and only if a rule asks for it
     * @return the candidacy
     */
    public static Candidacy against(Contender candidate, Supplier<Contender> incumbent) {
        return new Candidacy(candidate, incumbent, List.of());
    }

    /**
     * The same candidacy of a version that has been decided on.
     *
     * @param decided its approvals, oldest first
     * @return a candidacy with these and no other approvals
     */
    public Candidacy withApprovals(List<Approval> decided) {
        return new Candidacy(candidate, opener, decided);
    }

    /**
     * What was decided on the candidate.
     *
     * @return its approvals, oldest first
     */
    public List<Approval> approvals() {
        return approvals;
    }

    /**
     * The version to be judged.
     *
     * @return the candidate
     */
    public Contender candidate() {
        return candidate;
    }

    /**
     * The version in production.
     *
     * @return the incumbent; empty if there is none
     * @throws io.mlpipeline.api.error.MlPipelineException if its bundle cannot be opened
     */
    public Optional<Contender> incumbent() {
        if (incumbent == null && opener != null) {
            incumbent = opener.get();
        }
        return Optional.ofNullable(incumbent);
    }
}
