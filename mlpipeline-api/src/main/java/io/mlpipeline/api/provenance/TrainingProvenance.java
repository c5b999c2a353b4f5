package io.mlpipeline.api.provenance;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a model was trained.
 *
 * @param estimator the estimator's name, such as {@code xgboost}
 * @param library the training library and its version, such as {@code xgboost4j 2.1.4}
 * @param parameters every parameter in its text form, sorted by name
 * @param rows the number of training rows
 * @param dataFingerprint SHA-256 of the training data as lower-case hex, see {@code TrainingSet.fingerprint()}
 */
public record TrainingProvenance(
        String estimator, String library, SortedMap<String, String> parameters, long rows, String dataFingerprint) {
    /** Copies the parameters. */
    public TrainingProvenance {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }
}
