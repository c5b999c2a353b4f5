package io.mlpipeline.registry.promotion;

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
    private @Nullable Contender incumbent;

    private Candidacy(Contender candidate, @Nullable Supplier<Contender> opener) {
        this.candidate = candidate;
        this.opener = opener;
    }

    /**
     * A candidate for a model of which no version is in production.
     *
     * @param candidate the candidate
     * @return the candidacy
     */
    public static Candidacy unopposed(Contender candidate) {
        return new Candidacy(candidate, null);
    }

    /**
     * A candidate for the place of another version.
     *
     * @param candidate the candidate
     * @param incumbent opens the version in production; called at most once, and only if a rule asks for it
     * @return the candidacy
     */
    public static Candidacy against(Contender candidate, Supplier<Contender> incumbent) {
        return new Candidacy(candidate, incumbent);
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
