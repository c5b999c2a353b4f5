package io.mlpipeline.models.timeseries.storage;

import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.ModelTask;
import io.mlpipeline.models.timeseries.FittedForecaster;
import java.util.List;

/**
 * A fitted forecaster as a model of one feature, the step ahead, so that it travels in a bundle, stands in a registry and is served
 * like any other model. A missing step gives a missing prediction. Immutable and safe for use by many threads.
 *
 * @see ForecastBundle
 */
public final class ForecastModel implements Model {
    /** The name of its feature: steps after the end of the series, from 1. */
    public static final String STEP = "step";

    private static final int MOST_STEPS = 100_000;

    private final FittedForecaster forecaster;
    private final double[] means;

    private ForecastModel(FittedForecaster forecaster, double[] means) {
        this.forecaster = forecaster;
        this.means = means;
    }

    /**
     * A forecaster up to a horizon.
     *
     * @param forecaster one of this module's fitted forecasters, without regressors
     * @param steps how many steps ahead it can be asked for, 1 to 100,000
     * @return the model
     * @throws IllegalArgumentException if there are too many steps, or the forecaster needs regressors
     */
    public static ForecastModel of(FittedForecaster forecaster, int steps) {
        if (steps < 1 || steps > MOST_STEPS) {
            throw new IllegalArgumentException("the horizon is " + steps + " steps: give 1 to " + MOST_STEPS);
        }
        List<String> regressors = forecaster.snapshot().series().regressors().names();
        if (!regressors.isEmpty()) {
            throw new IllegalArgumentException(forecaster.method() + " needs the regressors " + regressors
                    + " of the future, which a model of the step alone cannot have. Maybe store it by ForecasterJson.");
        }
        // After an update a stored forecaster agrees within rounding: what is stored is what predicts from here on.
        FittedForecaster stored = ForecasterJson.read(ForecasterJson.write(forecaster));
        return new ForecastModel(stored, stored.forecast(steps).means());
    }

    /**
     * The forecaster behind it, for intervals and updates.
     *
     * @return the forecaster
     */
    public FittedForecaster forecaster() {
        return forecaster;
    }

    /**
     * How many steps ahead it can be asked for.
     *
     * @return 1 or more
     */
    public int steps() {
        return means.length;
    }

    @Override
    public ModelTask task() {
        return ModelTask.REGRESSION;
    }

    @Override
    public List<String> features() {
        return List.of(STEP);
    }

    @Override
    public void predict(double[] features, double[] out) {
        if (features.length < 1 || out.length < 1) {
            throw new IllegalArgumentException(
                    "one feature and room for one output are needed, got " + features.length + " and " + out.length);
        }
        double step = features[0];
        if (!Double.isNaN(step) && !(step >= 1 && step <= means.length && step == Math.rint(step))) {
            throw new IllegalArgumentException(
                    "step " + step + " is no whole number from 1 to " + means.length + ", the horizon of this model");
        }
        out[0] = Double.isNaN(step) ? Double.NaN : means[(int) step - 1];
    }

    @Override
    public String toString() {
        return "ForecastModel(" + forecaster.method() + ", " + means.length + " steps)";
    }
}
