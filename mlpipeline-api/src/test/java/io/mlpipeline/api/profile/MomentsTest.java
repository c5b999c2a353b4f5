package io.mlpipeline.api.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MomentsTest {
    private static Moments of(double... values) {
        Moments moments = new Moments();
        Arrays.stream(values).forEach(moments::add);
        return moments;
    }

    @Test
    void keepsWhatASimpleSumLoses() {
        assertThat(of(1e16, 1, -1e16).mean()).isEqualTo(1.0 / 3);
    }

    /** Reference: NIST StRD, NumAcc4 (certified mean 10000000.2, standard deviation 0.1). */
    @Test
    void passesTheNistSetWithALargeOffset() {
        Moments moments = of(10000000.2);
        for (int i = 0; i < 500; i++) {
            moments.add(10000000.1);
            moments.add(10000000.3);
        }

        assertThat(moments.mean()).isEqualTo(10000000.2);
        assertThat(Math.sqrt(moments.variance())).isCloseTo(0.1, within(1e-9));
    }

    @Test
    void dependsNeitherOnOrderNorOnParts() {
        SplittableRandom random = new SplittableRandom(1);
        double[] values =
                random.doubles(5_000).map(x -> (x - 0.5) * Math.pow(10, 12 * x)).toArray();
        Moments forward = of(values);
        Moments backward = new Moments();
        for (int part = 0; part < 7; part++) {
            Moments one = new Moments();
            for (int i = values.length - 1 - part; i >= 0; i -= 7) {
                one.add(values[i]);
            }
            backward.merge(one);
        }

        assertThat(backward.mean()).isEqualTo(forward.mean());
        assertThat(backward.variance()).isEqualTo(forward.variance());
        assertThat(backward.count()).isEqualTo(5_000);
    }

    @Test
    void isUndefinedWithoutEnoughValues() {
        assertThat(of().mean()).isNaN();
        assertThat(of().min()).isNaN();
        assertThat(of(3).variance()).isNaN();
        assertThat(of(3, 3).variance()).isZero();
    }

    @Test
    void refusesWhatIsNotFinite() {
        assertThatThrownBy(() -> of(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> of(1e200)).hasMessageContaining("1.0E200");
    }
}
