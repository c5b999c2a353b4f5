package io.mlpipeline.models.core.model;

/**
 * e^x in single precision, with the algorithm of current C libraries, so that links agree with a trainer written in C++.
 *
 * <p>x is split into k ln2/32 + r; 2^(k/32) comes from a table and e^r from a cubic, all in double precision; the largest error is
 * 0.502 units in the last place. Source: Arm Optimized Routines, {@code math/expf.c} (MIT licence), which glibc since 2.27,
 * musl and Android use.
 */
final class FloatExp {
    private static final int BITS = 5;
    private static final int N = 1 << BITS;
    private static final double INVERSE_LN2_N = 0x1.71547652b82fep+0 * N;
    private static final double SHIFT = 0x1.8p+52;
    private static final double C0 = 0x1.c6af84b912394p-5 / N / N / N;
    private static final double C1 = 0x1.ebfce50fac4f3p-3 / N / N;
    private static final double C2 = 0x1.62e42ff0c52d6p-1 / N;

    /** The bits of 2^(i/32), i = 0 to 31, each rounded to nearest. */
    private static final long[] POWERS = {
        0x3ff0000000000000L, 0x3ff059b0d3158574L, 0x3ff0b5586cf9890fL, 0x3ff11301d0125b51L,
        0x3ff172b83c7d517bL, 0x3ff1d4873168b9aaL, 0x3ff2387a6e756238L, 0x3ff29e9df51fdee1L,
        0x3ff306fe0a31b715L, 0x3ff371a7373aa9cbL, 0x3ff3dea64c123422L, 0x3ff44e086061892dL,
        0x3ff4bfdad5362a27L, 0x3ff5342b569d4f82L, 0x3ff5ab07dd485429L, 0x3ff6247eb03a5585L,
        0x3ff6a09e667f3bcdL, 0x3ff71f75e8ec5f74L, 0x3ff7a11473eb0187L, 0x3ff82589994cce13L,
        0x3ff8ace5422aa0dbL, 0x3ff93737b0cdc5e5L, 0x3ff9c49182a3f090L, 0x3ffa5503b23e255dL,
        0x3ffae89f995ad3adL, 0x3ffb7f76f2fb5e47L, 0x3ffc199bdd85529cL, 0x3ffcb720dcef9069L,
        0x3ffd5818dcfba487L, 0x3ffdfc97337b9b5fL, 0x3ffea4afa2a490daL, 0x3fff50765b6e4540L
    };

    private FloatExp() {}

    static float exp(float x) {
        if (!(x <= 0x1.62e42ep6f)) {
            return Float.isNaN(x) ? x : Float.POSITIVE_INFINITY;
        }
        if (x < -0x1.9fe368p6f) {
            return 0;
        }
        double z = INVERSE_LN2_N * x;
        double shifted = z + SHIFT;
        long k = Double.doubleToRawLongBits(shifted);
        double r = z - (shifted - SHIFT);
        // k's multiple of 32 goes into the exponent, its remainder into the table.
        long scale = POWERS[(int) k & (N - 1)] + ((k >> BITS) << 52);
        double high = C0 * r + C1;
        double low = C2 * r + 1;
        return (float) ((high * (r * r) + low) * Double.longBitsToDouble(scale));
    }
}
