package io.mlpipeline.models.core.model;

/** Floats as integers of the same order, which a processor compares without a branch. */
final class FloatOrder {
    private FloatOrder() {}

    /** An integer that compares as the float does, which is not {@code NaN}; both zeros give one. */
    static int of(float value) {
        int bits = Float.floatToRawIntBits(value + 0.0f);
        return bits ^ (bits >> 31 & Integer.MAX_VALUE);
    }
}
