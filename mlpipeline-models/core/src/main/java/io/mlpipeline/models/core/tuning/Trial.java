package io.mlpipeline.models.core.tuning;

import java.util.List;

/**
 * One set of values that was tried.
 *
 * @param number its place in the study, from 0
 * @param values one a parameter of the search, in order: a number, or the position of an option
 * @param state how it ended
 * @param loss what is minimised; of a pruned trial the last that was reported, infinite if it failed
 * @param reports the losses reported on the way, one a step, in order
 * @param failure why it failed; empty if it did not
 */
public record Trial(int number, List<Double> values, State state, double loss, List<Double> reports, String failure) {
    /** Copies the lists. */
    public Trial {
        values = List.copyOf(values);
        reports = List.copyOf(reports);
    }

    /** How a trial ended. */
    public enum State {
        /** With a loss. */
        COMPLETE,
        /** Stopped early, because others were better at the same step. */
        PRUNED,
        /** With an exception, or a loss that is no number. */
        FAILED
    }
}
