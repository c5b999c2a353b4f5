package io.mlpipeline.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A small part of the table in docs/drift.md; {@link FalseAlarms} measures the rest. */
class FalseAlarmsTest {
    private static final int TRIALS = 200;

    /** Of 200 trials at a true rate of 0.03, more than 15 happen in fewer than one run of 1,000. The seeds are fixed besides. */
    private static final double MOST = 15.0 / TRIALS;

    static Stream<Arguments> cells() {
        int[][] sizes = {{30, 30}, {100, 100}, {500, 500}, {1_000, 100}, {30, 500}};
        return Stream.of(Population.values())
                .flatMap(population -> Stream.of(sizes).map(size -> Arguments.of(population, size[0], size[1])));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void areRareWhereNothingDrifted(Population population, int n, int m) {
        assertThat(FalseAlarms.of(population, n, m, TRIALS, 1).drifted()).isLessThanOrEqualTo(MOST);
    }

    @Test
    void areRareInReportsOnSixtyColumns() {
        assertThat(FalseAlarms.ofReports(200, 200, TRIALS, 2)).isLessThanOrEqualTo(MOST);
    }

    @Test
    void areNotBoughtWithMissedDrift() {
        assertThat(FalseAlarms.power(1000, 1000, 0.25, 1, TRIALS, 3)).isGreaterThanOrEqualTo(0.95);
        assertThat(FalseAlarms.power(1000, 1000, 0, 1.3, TRIALS, 4)).isGreaterThanOrEqualTo(0.95);
    }
}
