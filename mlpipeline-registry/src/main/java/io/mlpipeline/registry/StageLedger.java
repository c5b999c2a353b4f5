package io.mlpipeline.registry;

import io.mlpipeline.registry.audit.Act;
import io.mlpipeline.registry.audit.Action;
import io.mlpipeline.registry.promotion.Finding;
import io.mlpipeline.registry.promotion.Promotion;
import io.mlpipeline.registry.store.MetadataStore;
import io.mlpipeline.registry.version.ModelId;
import io.mlpipeline.registry.version.ModelVersion;
import io.mlpipeline.registry.version.Stage;
import io.mlpipeline.registry.version.StageChange;
import io.mlpipeline.registry.version.StageChange.Cause;
import io.mlpipeline.registry.version.UnknownVersionException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The moves between stages. Each one is decided on the model as it stands and written only if no one has moved a version of the
 * model since; otherwise it is decided anew. Someone else got on each time, so this ends.
 */
final class StageLedger {
    private static final int LONGEST_REASON = 4000;
    private static final Set<Stage> BEFORE_PRODUCTION = Set.of(Stage.NONE, Stage.STAGING);
    private static final Set<Stage> BEFORE_STAGING = Set.of(Stage.NONE, Stage.ARCHIVED);

    private final MetadataStore store;
    private final Clock clock;
    private final Consumer<ModelId> whenChanged;

    /** Tells the listener which model has changed, after the change is on disk. */
    StageLedger(MetadataStore store, Clock clock, Consumer<ModelId> whenChanged) {
        this.store = store;
        this.clock = clock;
        this.whenChanged = whenChanged;
    }

    ModelVersion stage(ModelId model, int number, String actor) {
        while (true) {
            long revision = store.revision(model);
            ModelVersion version = require(model, number);
            if (version.stage() == Stage.STAGING) {
                return version;
            }
            if (!BEFORE_STAGING.contains(version.stage())) {
                throw new IllegalStateException(version.label() + " is in " + version.stage()
                        + " and cannot go to STAGING; archive it or promote another version first");
            }
            if (apply(
                    model, revision, change(version, Stage.STAGING, Cause.STAGED, ""), act(actor, Action.STAGED, ""))) {
                return require(model, number);
            }
        }
    }

    ModelVersion archive(ModelId model, int number, String actor) {
        while (true) {
            long revision = store.revision(model);
            ModelVersion version = require(model, number);
            if (version.stage() == Stage.ARCHIVED) {
                return version;
            }
            if (apply(
                    model,
                    revision,
                    change(version, Stage.ARCHIVED, Cause.ARCHIVED, ""),
                    act(actor, Action.ARCHIVED, ""))) {
                return require(model, number);
            }
        }
    }

    Promotion promote(ModelId model, int number, String actor, Judge judge) {
        while (true) {
            long revision = store.revision(model);
            ModelVersion candidate = require(model, number);
            ModelVersion incumbent = store.production(model).orElse(null);
            List<Finding> findings = BEFORE_PRODUCTION.contains(candidate.stage())
                    ? judge.judge(candidate, incumbent)
                    : List.of(wrongStage(candidate));
            boolean promoted = findings.stream().allMatch(Finding::passed);
            boolean settled = promoted
                    ? apply(
                            model,
                            revision,
                            succession(candidate, incumbent, Cause.PROMOTED, Cause.REPLACED, text(findings)),
                            act(actor, Action.PROMOTED, text(findings)))
                    : store.revision(model) == revision;
            if (settled) {
                return outcome(require(model, number), incumbent, findings);
            }
        }
    }

    /** The check is made on the version to be brought back, before anything is changed. */
    ModelVersion rollBack(ModelId model, String actor, Consumer<ModelVersion> check) {
        while (true) {
            long revision = store.revision(model);
            int number = new ProductionTimeline(store.history(model))
                    .before()
                    .orElseThrow(() -> new UnknownVersionException(
                            "Model '" + model + "' has no earlier production version to roll back to"));
            ModelVersion target = require(model, number);
            ModelVersion incumbent = store.production(model).orElse(null);
            check.accept(target);
            String reason = incumbent == null ? "no version in production" : "from v" + incumbent.version();
            if (apply(
                    model,
                    revision,
                    succession(target, incumbent, Cause.ROLLED_BACK, Cause.ROLLED_BACK, reason),
                    act(actor, Action.ROLLED_BACK, reason))) {
                return require(model, number);
            }
        }
    }

    ModelVersion require(ModelId model, int number) {
        return store.find(model, number).orElseThrow(() -> unknown(model, number));
    }

    private UnknownVersionException unknown(ModelId model, int number) {
        Optional<ModelVersion> latest = store.latest(model);
        return new UnknownVersionException("Model '" + model + "' has no version " + number + "; "
                + latest.map(last -> "its versions are 1 to " + last.version())
                        .orElseGet(() -> "there is no such model. The models are " + store.models(model.tenant())));
    }

    private boolean apply(ModelId model, long revision, StageChange change, Act act) {
        return apply(model, revision, List.of(change), act);
    }

    private boolean apply(ModelId model, long revision, List<StageChange> changes, Act act) {
        boolean applied = store.apply(model, revision, changes, act);
        if (applied) {
            whenChanged.accept(model);
        }
        return applied;
    }

    private Act act(String actor, Action action, String detail) {
        return new Act(actor, action, detail, clock.instant());
    }

    private List<StageChange> succession(
            ModelVersion next, @Nullable ModelVersion incumbent, Cause arrives, Cause leaves, String reason) {
        List<StageChange> changes = new ArrayList<>();
        if (incumbent != null) {
            changes.add(change(incumbent, Stage.ARCHIVED, leaves, "by v" + next.version()));
        }
        changes.add(change(next, Stage.PRODUCTION, arrives, reason));
        return changes;
    }

    private StageChange change(ModelVersion version, Stage to, Cause cause, String reason) {
        Instant now = clock.instant();
        return new StageChange(version.version(), version.stage(), to, cause, reason, now);
    }

    private static Promotion outcome(ModelVersion candidate, @Nullable ModelVersion incumbent, List<Finding> findings) {
        return incumbent == null
                ? Promotion.unopposed(candidate, findings)
                : Promotion.against(candidate, incumbent, findings);
    }

    private static Finding wrongStage(ModelVersion candidate) {
        String fix = candidate.stage() == Stage.PRODUCTION
                ? "it is there already"
                : "stage it again first, or roll back if it was in production";
        return Finding.failed("stage", candidate.label() + " is in " + candidate.stage() + ": " + fix);
    }

    private static String text(List<Finding> findings) {
        String text = findings.stream().map(Finding::line).collect(Collectors.joining("; "));
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON) + "...";
    }

    /** Judges a candidate against the version that is in production at that moment. */
    @FunctionalInterface
    interface Judge {
        List<Finding> judge(ModelVersion candidate, @Nullable ModelVersion incumbent);
    }
}
