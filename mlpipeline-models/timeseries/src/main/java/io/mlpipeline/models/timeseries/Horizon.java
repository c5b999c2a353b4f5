package io.mlpipeline.models.timeseries;

import java.util.Arrays;
import java.util.List;

/**
 * What a forecast is asked for: how many steps, which interval levels, and the regressors of those steps.
 *
 * <p>Immutable and thread-safe.
 */
public final class Horizon {
    private static final List<Double> USUAL_LEVELS = List.of(0.80, 0.95);

    private final int steps;
    private final List<Double> levels;
    private final Regressors regressors;

    private Horizon(int steps, List<Double> levels, Regressors regressors) {
        this.steps = steps;
        this.levels = levels;
        this.regressors = regressors;
    }

    /**
     * A number of steps with intervals at 80 % and 95 %.
     *
     * @param steps the number of steps, at least 1
     * @return the horizon
     */
    public static Horizon of(int steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("the horizon is " + steps + " steps: ask for at least 1");
        }
        return new Horizon(steps, USUAL_LEVELS, Regressors.none());
    }

    /**
     * The same steps with other interval levels.
     *
     * @param wanted the levels, each strictly between 0 and 1, ascending; none for a forecast without intervals
     * @return the copy
     */
    public Horizon withLevels(double... wanted) {
        double previous = 0;
        for (double level : wanted) {
            if (!(level > previous && level < 1)) {
                throw new IllegalArgumentException("the levels " + Arrays.toString(wanted)
                        + " are not ascending between 0 and 1. Maybe give 0.95, not 95.");
            }
            previous = level;
        }
        return new Horizon(steps, Arrays.stream(wanted).boxed().toList(), regressors);
    }

    /**
     * The same steps with the regressors of the future.
     *
     * @param future one value of each regressor for every step
     * @return the copy
     */
    public Horizon withRegressors(Regressors future) {
        if (!future.isEmpty() && future.length() != steps) {
            throw new IllegalArgumentException("the regressors " + future.names() + " cover " + future.length()
                    + " steps, but the horizon is " + steps);
        }
        return new Horizon(steps, levels, future);
    }

    /**
     * The number of steps.
     *
     * @return at least 1
     */
    public int steps() {
        return steps;
    }

    /**
     * The interval levels.
     *
     * @return the levels, ascending and unmodifiable
     */
    public List<Double> levels() {
        return levels;
    }

    /**
     * The regressors of the steps.
     *
     * @return the columns, perhaps none
     */
    public Regressors regressors() {
        return regressors;
    }

    @Override
    public String toString() {
        return steps + " steps, levels " + levels + ", regressors " + regressors.names();
    }
}
