package io.mlpipeline.etl.features.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WilsonTest {
    /** Made by SciPy: binomtest(hits, all).proportion_ci(0.95, "wilson"). */
    @ParameterizedTest
    @CsvSource({
        "180, 200, 0.8505941875672826, 0.9343295513309041",
        "0, 20, 0.0, 0.16112515805281935",
        "20, 20, 0.8388748419471808, 1.0",
        "541908, 541909, 0.9999895464131114, 0.9999996742541732",
        "1, 3, 0.06149194472039626, 0.7923403991979523",
        "406829, 541909, 0.7495795272171645, 0.7518830313530588"
    })
    void agreesWithSciPy(long hits, long all, double low, double high) {
        assertThat(new Wilson(hits, all).low()).isCloseTo(low, within(1e-12));
        assertThat(new Wilson(hits, all).high()).isCloseTo(high, within(1e-12));
    }
}
