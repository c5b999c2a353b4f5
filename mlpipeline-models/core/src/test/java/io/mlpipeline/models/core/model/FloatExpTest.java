package io.mlpipeline.models.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FloatExpTest {
    /** Arguments where rounding e^x in double precision gives another float than expf of glibc 2.36, and the ends of the range. */
    private static final float[][] GLIBC = {
        {-0x1.0c1a6p+4f, 0x1.c5b11p-25f},
        {-0x1.c2ba4p-1f, 0x1.a89948p-2f},
        {0x1.a2424p+2f, 0x1.58849ep+9f},
        {0x1.60ef78p+3f, 0x1.e1a47p+15f},
        {0x1.3d8a5p+4f, 0x1.8cc1cep+28f},
        {0f, 0x1p+0f},
        {0x1p+0f, 0x1.5bf0a8p+1f},
        {-0x1p+0f, 0x1.78b564p-2f},
        {0x1.62ccccp+6f, 0x1.f46ff8p+127f},
        {0x1.62e42ep+6f, 0x1.ffff08p+127f},
        {0x1.62eb86p+6f, Float.POSITIVE_INFINITY},
        {-0x1.5d589ep+6f, 0x1.00004cp-126f},
        {-0x1.9f999ap+6f, 0x1p-149f},
        {-0x1.ap+6f, 0f},
        {0x1.5798eep-27f, 0x1p+0f},
        {0x1.9p+5f, 0x1.19103ep+72f},
        {-0x1.9p+5f, 0x1.d257d6p-73f},
        {0x1.5p+3f, 0x1.1bb702p+15f},
    };

    @Test
    void givesTheFloatsOfTheCLibrary() {
        for (float[] pair : GLIBC) {
            assertThat(FloatExp.exp(pair[0])).as("exp(%s)", pair[0]).isEqualTo(pair[1]);
        }
    }

    @Test
    void saturatesAndKeepsNaN() {
        assertThat(FloatExp.exp(Float.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(FloatExp.exp(Float.NEGATIVE_INFINITY)).isZero();
        assertThat(FloatExp.exp(Float.NaN)).isNaN();
    }

    @Test
    void liesWithinOneUnitOfTheMathLibrary() {
        for (float x = -87; x < 88; x += 0.01f) {
            float exact = (float) StrictMath.exp(x);
            assertThat(Math.abs(FloatExp.exp(x) - exact)).isLessThanOrEqualTo(Math.ulp(exact));
        }
    }
}
