package io.mlpipeline.etl.features.series;

import io.mlpipeline.api.profile.Moments;
import java.util.function.ToDoubleFunction;

/** How the values of one day become one value. */
enum Aggregation {
    SUM(Moments::sum),
    MEAN(Moments::mean),
    MIN(Moments::min),
    MAX(Moments::max),
    COUNT(Moments::count);

    @SuppressWarnings("ImmutableEnumChecker") // a method reference without state
    private final ToDoubleFunction<Moments> result;

    Aggregation(ToDoubleFunction<Moments> result) {
        this.result = result;
    }

    /** The result; {@code NaN} without values, also for a sum. */
    double of(Moments values) {
        return values.count() == 0 ? Double.NaN : result.applyAsDouble(values);
    }
}
