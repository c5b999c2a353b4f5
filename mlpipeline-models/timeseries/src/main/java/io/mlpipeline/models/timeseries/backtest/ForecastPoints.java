package io.mlpipeline.models.timeseries.backtest;

import io.mlpipeline.api.model.TrainingSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleBiFunction;

/** The judged steps of some cases, one after the other; steps whose value is missing are left out. */
final class ForecastPoints {
    private final List<BacktestCase> cases;
    private final int[] steps;

    private ForecastPoints(List<BacktestCase> cases, int[] steps) {
        this.cases = cases;
        this.steps = steps;
    }

    /** All steps. */
    static ForecastPoints of(List<BacktestCase> cases) {
        return of(cases, 1, Integer.MAX_VALUE);
    }

    /** The steps from one to another, both counted in. */
    static ForecastPoints of(List<BacktestCase> cases, int first, int last) {
        List<BacktestCase> each = new ArrayList<>();
        int[] steps = new int[16];
        for (BacktestCase one : cases) {
            for (int step = first; step <= Math.min(last, one.steps()); step++) {
                if (!Double.isNaN(one.actual(step))) {
                    steps = each.size() < steps.length ? steps : Arrays.copyOf(steps, 2 * steps.length);
                    steps[each.size()] = step;
                    each.add(one);
                }
            }
        }
        return new ForecastPoints(each, Arrays.copyOf(steps, each.size()));
    }

    int size() {
        return steps.length;
    }

    BacktestCase caseOf(int point) {
        return cases.get(point);
    }

    double[] all(ToDoubleBiFunction<BacktestCase, Integer> number) {
        double[] numbers = new double[steps.length];
        Arrays.setAll(numbers, i -> number.applyAsDouble(cases.get(i), steps[i]));
        return numbers;
    }

    /** The actual values as rows that the metrics of models-core judge. */
    TrainingSet actual() {
        TrainingSet.Builder rows = TrainingSet.builder(List.of("step"), "value");
        for (int i = 0; i < steps.length; i++) {
            rows.add(new double[] {steps[i]}, cases.get(i).actual(steps[i]), 0, "");
        }
        return rows.build();
    }
}
