package io.mlpipeline.serving.adapters.core;

import java.time.Instant;

/**
 * One answer of a model.
 *
 * @param id unique over all services; the key under which the true value can be told later
 * @param value the prediction, always finite
 * @param model the model's name
 * @param version the registry's number of the version that answered; 0 if the bundle came from no registry
 * @param bundleHash SHA-256 of the bundle that answered, as lower-case hex
 * @param timestamp when it was made
 */
public record Prediction(String id, double value, String model, int version, String bundleHash, Instant timestamp) {}
