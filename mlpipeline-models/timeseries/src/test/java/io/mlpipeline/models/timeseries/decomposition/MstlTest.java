package io.mlpipeline.models.timeseries.decomposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.timeseries.Frequency;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.testkit.data.SharedData;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MstlTest {
    /** R 4.2.2, mstl(msts(x, c(48, 240))): step, trend, season of 48, season of 240. */
    private static final double[][] R = {
        {0, 34245.20182457, -6256.85855080, -1723.51723943},
        {99, 32195.194478625, -6191.997915588, -923.021394509},
        {249, 29430.99103960, -7758.94202028, -1504.64069320},
        {376, 29931.139172129, 275.635439954, 625.959536712},
        {499, 31350.027327318, 4790.374744693, -829.676777773}
    };

    /** R smooths at every fifth to thirtieth step and joins them by lines, which shows in the second digit of the amplitude. */
    @Test
    void splitsHalfHoursByDayAndWorkingWeekLikeR() throws IOException {
        TimeSeries series = halfHours();

        SeveralSeasons parts = Mstl.of(240, 48).decompose(series);

        double tolerance = 0.03 * 8000;
        for (double[] row : R) {
            int step = (int) row[0];
            assertThat(parts.trend()[step]).isCloseTo(row[1], within(tolerance));
            assertThat(parts.seasonal(48)[step]).isCloseTo(row[2], within(tolerance));
            assertThat(parts.seasonal(240)[step]).isCloseTo(row[3], within(tolerance));
        }
    }

    @Test
    void addsUpToTheSeries() throws IOException {
        TimeSeries series = halfHours();
        SeveralSeasons parts = Mstl.of(48, 240).decompose(series);

        for (int t = 0; t < series.length(); t++) {
            double sum = parts.trend()[t] + parts.seasonal(48)[t] + parts.seasonal(240)[t] + parts.remainder()[t];
            assertThat(sum).isCloseTo(series.value(t), within(1e-8));
        }
        assertThat(parts.periods()).containsExactly(48, 240);
        assertThatThrownBy(() -> parts.seasonal(7)).hasMessageContaining("no season of 7 steps, only of [48, 240]");
    }

    @Test
    void refusesSeasonsThatTheSeriesDoesNotCover() {
        TimeSeries series = TimeSeries.of(Frequency.DAY, LocalDateTime.of(2020, 1, 1, 0, 0), new double[20]);

        assertThatThrownBy(() -> Mstl.of(7, 30).decompose(series))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("needs two seasons");
        assertThatThrownBy(() -> Mstl.of()).hasMessageContaining("give at least one");
        assertThatThrownBy(() -> Mstl.of(1)).hasMessageContaining("each 2 steps or more");
    }

    private static TimeSeries halfHours() throws IOException {
        JsonNode x = new ObjectMapper()
                .readTree(
                        SharedData.file("golden/forecast/arima_taylor_500.json").toFile())
                .get("x");
        double[] values = new double[x.size()];
        Arrays.setAll(values, i -> x.get(i).asDouble());
        return TimeSeries.of(Frequency.HOUR, LocalDateTime.of(2000, 6, 5, 0, 0), values);
    }
}
