package io.mlpipeline.models.timeseries.arima;

import org.jspecify.annotations.Nullable;

/**
 * The standard errors of a fit, computed when they are first asked for: they take a third of the time of a fit, and forecasts do not
 * need them. Safe for use by many threads, which at worst compute the same numbers twice.
 */
final class StandardErrors {
    private final @Nullable ArimaData data;
    private final @Nullable Estimate estimate;
    private volatile double @Nullable [] values;

    private StandardErrors(@Nullable ArimaData data, @Nullable Estimate estimate, double @Nullable [] values) {
        this.data = data;
        this.estimate = estimate;
        this.values = values;
    }

    static StandardErrors known(double[] values) {
        return new StandardErrors(null, null, values);
    }

    static StandardErrors later(ArimaData data, Estimate estimate) {
        return new StandardErrors(data, estimate, null);
    }

    double[] values() {
        double[] known = values;
        if (known == null) {
            if (data == null || estimate == null) {
                throw new IllegalStateException("standard errors without values need their data");
            }
            known = Information.standardErrors(data, estimate);
            values = known;
        }
        return known.clone();
    }
}
