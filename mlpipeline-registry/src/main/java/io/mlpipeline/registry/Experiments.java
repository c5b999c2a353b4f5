package io.mlpipeline.registry;

import io.mlpipeline.api.report.Report;
import io.mlpipeline.registry.access.Caller;
import io.mlpipeline.registry.access.Operation;
import io.mlpipeline.registry.audit.Action;
import io.mlpipeline.registry.experiment.MetricPoint;
import io.mlpipeline.registry.experiment.NewRun;
import io.mlpipeline.registry.experiment.Run;
import io.mlpipeline.registry.experiment.RunComparison;
import io.mlpipeline.registry.experiment.RunId;
import io.mlpipeline.registry.experiment.RunQuery;
import io.mlpipeline.registry.experiment.RunSetup;
import io.mlpipeline.registry.experiment.RunStore;
import io.mlpipeline.registry.store.ArtifactStore;
import io.mlpipeline.registry.version.ArtifactId;
import io.mlpipeline.registry.version.ModelId;
import io.mlpipeline.registry.version.UnknownVersionException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What was tried, with what, and what came of it. Safe for use by many threads.
 *
 * <pre>{@code
 * ActiveRun run = registry.experiments().start("churn", RunSetup.empty().parameter("depth", "6").codeVersion(commit));
 * run.metric("loss", epoch, loss);
 * run.finish();
 * List<Run> best = registry.experiments().search("churn", RunQuery.all().lowestFirst("loss").limit(5));
 * }</pre>
 */
public final class Experiments {
    private final RunStore store;
    private final ArtifactStore artifacts;
    private final Door door;

    Experiments(RunStore store, ArtifactStore artifacts, Door door) {
        this.store = store;
        this.artifacts = artifacts;
        this.door = door;
    }

    /**
     * Begins a run. The first one makes the experiment.
     *
     * @param experiment its name, formed like a model's
     * @param setup what is known of the run
     * @return the run
     */
    public ActiveRun start(String experiment, RunSetup setup) {
        return start(experiment, OptionalInt.empty(), setup);
    }

    ActiveRun startChild(RunId parent, RunSetup setup) {
        return start(parent.experiment(), OptionalInt.of(parent.number()), setup);
    }

    private ActiveRun start(String experiment, OptionalInt parent, RunSetup setup) {
        Caller caller = door.admit(Operation.TRACK);
        checked(experiment);
        requireTexts(setup.parameters());
        requireTexts(setup.environment());
        Labels.requireValue("codeVersion", setup.codeVersion());
        Labels.requireValue("dataFingerprint", setup.dataFingerprint());
        var act = door.act(caller, Action.RUN_STARTED, "");
        NewRun run = new NewRun(
                parent,
                setup.codeVersion(),
                setup.dataFingerprint(),
                setup.parameters(),
                setup.environment(),
                act.at());
        RunId id = store.start(door.tenant(), experiment, run, act)
                .orElseThrow(() -> new UnknownVersionException(
                        "Experiment '" + experiment + "' has no run " + parent + " to be a part of"));
        return new ActiveRun(this, door, artifacts, id);
    }

    private static void requireTexts(Map<String, String> texts) {
        texts.forEach((name, value) -> {
            Labels.requireKey(name);
            Labels.requireValue(name, value);
        });
    }

    /**
     * Goes on with a run that was begun elsewhere, such as before a restart.
     *
     * @param id the run's id
     * @return the run
     * @throws UnknownVersionException if there is no such run
     */
    public ActiveRun resume(RunId id) {
        door.admit(Operation.TRACK);
        return new ActiveRun(this, door, artifacts, get(id).id());
    }

    /**
     * Lists the experiments.
     *
     * @return their names in alphabetical order
     */
    public List<String> list() {
        door.admit(Operation.READ);
        return store.experiments(door.tenant());
    }

    /**
     * Gets a run.
     *
     * @param id its id
     * @return the run as it stands
     * @throws UnknownVersionException if there is no such run
     */
    public Run get(RunId id) {
        door.admit(Operation.READ);
        checked(id.experiment());
        return store.find(door.tenant(), id)
                .orElseThrow(() -> new UnknownVersionException(
                        "There is no " + id + "; the experiments are " + store.experiments(door.tenant())));
    }

    /**
     * Lists runs.
     *
     * @param experiment the experiment's name
     * @param query which ones, in which order
     * @return the runs; empty if there is no such experiment
     */
    public List<Run> search(String experiment, RunQuery query) {
        door.admit(Operation.READ);
        return query.of(store.runs(door.tenant(), checked(experiment)));
    }

    /**
     * Compares runs.
     *
     * @param ids two or more
     * @return what differs, and all metrics
     * @throws UnknownVersionException if one is unknown
     */
    public RunComparison compare(List<RunId> ids) {
        return RunComparison.of(ids.stream().map(this::get).toList());
    }

    /**
     * Tells how a metric went.
     *
     * @param id the run's id
     * @param metric the metric's name
     * @return its values by rising step
     * @throws UnknownVersionException if there is no such run
     */
    public List<MetricPoint> metric(RunId id, String metric) {
        return store.metric(door.tenant(), get(id).id(), metric);
    }

    /**
     * Reads a file of a run and verifies its hash.
     *
     * @param id the run's id
     * @param name the file's name
     * @return its bytes
     * @throws UnknownVersionException if there is no such run, or it has no such file
     * @throws io.mlpipeline.api.error.CorruptArtifactException if it is not what was stored
     */
    public byte[] artifact(RunId id, String name) {
        Run run = get(id);
        ArtifactId artifact = run.artifacts().get(name);
        if (artifact == null) {
            throw new UnknownVersionException(id + " has no file '" + Labels.printable(name) + "'; it has "
                    + run.artifacts().keySet());
        }
        return artifacts.read(artifact);
    }

    /**
     * Sets or replaces a tag of a run, also of one that has ended.
     *
     * @param id the run's id
     * @param key 1 to 128 letters, digits, '.', '_', '/' and '-'
     * @param value at most 1,000 characters, without control characters
     * @throws UnknownVersionException if there is no such run
     */
    public void tag(RunId id, String key, String value) {
        door.admit(Operation.TRACK);
        Labels.requireKey(key);
        Labels.requireValue(key, value);
        if (!store.tag(door.tenant(), id, key, value)) {
            throw new UnknownVersionException("There is no " + id);
        }
    }

    /**
     * Runs on one page: what differs between them, their last metrics, and how each metric went.
     *
     * @param title the page's title
     * @param ids two runs or more
     * @return the page, for {@link io.mlpipeline.api.report.HtmlReport}
     * @throws UnknownVersionException if one is unknown
     */
    public Report report(String title, List<RunId> ids) {
        return RunReport.of(title, compare(ids), this::metric);
    }

    RunStore store() {
        return store;
    }

    /** Experiments are named like models. */
    private String checked(String experiment) {
        return new ModelId(door.tenant(), experiment).name();
    }
}
