package io.mlpipeline.etl.features.operator.window;

import java.time.Duration;

/** Checks that windows share. */
final class Windows {
    private Windows() {}

    static void requirePositive(Duration duration, String what) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(what + " must reach into the past by a positive duration, got "
                    + duration + "; it would leak otherwise");
        }
    }

    /** A duration in units of the time column; the pipeline has checked that it is a whole number of them. */
    static long units(Duration duration, long unitsPerDay) {
        long microsPerUnit = 86_400_000_000L / unitsPerDay;
        long micros = Math.addExact(Math.multiplyExact(duration.getSeconds(), 1_000_000L), duration.getNano() / 1_000);
        return micros / microsPerUnit;
    }
}
