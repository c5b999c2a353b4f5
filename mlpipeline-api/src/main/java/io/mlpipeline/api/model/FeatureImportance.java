package io.mlpipeline.api.model;

/**
 * How much a feature contributed to a model.
 *
 * @param feature the feature's name
 * @param share its share of the total, 0 to 1; all shares of a model sum to 1
 */
public record FeatureImportance(String feature, double share) {
    /** Checks the range. */
    public FeatureImportance {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("The importance of '" + feature + "' must be 0 to 1, got " + share);
        }
    }
}
