package io.mlpipeline.drift.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;

class ProportionTestsTest {

    @Test
    void fisherIsExactForTheLadyTastingTea() {
        // Fisher 1935: of 8 cups 4 are named, 3 rightly: (16 + 1) / 70 on one side, twice that on both.
        TestResult actual = FisherExactTest.test(3, 4, 1, 4);

        assertThat(actual.pValue()).isEqualTo(34.0 / 70, within(1e-15));
        assertThat(actual.statistic()).isEqualTo(9);
    }

    @Test
    void fisherKeepsItsDigitsInTheFarTail() {
        // Two of C(1000, 500) tables; two of C(2000, 1000) are less than the smallest double.
        assertThat(FisherExactTest.test(500, 500, 0, 500).pValue())
                .isCloseTo(7.399507995628054e-300, withinPercentage(1e-10));
        assertThat(FisherExactTest.test(1000, 1000, 0, 1000).pValue()).isZero();
    }

    @Test
    void haveNothingToTellAboutEmptyGroups() {
        assertThat(FisherExactTest.test(0, 0, 3, 5)).isEqualTo(new TestResult(1, 1));
        assertThat(ProportionTest.test(0, 0, 3, 5)).isEqualTo(new TestResult(0, 1));
        assertThat(ProportionTest.test(5, 5, 3, 3)).isEqualTo(new TestResult(0, 1));
    }

    @Test
    void refuseMoreHitsThanMembers() {
        assertThatThrownBy(() -> ProportionTest.test(6, 5, 0, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("group's 5 members, got 6");
        assertThatThrownBy(() -> FisherExactTest.test(0, 5, -1, 5)).isInstanceOf(IllegalArgumentException.class);
    }
}
