package io.mlpipeline.models.timeseries;

import java.util.List;
import java.util.Optional;

/** A simpler forecaster that stepped in for another, with the reason. Immutable and thread-safe. */
public final class WithFallback implements FittedForecaster {
    /** The type of its {@link #snapshot()}. */
    public static final String TYPE = "fallback";

    private final FittedForecaster simpler;
    private final String reason;

    private WithFallback(FittedForecaster simpler, String reason) {
        this.simpler = simpler;
        this.reason = reason;
    }

    /**
     * Names the reason.
     *
     * @param simpler the forecaster that stepped in
     * @param reason why
     * @return the same forecaster, whose {@link #fallback()} gives the reason
     */
    public static WithFallback of(FittedForecaster simpler, String reason) {
        return new WithFallback(simpler, reason);
    }

    @Override
    public String method() {
        return simpler.method();
    }

    @Override
    public Optional<String> fallback() {
        return Optional.of(reason);
    }

    @Override
    public Forecast forecast(Horizon horizon) {
        return simpler.forecast(horizon).withFallback(reason);
    }

    @Override
    public FittedForecaster update(TimeSeries next) {
        return new WithFallback(simpler.update(next), reason);
    }

    @Override
    public Snapshot snapshot() {
        Snapshot inner = simpler.snapshot();
        return Snapshot.builder(TYPE, inner.series())
                .word("reason", reason)
                .parts(List.of(inner))
                .build();
    }

    @Override
    public String toString() {
        return simpler + " (" + reason + ")";
    }
}
