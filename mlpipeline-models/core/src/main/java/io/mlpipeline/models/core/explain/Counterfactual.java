package io.mlpipeline.models.core.explain;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A change that takes a prediction where it is wanted.
 *
 * @param changes the new value of each feature that changes, by name
 * @param prediction what the model then predicts
 * @param distance how far the changes go: the sum of their sizes, each as a share of its feature's range
 */
public record Counterfactual(SortedMap<String, Double> changes, double prediction, double distance) {
    /** Copies the changes. */
    public Counterfactual {
        changes = Collections.unmodifiableSortedMap(new TreeMap<>(changes));
    }
}
