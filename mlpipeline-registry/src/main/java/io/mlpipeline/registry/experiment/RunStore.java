package io.mlpipeline.registry.experiment;

import io.mlpipeline.registry.audit.Act;
import io.mlpipeline.registry.version.ArtifactId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps runs of experiments. Every call is one transaction, whole and on disk when it returns. The beginning and end of a run are in
 * the tenant's audit log; what is recorded in between is not, as it comes too often. Implementations are safe for use by many
 * threads and processes.
 */
public interface RunStore {
    /**
     * Adds a run with the experiment's next number; the first one makes the experiment.
     *
     * @param tenant the tenant
     * @param experiment the experiment
     * @param run what is known of it
     * @param act who begins it
     * @return its id; empty if its parent is unknown, and nothing is added then
     */
    Optional<RunId> start(String tenant, String experiment, NewRun run, Act act);

    /**
     * Ends a run.
     *
     * @param tenant the tenant
     * @param run the run
     * @param status how it ended, not {@link RunStatus#RUNNING}
     * @param at when
     * @param act who ends it
     * @return false if it is unknown or has ended before; nothing is changed then
     */
    boolean end(String tenant, RunId run, RunStatus status, Instant at, Act act);

    /**
     * Records values of metrics, all or none. A value for a step that has one replaces it.
     *
     * @param tenant the tenant
     * @param run the run
     * @param points the values
     * @return false if the run is unknown or has ended; nothing is recorded then
     */
    boolean record(String tenant, RunId run, List<MetricPoint> points);

    /**
     * Sets or replaces a tag, also of a run that has ended.
     *
     * @param tenant the tenant
     * @param run the run
     * @param key the tag's key
     * @param value its value
     * @return false if the run is unknown
     */
    boolean tag(String tenant, RunId run, String key, String value);

    /**
     * Records that a file belongs to a run, in place of one of the same name.
     *
     * @param tenant the tenant
     * @param run the run
     * @param name the file's name
     * @param artifact the stored file
     * @return false if the run is unknown or has ended; nothing is recorded then
     */
    boolean attach(String tenant, RunId run, String name, ArtifactId artifact);

    /**
     * Finds a run.
     *
     * @param tenant the tenant
     * @param run its id
     * @return the run; empty if there is none
     */
    Optional<Run> find(String tenant, RunId run);

    /**
     * Lists the runs of an experiment.
     *
     * @param tenant the tenant
     * @param experiment the experiment
     * @return all of them by rising number
     */
    List<Run> runs(String tenant, String experiment);

    /**
     * Lists the experiments of a tenant.
     *
     * @param tenant the tenant
     * @return their names in alphabetical order
     */
    List<String> experiments(String tenant);

    /**
     * Tells how a metric went.
     *
     * @param tenant the tenant
     * @param run the run
     * @param metric the metric's name
     * @return its values by rising step; empty if it has none
     */
    List<MetricPoint> metric(String tenant, RunId run, String metric);
}
