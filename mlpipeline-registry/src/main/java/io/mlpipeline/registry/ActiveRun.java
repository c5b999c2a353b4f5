package io.mlpipeline.registry;

import io.mlpipeline.registry.access.Caller;
import io.mlpipeline.registry.access.Operation;
import io.mlpipeline.registry.audit.Action;
import io.mlpipeline.registry.experiment.MetricPoint;
import io.mlpipeline.registry.experiment.Run;
import io.mlpipeline.registry.experiment.RunId;
import io.mlpipeline.registry.experiment.RunSetup;
import io.mlpipeline.registry.experiment.RunStatus;
import io.mlpipeline.registry.store.ArtifactStore;
import io.mlpipeline.registry.version.ArtifactId;
import java.util.List;

/** A run that is going on. What a call has recorded is on disk when it returns. Safe for use by many threads. */
public final class ActiveRun {
    private final Experiments experiments;
    private final Door door;
    private final ArtifactStore artifacts;
    private final RunId id;

    ActiveRun(Experiments experiments, Door door, ArtifactStore artifacts, RunId id) {
        this.experiments = experiments;
        this.door = door;
        this.artifacts = artifacts;
        this.id = id;
    }

    /**
     * Which run this is.
     *
     * @return its id
     */
    public RunId id() {
        return id;
    }

    /**
     * Records a value of a metric.
     *
     * @param name 1 to 128 letters, digits, '.', '_', '/' and '-'
     * @param step 0 or more, such as an epoch; a value for a step that has one replaces it
     * @param value the value, {@code NaN} if it is undefined
     * @throws IllegalStateException if the run has ended
     */
    public void metric(String name, long step, double value) {
        metrics(List.of(new MetricPoint(name, step, value)));
    }

    /**
     * Records many values in one step: much cheaper than one by one.
     *
     * @param points the values
     * @throws IllegalStateException if the run has ended; nothing is recorded then
     */
    public void metrics(List<MetricPoint> points) {
        door.admit(Operation.TRACK);
        points.forEach(point -> Labels.requireKey(point.name()));
        requireRunning(experiments.store().record(door.tenant(), id, points));
    }

    /**
     * Stores a file with the run, in place of one of the same name.
     *
     * @param name 1 to 128 letters, digits, '.', '_', '/' and '-'
     * @param content its bytes
     * @throws IllegalStateException if the run has ended
     */
    public void attach(String name, byte[] content) {
        door.admit(Operation.TRACK);
        Labels.requireKey(name);
        ArtifactId artifact = artifacts.put(content);
        requireRunning(experiments.store().attach(door.tenant(), id, name, artifact));
        if (!artifacts.contains(artifact)) {
            // An orphan's collection looked between the two; from here on it finds the run.
            artifacts.put(content);
        }
    }

    /**
     * Begins a part of this run, such as a trial of a study.
     *
     * @param setup what is known of it
     * @return the part
     */
    public ActiveRun child(RunSetup setup) {
        return experiments.startChild(id, setup);
    }

    /**
     * Ends the run as it should.
     *
     * @return the run as it stands now
     * @throws IllegalStateException if it has ended before
     */
    public Run finish() {
        return end(RunStatus.FINISHED, "");
    }

    /**
     * Ends the run otherwise.
     *
     * @param reason why, for the audit log
     * @return the run as it stands now
     * @throws IllegalStateException if it has ended before
     */
    public Run fail(String reason) {
        Labels.requireDescription(reason);
        return end(RunStatus.FAILED, reason);
    }

    private Run end(RunStatus status, String reason) {
        Caller caller = door.admit(Operation.TRACK);
        String detail = reason.isEmpty() ? status.name() : status + ": " + reason;
        var act = door.act(caller, Action.RUN_ENDED, detail);
        requireRunning(experiments.store().end(door.tenant(), id, status, act.at(), act));
        return experiments.get(id);
    }

    private void requireRunning(boolean running) {
        if (!running) {
            throw new IllegalStateException(id + " has ended; nothing can be added to it. Begin another run.");
        }
    }

    @Override
    public String toString() {
        return id.toString();
    }
}
