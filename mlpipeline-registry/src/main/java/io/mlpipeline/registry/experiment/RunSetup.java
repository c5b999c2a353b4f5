package io.mlpipeline.registry.experiment;

import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of a run before it begins. Immutable.
 *
 * <pre>{@code
 * RunSetup setup = RunSetup.empty().parameter("depth", "6").codeVersion(commit).data(training.fingerprint());
 * }</pre>
 */
public final class RunSetup {
    private static final RunSetup EMPTY = new RunSetup("", "", new TreeMap<>(), new TreeMap<>());

    private final String codeVersion;
    private final String dataFingerprint;
    private final SortedMap<String, String> parameters;
    private final SortedMap<String, String> environment;

    private RunSetup(
            String codeVersion,
            String dataFingerprint,
            SortedMap<String, String> parameters,
            SortedMap<String, String> environment) {
        this.codeVersion = codeVersion;
        this.dataFingerprint = dataFingerprint;
        this.parameters = parameters;
        this.environment = environment;
    }

    /**
     * A run of which nothing is known.
     *
     * @return the setup
     */
    public static RunSetup empty() {
        return EMPTY;
    }

    /**
     * Says which code runs.
     *
     * @param commit such as a hash of git
     * @return such a setup
     */
    public RunSetup codeVersion(String commit) {
        return new RunSetup(Objects.requireNonNull(commit, "commit"), dataFingerprint, parameters, environment);
    }

    /**
     * Says on which data.
     *
     * @param fingerprint such as a training set's
     * @return such a setup
     */
    public RunSetup data(String fingerprint) {
        return new RunSetup(codeVersion, Objects.requireNonNull(fingerprint, "fingerprint"), parameters, environment);
    }

    /**
     * Sets a parameter.
     *
     * @param name its name
     * @param value its value
     * @return such a setup
     */
    public RunSetup parameter(String name, String value) {
        return new RunSetup(codeVersion, dataFingerprint, with(parameters, name, value), environment);
    }

    /**
     * Says what else the run may depend on.
     *
     * @param name what, such as {@code java}
     * @param value such as {@code 17.0.15}
     * @return such a setup
     */
    public RunSetup environment(String name, String value) {
        return new RunSetup(codeVersion, dataFingerprint, parameters, with(environment, name, value));
    }

    /**
     * Which code runs.
     *
     * @return the commit, possibly empty
     */
    public String codeVersion() {
        return codeVersion;
    }

    /**
     * On which data.
     *
     * @return the fingerprint, possibly empty
     */
    public String dataFingerprint() {
        return dataFingerprint;
    }

    /**
     * The parameters.
     *
     * @return values by name
     */
    public SortedMap<String, String> parameters() {
        return Collections.unmodifiableSortedMap(parameters);
    }

    /**
     * What else it may depend on.
     *
     * @return values by name
     */
    public SortedMap<String, String> environment() {
        return Collections.unmodifiableSortedMap(environment);
    }

    private static SortedMap<String, String> with(SortedMap<String, String> texts, String name, String value) {
        SortedMap<String, String> more = new TreeMap<>(texts);
        more.put(name, Objects.requireNonNull(value, "value"));
        return more;
    }
}
