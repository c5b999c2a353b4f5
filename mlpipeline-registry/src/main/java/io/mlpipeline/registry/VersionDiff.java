package io.mlpipeline.registry;

import io.mlpipeline.api.data.Column;
import io.mlpipeline.models.core.bundle.Bundle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is different between two versions. Each list is in alphabetical order and empty where nothing differs.
 *
 * @param schema the columns of a request: their types
 * @param parameters what the model was trained with
 * @param metrics what each version's own evaluation says, not necessarily of the same rows
 * @param features the feature vector: the positions of the features
 */
public record VersionDiff(
        List<Difference> schema, List<Difference> parameters, List<Difference> metrics, List<Difference> features) {
    /** Copies the lists. */
    public VersionDiff {
        schema = List.copyOf(schema);
        parameters = List.copyOf(parameters);
        metrics = List.copyOf(metrics);
        features = List.copyOf(features);
    }

    static VersionDiff of(
            Bundle before,
            SortedMap<String, Double> metricsBefore,
            Bundle after,
            SortedMap<String, Double> metricsAfter) {
        return new VersionDiff(
                differences(columns(before), columns(after)),
                differences(parameters(before), parameters(after)),
                differences(metricsBefore, metricsAfter),
                differences(positions(before), positions(after)));
    }

    /**
     * Tells whether the two are equal in all of this.
     *
     * @return true if every list is empty
     */
    public boolean isEmpty() {
        return schema.isEmpty() && parameters.isEmpty() && metrics.isEmpty() && features.isEmpty();
    }

    private static Map<String, String> columns(Bundle bundle) {
        return bundle.requestSchema().columns().stream()
                .collect(Collectors.toMap(Column::name, column -> column.type().toString()));
    }

    private static Map<String, String> parameters(Bundle bundle) {
        Map<String, String> parameters = new TreeMap<>(bundle.provenance().parameters());
        parameters.put("(estimator)", bundle.provenance().estimator());
        return parameters;
    }

    private static Map<String, Integer> positions(Bundle bundle) {
        Map<String, Integer> positions = new TreeMap<>();
        bundle.features().names().forEach(name -> positions.put(name, positions.size()));
        return positions;
    }

    private static <V> List<Difference> differences(Map<String, V> before, Map<String, V> after) {
        SortedSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        List<Difference> differences = new ArrayList<>();
        for (String name : names) {
            Difference difference = new Difference(name, text(before, name), text(after, name));
            if (!difference.before().equals(difference.after())) {
                differences.add(difference);
            }
        }
        return differences;
    }

    private static <V> String text(Map<String, V> values, String name) {
        V value = values.get(name);
        return value == null ? Difference.ABSENT : value.toString();
    }

    /**
     * One thing that is different.
     *
     * @param name what
     * @param before how it was; {@link #ABSENT} if it was not there
     * @param after how it is; {@link #ABSENT} if it is gone
     */
    public record Difference(String name, String before, String after) {
        /** What stands for something that is not there. */
        public static final String ABSENT = "(absent)";

        @Override
        public String toString() {
            return name + ": " + before + " -> " + after;
        }
    }
}
