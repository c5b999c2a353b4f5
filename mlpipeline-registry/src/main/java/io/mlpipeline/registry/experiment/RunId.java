package io.mlpipeline.registry.experiment;

/**
 * Which run of which experiment.
 *
 * @param experiment the experiment's name
 * @param number 1 for the experiment's first run
 */
public record RunId(String experiment, int number) {
    /** Checks the number. */
    public RunId {
        if (number < 1) {
            throw new IllegalArgumentException("Runs of '" + experiment + "' count from 1, got " + number);
        }
    }

    @Override
    public String toString() {
        return experiment + " run " + number;
    }
}
