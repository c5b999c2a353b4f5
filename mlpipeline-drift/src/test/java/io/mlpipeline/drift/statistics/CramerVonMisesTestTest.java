package io.mlpipeline.drift.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class CramerVonMisesTestTest {

    @Test
    void isExactWithTies() {
        double[] x = {1, 1, 2, 3, 3, 3, 7};
        double[] y = {1, 2, 2, 2, 3, 9, 9, 9};

        TestResult actual = CramerVonMisesTest.test(Sample.of(x), Sample.of(y));

        assertThat(actual.statistic()).isEqualTo(statistic(x, y), within(1e-14));
        assertThat(actual.pValue())
                .isEqualTo(Permutations.pValue(x, y, CramerVonMisesTestTest::statistic), within(1e-14));
    }

    private static double statistic(double[] x, double[] y) {
        double all = (double) x.length + y.length;
        double sum = DoubleStream.concat(DoubleStream.of(x), DoubleStream.of(y))
                .map(limit -> Permutations.distribution(x, limit) - Permutations.distribution(y, limit))
                .map(difference -> difference * difference)
                .sum();
        return sum * x.length * y.length / (all * all);
    }

    @Test
    void keepsItsLevelInTheLimitWithHeavyTies() {
        SplittableRandom random = new SplittableRandom(1);
        int alarms = 0;
        int trials = 2000;
        for (int i = 0; i < trials; i++) {
            Sample x =
                    Sample.of(random.doubles(60).map(u -> Math.floor(4 * u * u)).toArray());
            Sample y =
                    Sample.of(random.doubles(80).map(u -> Math.floor(4 * u * u)).toArray());
            alarms += CramerVonMisesTest.test(x, y).pValue() <= 0.05 ? 1 : 0;
        }
        assertThat((double) alarms / trials).isBetween(0.035, 0.065);
    }

    @Test
    void callsEqualConstantsEqual() {
        double[] fives = new double[30];
        Arrays.fill(fives, 5);

        assertThat(CramerVonMisesTest.test(Sample.of(fives), Sample.of(fives))).isEqualTo(new TestResult(0, 1));
    }

    /** The limit to 40 digits by mpmath. */
    @Test
    void hasTheRightLimit() {
        assertThat(CramerVonMises.upperTail(0.05)).isEqualTo(0.8762809310413489904, within(1e-14));
        assertThat(CramerVonMises.upperTail(0.46136)).isEqualTo(0.05000038313265127595, within(1e-14));
        assertThat(CramerVonMises.upperTail(1.16786)).isEqualTo(0.00099999091487455654454, within(1e-14));
        assertThat(CramerVonMises.upperTail(3)).isEqualTo(7.5677434593160198534e-8, within(1e-14));
    }
}
