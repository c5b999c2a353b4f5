package io.mlpipeline.etl.features.operator;

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
}
