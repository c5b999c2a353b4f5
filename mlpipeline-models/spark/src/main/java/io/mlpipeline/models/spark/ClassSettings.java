package io.mlpipeline.models.spark;

import java.util.List;
import java.util.SortedMap;

/** What a classifier is told of its classes. */
record ClassSettings(List<String> names, SortedMap<String, Double> weights, boolean balanced) {
    ClassWeights of(Assembled data, String target) {
        return ClassWeights.of(data, target, weights, balanced);
    }

    void put(SortedMap<String, String> parameters) {
        parameters.put("balanced", Boolean.toString(balanced));
        weights.forEach((name, weight) -> parameters.put("class_weight." + name, Double.toString(weight)));
    }
}
