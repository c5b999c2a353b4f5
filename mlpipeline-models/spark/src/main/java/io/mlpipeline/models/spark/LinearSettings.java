package io.mlpipeline.models.spark;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What linear and logistic regressions have in common.
 *
 * @param l1 the penalty on absolute values
 * @param l2 the penalty on squares
 * @param maxIterations the most iterations
 * @param tolerance by how little the objective may change for the optimiser to stop
 * @param standardize whether penalties apply to weights of standardised features
 * @param weightColumn says how much a row counts; empty for none
 */
record LinearSettings(
        double l1, double l2, int maxIterations, double tolerance, boolean standardize, String weightColumn) {
    /** What the provenance tells. */
    SortedMap<String, String> parameters() {
        SortedMap<String, String> parameters = new TreeMap<>();
        parameters.put("l1", Double.toString(l1));
        parameters.put("l2", Double.toString(l2));
        parameters.put("max_iterations", Integer.toString(maxIterations));
        parameters.put("tolerance", Double.toString(tolerance));
        parameters.put("standardize", Boolean.toString(standardize));
        return parameters;
    }
}
