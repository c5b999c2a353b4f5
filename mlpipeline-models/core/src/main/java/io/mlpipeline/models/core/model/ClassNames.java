package io.mlpipeline.models.core.model;

import io.mlpipeline.api.model.ModelTask;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/** The check that every model makes on the names of its classes. */
final class ClassNames {
    private ClassNames() {}

    /** The names for a task: none for regression, two for a binary model, else one an output; numbers where none are given. */
    static List<String> checked(List<String> names, ModelTask task, int outputs) {
        int classes = switch (task) {
            case REGRESSION -> 0;
            case BINARY -> 2;
            case MULTICLASS -> outputs;
        };
        if (names.isEmpty()) {
            return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
        }
        if (names.size() != classes || new HashSet<>(names).size() != classes) {
            throw new IllegalArgumentException(
                    "A model of " + classes + " classes needs as many different names, got " + names);
        }
        return List.copyOf(names);
    }
}
