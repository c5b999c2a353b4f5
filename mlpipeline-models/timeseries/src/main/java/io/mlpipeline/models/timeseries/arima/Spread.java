package io.mlpipeline.models.timeseries.arima;

import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Snapshot;

/**
 * How prediction intervals widen the innovations' standard deviation.
 *
 * @param factor what the deviation is multiplied by
 * @param freedom the degrees of freedom of Student's quantiles, 0 for normal ones
 */
record Spread(double factor, double freedom) {
    private static final String STORED = "spread";
    private static final Spread NORMAL = new Spread(1, 0);

    static Spread of(InnovationVariance kind, Estimate estimate) {
        if (kind != InnovationVariance.PREDICTION) {
            return NORMAL;
        }
        double coefficients = estimate.parameters() - 1.0;
        double freedom = Math.max(1, estimate.observations() - coefficients);
        return new Spread(Math.sqrt(1 + coefficients / Math.max(1, estimate.observations())), freedom);
    }

    Forecast.Builder intervals(Forecast.Builder forecast, double[] deviations) {
        double[] wider = deviations.clone();
        for (int i = 0; i < wider.length; i++) {
            wider[i] *= factor;
        }
        return freedom == 0 ? forecast.normal(wider) : forecast.student(wider, freedom);
    }

    Snapshot.Builder store(Snapshot.Builder snapshot) {
        return snapshot.numbers(STORED, factor, freedom);
    }

    /** The first stored models had normal quantiles and no such numbers. */
    static Spread restore(Snapshot snapshot) {
        if (!snapshot.numberNames().contains(STORED)) {
            return NORMAL;
        }
        double[] numbers = snapshot.numbers(STORED, 2);
        return new Spread(numbers[0], numbers[1]);
    }
}
