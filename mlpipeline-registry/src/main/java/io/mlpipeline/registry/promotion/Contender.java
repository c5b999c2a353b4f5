package io.mlpipeline.registry.promotion;

import io.mlpipeline.api.model.Model;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.registry.version.ModelVersion;

/**
 * A version with the verified content of its bundle, ready to be judged.
 *
 * @param version the version
 * @param features how it turns rows into feature vectors
 * @param model how it turns feature vectors into predictions
 */
public record Contender(ModelVersion version, FittedFeatures features, Model model) {}
