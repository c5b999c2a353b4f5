package io.mlpipeline.models.deep;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.core.sequence.SequenceEncoder;
import io.mlpipeline.models.core.sequence.SequenceSet;
import io.mlpipeline.models.core.sequence.SequenceShape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The samples of a set, split by time: no target of a training sample lies in the last steps of its series, and all targets of a
 * validation sample do.
 *
 * @param training the samples to learn from
 * @param validation the samples to stop early on
 */
record Samples(List<Sample> training, List<Sample> validation) {

    static Samples of(SequenceSet data, int validationSteps) {
        List<Sample> training = new ArrayList<>();
        List<Sample> validation = new ArrayList<>();
        int horizon = data.shape().horizon();
        int first = Math.min(data.shape().window(), Collections.max(data.shape().seasons()));
        for (int series = 0; series < data.size(); series++) {
            int held = data.length(series) - validationSteps;
            for (int origin = first; origin + horizon <= data.length(series); origin++) {
                boolean learned = origin + horizon <= held;
                if ((learned || origin >= held) && isUseful(data, series, origin)) {
                    (learned ? training : validation).add(new Sample(series, origin));
                }
            }
        }
        requireSome(training, validation, data, first, validationSteps);
        return new Samples(List.copyOf(training), List.copyOf(validation));
    }

    private static void requireSome(
            List<Sample> training, List<Sample> validation, SequenceSet data, int first, int validationSteps) {
        if (training.isEmpty() || validation.isEmpty()) {
            int longest = 0;
            for (int series = 0; series < data.size(); series++) {
                longest = Math.max(longest, data.length(series));
            }
            throw new InvalidDataException("The series hold " + training.size() + " samples to learn from and "
                    + validation.size() + " to stop on: one series at least must have " + first + " + "
                    + data.shape().horizon() + " + " + validationSteps
                    + " steps (season, horizon, validation) with values other than 0, the longest has " + longest
                    + ". Shorten the horizon or the validation, or use a method for one short series");
        }
    }

    /** Whether a window says something and a target is there. */
    private static boolean isUseful(SequenceSet data, int series, int origin) {
        SequenceShape shape = data.shape();
        return anyOf(data, series, Math.max(0, origin - shape.window()), origin, false)
                && anyOf(data, series, origin, origin + shape.horizon(), true);
    }

    private static boolean anyOf(SequenceSet data, int series, int from, int to, boolean zeroCounts) {
        for (int step = from; step < to; step++) {
            double value = data.value(series, step);
            if (Math.abs(value) >= Double.MIN_NORMAL * 1e4 || (zeroCounts && value == 0)) {
                return true;
            }
        }
        return false;
    }

    /** Means and deviations of the covariates over the steps that are learned from. */
    static SequenceEncoder encoder(SequenceSet data, int validationSteps) {
        int covariates = data.shape().covariates().size();
        double[] centers = new double[covariates];
        double[] spreads = new double[covariates];
        for (int i = 0; i < covariates; i++) {
            centers[i] = mean(data, i, validationSteps, 0, 1);
            double variance = mean(data, i, validationSteps, centers[i], 2);
            spreads[i] = variance > 0 ? Math.sqrt(variance) : 1;
        }
        return SequenceEncoder.of(data.shape(), centers, spreads);
    }

    private static double mean(SequenceSet data, int covariate, int validationSteps, double center, int power) {
        double sum = 0;
        long present = 0;
        for (int series = 0; series < data.size(); series++) {
            for (int step = 0; step < data.length(series) - validationSteps; step++) {
                double value = data.covariate(series, covariate, step);
                if (!Double.isNaN(value)) {
                    sum += power == 1 ? value : (value - center) * (value - center);
                    present++;
                }
            }
        }
        return present == 0 ? 0 : sum / present;
    }
}
