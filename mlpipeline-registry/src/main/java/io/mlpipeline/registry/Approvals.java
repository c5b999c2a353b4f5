package io.mlpipeline.registry;

import io.mlpipeline.registry.access.Caller;
import io.mlpipeline.registry.access.Operation;
import io.mlpipeline.registry.audit.Action;
import io.mlpipeline.registry.store.GovernanceStore;
import io.mlpipeline.registry.version.Approval;
import io.mlpipeline.registry.version.Approval.Status;
import io.mlpipeline.registry.version.ModelVersion;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Who wants a version in production, and who lets it in. A decision alone changes no stage: it is what
 * {@link io.mlpipeline.registry.promotion.PromotionPolicy#requireApprovals} asks for. Safe for use by many threads.
 */
public final class Approvals {
    private final GovernanceStore store;
    private final Door door;
    private final UnaryOperator<ModelVersion> known;

    Approvals(GovernanceStore store, Door door, UnaryOperator<ModelVersion> known) {
        this.store = store;
        this.door = door;
        this.known = known;
    }

    /**
     * Asks for approval.
     *
     * @param version a version of this registry
     * @param reason why, possibly empty; at most 10,000 characters
     * @return what was written down
     * @throws io.mlpipeline.registry.version.UnknownVersionException if this registry has no such version
     */
    public Approval request(ModelVersion version, String reason) {
        return add(door.admit(Operation.REQUEST_APPROVAL), version, Status.PENDING, reason, Action.APPROVAL_REQUESTED);
    }

    /**
     * Lets a version in.
     *
     * @param version a version of this registry
     * @param reason why; not blank, at most 10,000 characters
     * @return what was written down
     * @throws io.mlpipeline.registry.version.UnknownVersionException if this registry has no such version
     */
    public Approval approve(ModelVersion version, String reason) {
        return add(door.admit(Operation.DECIDE), version, Status.APPROVED, requireReason(reason), Action.APPROVED);
    }

    /**
     * Keeps a version out, whatever was decided before.
     *
     * @param version a version of this registry
     * @param reason why; not blank, at most 10,000 characters
     * @return what was written down
     * @throws io.mlpipeline.registry.version.UnknownVersionException if this registry has no such version
     */
    public Approval reject(ModelVersion version, String reason) {
        return add(door.admit(Operation.DECIDE), version, Status.REJECTED, requireReason(reason), Action.REJECTED);
    }

    /**
     * Lists what was asked for and decided.
     *
     * @param version a version of this registry
     * @return all of it, oldest first
     */
    public List<Approval> of(ModelVersion version) {
        door.admit(Operation.READ);
        return store.approvals(door.id(version.name()), known.apply(version).version());
    }

    /**
     * Tells where the approval of a version stands.
     *
     * @param version a version of this registry
     * @return the last line of {@link #of}; empty if no one asked
     */
    public Optional<Approval> latest(ModelVersion version) {
        List<Approval> all = of(version);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    private Approval add(Caller caller, ModelVersion version, Status status, String reason, Action action) {
        Labels.requireDescription(reason);
        Approval approval =
                new Approval(status, caller.name(), reason, door.clock().instant());
        store.approve(
                door.id(version.name()), known.apply(version).version(), approval, door.act(caller, action, reason));
        return approval;
    }

    private static String requireReason(String reason) {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("A decision needs a reason for the record, such as 'report reviewed'");
        }
        return reason;
    }
}
