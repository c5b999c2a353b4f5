package io.mlpipeline.models.core.model;

/** Integers that compare as floats do, so that a comparison needs no branch. */
final class FloatOrder {
    private FloatOrder() {}

    /** The place of a value that is not NaN; both zeros have one. Integer.MIN_VALUE is below and MAX_VALUE above every place. */
    static int of(float value) {
        int bits = Float.floatToRawIntBits(value + 0.0f);
        return bits ^ (bits >> 31 & Integer.MAX_VALUE);
    }
}
