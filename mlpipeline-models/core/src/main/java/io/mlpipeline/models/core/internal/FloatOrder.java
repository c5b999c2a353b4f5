package io.mlpipeline.models.core.internal;

/** Floats as integers, so that a comparison needs no branch. */
public final class FloatOrder {
    private static final int INFINITY = 0x7f800000;

    private FloatOrder() {}

    /**
     * An integer that compares as a value does that is not NaN. Both zeros give one; Integer.MIN_VALUE and MAX_VALUE are below and
     * above all.
     *
     * @param value not NaN
     * @return its place in the order
     */
    public static int of(float value) {
        int bits = Float.floatToRawIntBits(value + 0.0f);
        return bits ^ (bits >> 31 & Integer.MAX_VALUE);
    }

    /**
     * Whether a value is there, as a mask.
     *
     * @param value any float
     * @return all bits 1, or all 0 for NaN
     */
    public static int presence(float value) {
        return (Float.floatToRawIntBits(value) & Integer.MAX_VALUE) - INFINITY - 1 >> 31;
    }
}
