package io.mlpipeline.registry.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants as they are stored: microseconds since 1970-01-01T00:00:00Z. */
final class Micros {
    private Micros() {}

    static long of(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    static Instant toInstant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
