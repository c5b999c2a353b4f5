package io.mlpipeline.models.core.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The check that every model makes on its feature names. */
final class FeatureNames {
    private FeatureNames() {}

    static List<String> copyOf(List<String> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("A model needs at least one feature");
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw new IllegalArgumentException("Feature '" + name + "' is given twice");
            }
        }
        return List.copyOf(names);
    }
}
