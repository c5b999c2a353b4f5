package io.mlpipeline.models.timeseries.transform;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Forecaster;
import io.mlpipeline.models.timeseries.Snapshot;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.WithFallback;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A forecaster at work on a Box-Cox scale, where the spread does not grow with the level. Means are those of the values, corrected for
 * the bend of the scale; interval bounds are carried over as they are.
 *
 * <p>A series that the power cannot be taken of (values of 0 or less, too short to estimate one) is forecast on its own scale, and
 * {@link FittedForecaster#fallback()} says so.
 */
public final class Transformed implements Forecaster {
    /** The type of the snapshots of what is fitted. */
    public static final String TYPE = "box-cox";

    private final Forecaster inner;
    private final @Nullable BoxCox given;

    private Transformed(Forecaster inner, @Nullable BoxCox given) {
        this.inner = inner;
        this.given = given;
    }

    /**
     * A given power.
     *
     * @param inner what forecasts on the transformed scale
     * @param power the power
     * @return the forecaster
     */
    public static Transformed of(Forecaster inner, BoxCox power) {
        return new Transformed(inner, power);
    }

    /**
     * The power that Guerrero's method finds for each series.
     *
     * @param inner what forecasts on the transformed scale
     * @return the forecaster
     */
    public static Transformed automatic(Forecaster inner) {
        return new Transformed(inner, null);
    }

    @Override
    public String name() {
        return inner.name() + " of " + (given == null ? "Box-Cox" : "Box-Cox " + given.lambda());
    }

    @Override
    public FittedForecaster fit(TimeSeries series) {
        try {
            BoxCox power = given == null ? BoxCox.guerrero(series) : given;
            return new FittedTransformed(power, series, inner.fit(transformed(series, power)));
        } catch (InvalidDataException e) {
            // What the forecaster itself refuses, it refuses again here.
            return WithFallback.of(inner.fit(series), "no power was taken: " + e.getMessage());
        }
    }

    static TimeSeries transformed(TimeSeries series, BoxCox power) {
        for (int t = 0; t < series.length(); t++) {
            if (!Double.isNaN(series.value(t)) && !power.accepts(series.value(t))) {
                throw new InvalidDataException("the value at " + series.stamp(t) + " is " + series.value(t)
                        + ", which has no power " + power.lambda());
            }
        }
        return TimeSeries.of(
                        series.frequency(),
                        series.start(),
                        Arrays.stream(series.values()).map(power::apply).toArray())
                .withSeasonLength(series.seasonLength())
                .withRegressors(series.regressors());
    }

    /**
     * Builds a fitted forecaster from its snapshot.
     *
     * @param snapshot a snapshot of type {@value #TYPE}
     * @param inner the forecaster of its only {@link Snapshot#parts() part}
     * @return the forecaster
     * @throws IllegalArgumentException if the snapshot is incomplete
     */
    public static FittedForecaster restore(Snapshot snapshot, FittedForecaster inner) {
        return new FittedTransformed(new BoxCox(snapshot.numbers("lambda", 1)[0]), snapshot.series(), inner);
    }

    @Override
    public String toString() {
        return name();
    }
}
