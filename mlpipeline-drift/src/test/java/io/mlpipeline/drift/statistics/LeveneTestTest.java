package io.mlpipeline.drift.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LeveneTestTest {

    @Test
    void agreesWithScipy() {
        Sample x = Sample.of(1.5, 2.5, 9.0, 4.0, 7.5, 3.25);
        Sample y = Sample.of(0.5, 3.5, 4.5, 8.0, 20.0, -6.0, 2.0);

        TestResult actual = LeveneTest.test(x, y);

        // scipy.stats.levene(x, y), whose default centre is the median
        assertThat(actual.statistic()).isEqualTo(1.3273321682835046, within(1e-14));
        assertThat(actual.pValue()).isEqualTo(0.2737045470381603, within(1e-13));
    }
}
