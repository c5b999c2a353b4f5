package io.mlpipeline.models.core.sequence;

/**
 * The hyperbolic tangent in single precision, over an array.
 *
 * <p>x P(x²) / Q(x²) with polynomials of degree 4, fitted to the least relative error on [0, 9], 2.1e-8, by iteratively reweighted
 * least squares; beyond 9 it is that of 9. In floats the error is at most 5e-7. Only additions, products and quotients: the
 * compiler computes several at once, and the result is the same on every machine.
 */
final class FloatTanh {
    private static final float END = 9;
    private static final float P1 = 0.13381019f;
    private static final float P2 = 0.0034955803f;
    private static final float P3 = 2.0608957e-5f;
    private static final float P4 = 1.3354493e-8f;
    private static final float Q1 = 0.46714336f;
    private static final float Q2 = 0.025876952f;
    private static final float Q3 = 3.2856222e-4f;
    private static final float Q4 = 7.776488e-7f;

    private FloatTanh() {}

    static void apply(float[] values, float[] out, int count) {
        for (int i = 0; i < count; i++) {
            float x = Math.max(-END, Math.min(END, values[i]));
            float square = x * x;
            float p = (((P4 * square + P3) * square + P2) * square + P1) * square + 1;
            float q = (((Q4 * square + Q3) * square + Q2) * square + Q1) * square + 1;
            out[i] = x * p / q;
        }
    }
}
