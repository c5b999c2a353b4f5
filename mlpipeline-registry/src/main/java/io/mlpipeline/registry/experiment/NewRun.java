package io.mlpipeline.registry.experiment;

import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A run that has no number yet.
 *
 * @param parent the run of the same experiment that it is a part of, such as a study; empty if it stands alone
 * @param codeVersion the commit that is running, possibly empty
 * @param dataFingerprint what identifies the training data, possibly empty
 * @param parameters by name
 * @param environment what else it may depend on, such as the versions of Java and libraries, by name
 * @param startedAt when it begins
 */
public record NewRun(
        OptionalInt parent,
        String codeVersion,
        String dataFingerprint,
        SortedMap<String, String> parameters,
        SortedMap<String, String> environment,
        Instant startedAt) {
    /** Copies the maps. */
    public NewRun {
        Objects.requireNonNull(codeVersion, "codeVersion");
        Objects.requireNonNull(dataFingerprint, "dataFingerprint");
        Objects.requireNonNull(startedAt, "startedAt");
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        environment = Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    }
}
