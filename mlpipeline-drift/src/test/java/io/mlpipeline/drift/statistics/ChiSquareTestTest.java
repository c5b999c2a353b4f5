package io.mlpipeline.drift.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChiSquareTestTest {

    @Test
    void isTheTextbookTestWhereCountsAreLarge() {
        long[] reference = {30_000, 20_000, 50_000};
        long[] current = {30_200, 20_100, 49_700};

        double textbook = ChiSquareTest.test(reference, current).pValue();

        assertThat(ChiSquareTest.calibrated(reference, current).pValue()).isEqualTo(textbook, within(1e-4));
    }

    @Test
    void hasTheMomentsOfRandomAssignment() {
        long[] reference = {3, 1, 0, 2, 1, 1, 0, 4};
        long[] current = {1, 1, 2, 5, 0, 0, 1, 6};
        TwoRows rows = TwoRows.of(reference, current);
        List<Integer> members = new ArrayList<>();
        for (int cell = 0; cell < reference.length; cell++) {
            members.addAll(Collections.nCopies((int) (reference[cell] + current[cell]), cell));
        }
        Random random = new Random(1);
        int trials = 100_000;
        double sum = 0;
        double squares = 0;
        for (int trial = 0; trial < trials; trial++) {
            Collections.shuffle(members, random);
            double statistic = deal(members, 12, reference.length);
            sum += statistic;
            squares += statistic * statistic;
        }
        double mean = sum / trials;

        assertThat(rows.pearsonMean()).isEqualTo(mean, within(0.03));
        assertThat(rows.pearsonVariance()).isEqualTo(squares / trials - mean * mean, within(0.15));
    }

    private static double deal(List<Integer> members, int first, int cells) {
        long[] x = new long[cells];
        long[] y = new long[cells];
        for (int i = 0; i < members.size(); i++) {
            (i < first ? x : y)[members.get(i)]++;
        }
        return TwoRows.of(x, y).pearson();
    }

    @Test
    void hasNothingToTellAboutOneCellOrAnEmptyRow() {
        TestResult nothing = new TestResult(0, 1);

        assertThat(ChiSquareTest.test(new long[] {5, 0}, new long[] {7, 0})).isEqualTo(nothing);
        assertThat(ChiSquareTest.test(new long[] {5, 1}, new long[] {0, 0})).isEqualTo(nothing);
        assertThat(ChiSquareTest.calibrated(new long[0], new long[0])).isEqualTo(nothing);
        assertThat(GTest.test(new long[] {5, 0}, new long[] {7, 0})).isEqualTo(nothing);
    }

    @Test
    void cannotTellWhereEveryMemberIsUnique() {
        assertThat(ChiSquareTest.calibrated(new long[] {1, 1, 1, 0, 0}, new long[] {0, 0, 0, 1, 1})
                        .pValue())
                .isEqualTo(1);
    }

    @Test
    void refusesNegativeCounts() {
        assertThatThrownBy(() -> ChiSquareTest.test(new long[] {1, -2}, new long[] {1, 2}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got -2 in cell 1");
    }
}
