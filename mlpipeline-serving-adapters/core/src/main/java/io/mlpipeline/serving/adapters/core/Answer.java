package io.mlpipeline.serving.adapters.core;

import java.util.List;

/**
 * What a model says of a request.
 *
 * @param value the prediction, or the number of the most probable class
 * @param probabilities one a class; empty for a model of one output
 */
record Answer(double value, List<ClassProbability> probabilities) {}
