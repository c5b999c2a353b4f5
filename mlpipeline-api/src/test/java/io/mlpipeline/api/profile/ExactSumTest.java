package io.mlpipeline.api.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactSumTest {
    private static double value(SplittableRandom random) {
        return switch (random.nextInt(7)) {
            case 0 -> Double.longBitsToDouble(random.nextLong(1, 1L << 52)); // subnormal
            case 1 -> random.nextBoolean() ? Double.MAX_VALUE : -Double.MAX_VALUE;
            case 2 -> random.nextBoolean() ? -0.0 : Double.MIN_VALUE;
            case 3 -> random.nextInt(-1000, 1000);
            case 4 -> random.nextDouble(-1, 1);
            default -> anyFinite(random);
        };
    }

    private static double anyFinite(SplittableRandom random) {
        double any = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(any) ? any : anyFinite(random);
    }

    /** More additions than chunks can take without a carry, in parts that see different exponents. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 20, 511, 512, 513, 5_000})
    void isTheSumOfTheDecimalValues(int count) {
        for (int seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ExactSum whole = new ExactSum();
            ExactSum[] parts = {new ExactSum(), new ExactSum(), new ExactSum()};
            BigDecimal expected = BigDecimal.ZERO;
            for (int i = 0; i < count; i++) {
                double value = value(random);
                whole.add(value);
                parts[random.nextInt(2)].add(value);
                expected = expected.add(new BigDecimal(value));
            }
            parts[2].add(parts[1]);
            parts[2].add(parts[0]);
            assertThat(whole.value()).isEqualByComparingTo(expected);
            assertThat(whole.rounded()).isEqualTo(expected.doubleValue());
            assertThat(parts[2].value()).isEqualByComparingTo(expected);
        }
    }

    /** A tie goes to the even neighbour, and what lies far below it decides. */
    @Test
    void roundsOnceAndToTheNearest() {
        assertThat(rounded(0x1p53, 1)).isEqualTo(0x1p53);
        assertThat(rounded(0x1p53, 1, Double.MIN_VALUE)).isEqualTo(0x1p53 + 2);
        assertThat(rounded(-0x1p53, -1, -Double.MIN_VALUE)).isEqualTo(-0x1p53 - 2);
        assertThat(rounded(0x1p53, 1, -Double.MIN_VALUE)).isEqualTo(0x1p53);
        assertThat(rounded(0x1p53, 3)).isEqualTo(0x1p53 + 4);
        assertThat(rounded(Double.MIN_NORMAL, -Double.MIN_VALUE)).isEqualTo(Double.MIN_NORMAL - Double.MIN_VALUE);
        assertThat(rounded(3 * Double.MIN_VALUE, -Double.MIN_VALUE)).isEqualTo(2 * Double.MIN_VALUE);
        assertThat(rounded(Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE))
                .isEqualTo(Double.MAX_VALUE);
        assertThat(rounded(Double.MAX_VALUE, Double.MAX_VALUE)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(rounded(1, -1)).isEqualTo(0.0);
        assertThat(rounded()).isEqualTo(0.0);
    }

    private static double rounded(double... values) {
        ExactSum sum = new ExactSum();
        for (double each : values) {
            sum.add(each);
        }
        return sum.rounded();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, -0.1, 1e150, -1e150, Double.MIN_VALUE, -3})
    void holdsOneValueAddedVeryOften(double value) {
        ExactSum sum = new ExactSum();
        for (int i = 0; i < 3_000_000; i++) {
            sum.add(value);
        }
        assertThat(sum.value()).isEqualByComparingTo(new BigDecimal(value).multiply(BigDecimal.valueOf(3_000_000)));
    }
}
