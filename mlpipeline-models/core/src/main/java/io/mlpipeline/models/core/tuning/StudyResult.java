package io.mlpipeline.models.core.tuning;

import java.util.Comparator;
import java.util.List;

/**
 * The trials of a study.
 *
 * @param parameters the names of the parameters, in the order of each trial's values
 * @param trials the trials by number
 */
public record StudyResult(List<String> parameters, List<Trial> trials) {
    /** Copies the lists. */
    public StudyResult {
        parameters = List.copyOf(parameters);
        trials = List.copyOf(trials);
    }

    /**
     * The complete trial of the smallest loss, the first of equals.
     *
     * @return the best trial
     * @throws IllegalStateException if no trial is complete; the message says why the first failed
     */
    public Trial best() {
        return trials.stream()
                .filter(each -> each.state() == Trial.State.COMPLETE)
                .min(Comparator.comparingDouble(Trial::loss))
                .orElseThrow(() -> new IllegalStateException("None of " + trials.size() + " trials is complete. "
                        + trials.stream()
                                .map(Trial::failure)
                                .filter(why -> !why.isEmpty())
                                .findFirst()
                                .map(why -> "The first failed with: " + why)
                                .orElse("All were pruned: let them go on for more steps")));
    }

    /**
     * The value of a parameter in a trial.
     *
     * @param trial one of the trials
     * @param parameter a parameter's name
     * @return the number, or the position of the option
     * @throws IllegalArgumentException if there is no such parameter
     */
    public double value(Trial trial, String parameter) {
        int position = parameters.indexOf(parameter);
        if (position < 0) {
            throw new IllegalArgumentException("No parameter '" + parameter + "'; there are " + parameters);
        }
        return trial.values().get(position);
    }
}
