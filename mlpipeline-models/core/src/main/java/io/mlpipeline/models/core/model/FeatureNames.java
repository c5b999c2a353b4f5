package io.mlpipeline.models.core.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The checks that every model makes on its feature names and vectors. */
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

    static void checkVector(double[] vector, int features) {
        if (vector.length < features) {
            throw new IllegalArgumentException(
                    "A vector of " + vector.length + " values for a model of " + features + " features");
        }
    }

    static void checkOut(double[] out, int outputs) {
        if (out.length < outputs) {
            throw new IllegalArgumentException("Room for " + out.length + " of " + outputs + " outputs");
        }
    }

    static void checkBatch(double[] rows, int features, int count, double[] out, int outputs) {
        if (count < 0 || rows.length < (long) count * features || out.length < (long) count * outputs) {
            throw new IllegalArgumentException("A batch of " + count + " rows needs " + (long) count * features
                    + " values and room for " + (long) count * outputs + " outputs, got " + rows.length + " and "
                    + out.length);
        }
    }
}
