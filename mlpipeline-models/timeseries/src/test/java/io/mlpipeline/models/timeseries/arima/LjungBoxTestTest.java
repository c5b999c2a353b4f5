package io.mlpipeline.models.timeseries.arima;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mlpipeline.testkit.data.SharedData;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LjungBoxTestTest {
    @Test
    void givesTheStatisticOfR() throws IOException {
        JsonNode golden = new ObjectMapper()
                .readTree(SharedData.file("golden/forecast/misc_tests.json").toFile())
                .get("boxtest");

        LjungBoxTest test = LjungBoxTest.of(
                GoldenCase.doubles(golden.get("x")), golden.get("lag").asInt(), 0);

        assertThat(test.statistic()).isCloseTo(golden.get("stat").asDouble(), within(1e-9));
        assertThat(test.degreesOfFreedom()).isEqualTo(10);
        assertThat(test.pValue()).isCloseTo(0, within(1e-15));
    }

    @Test
    void dropsMissingResiduals() {
        double[] withGap = {Double.NaN, 1, -1, 2, 0.5, Double.NaN, -2, 1};

        assertThat(LjungBoxTest.of(withGap, 2, 0))
                .isEqualTo(LjungBoxTest.of(new double[] {1, -1, 2, 0.5, -2, 1}, 2, 0));
    }

    @Test
    void refusesLagsThatLeaveNothing() {
        assertThatThrownBy(() -> LjungBoxTest.of(new double[] {1, 2, 3}, 2, 2)).hasMessageContaining("lags is 2");
        assertThatThrownBy(() -> LjungBoxTest.of(new double[] {1, 2, 3}, 3, 0)).hasMessageContaining("3 residuals");
    }
}
