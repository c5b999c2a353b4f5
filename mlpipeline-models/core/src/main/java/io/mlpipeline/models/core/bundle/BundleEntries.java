package io.mlpipeline.models.core.bundle;

import java.util.List;

/** The entries of a bundle by name, in the order in which they stand behind the manifest. */
final class BundleEntries {
    static final String SCHEMA = "schema.json";
    static final String FEATURES = "features.json";
    static final String MODEL = "model";
    static final String TRAINING = "training.json";
    static final String EVALUATION = "evaluation.json";
    static final String PROFILE = "profile.json";
    static final String GOLDEN = "golden.json";

    private static final List<String> ALL = List.of(SCHEMA, FEATURES, MODEL, TRAINING, EVALUATION, PROFILE, GOLDEN);

    private BundleEntries() {}

    /** The entries of a bundle, of which the evaluation may be absent. */
    static List<String> names(boolean evaluated) {
        return ALL.stream()
                .filter(name -> evaluated || !name.equals(EVALUATION))
                .toList();
    }
}
