package io.mlpipeline.serving.adapters.core;

/**
 * How probable a class is.
 *
 * @param label the class's name
 * @param probability 0 to 1
 */
public record ClassProbability(String label, double probability) {}
