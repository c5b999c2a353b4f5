package io.mlpipeline.models.core.calibration;

/** A function that never falls, from a classifier's margin to the probability of the second class. Immutable. */
public sealed interface Calibration permits PlattScaling, IsotonicSteps {
    /**
     * The probability at a margin.
     *
     * @param margin the classifier's margin
     * @return 0 to 1
     */
    double probability(double margin);
}
