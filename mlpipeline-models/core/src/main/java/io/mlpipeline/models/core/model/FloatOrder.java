package io.mlpipeline.models.core.model;

/** Floats as integers, so that a comparison needs no branch. */
final class FloatOrder {
    private static final int INFINITY = 0x7f800000;

    private FloatOrder() {}

    /**
     * An integer that compares as a value does that is not NaN. Both zeros give one; Integer.MIN_VALUE and MAX_VALUE are below and
     * above all.
     */
    static int of(float value) {
        int bits = Float.floatToRawIntBits(value + 0.0f);
        return bits ^ (bits >> 31 & Integer.MAX_VALUE);
    }

    /** All bits 1, or all 0 for NaN. */
    static int presence(float value) {
        return (Float.floatToRawIntBits(value) & Integer.MAX_VALUE) - INFINITY - 1 >> 31;
    }
}
