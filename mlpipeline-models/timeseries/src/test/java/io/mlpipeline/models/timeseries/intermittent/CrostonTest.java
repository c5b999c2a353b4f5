package io.mlpipeline.models.timeseries.intermittent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Frequency;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.intermittent.Croston.Variant;
import io.mlpipeline.testkit.data.SharedData;
import java.io.IOException;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CrostonTest {
    @Test
    void forecastsTheRateOfR() throws IOException {
        JsonNode golden = new ObjectMapper()
                .readTree(SharedData.file("golden/forecast/misc_tests.json").toFile())
                .get("croston");
        double[] demand = new double[golden.get("y").size()];
        for (int t = 0; t < demand.length; t++) {
            demand[t] = golden.get("y").get(t).asDouble();
        }

        double rate = Croston.of(Variant.CROSTON).fit(days(demand)).forecast(6).mean(6);
        double corrected = Croston.of(Variant.SBA).fit(days(demand)).forecast(6).mean(6);

        assertThat(rate).isCloseTo(golden.get("mean").get(5).asDouble(), within(1e-12));
        assertThat(corrected).isCloseTo(0.95 * rate, within(1e-12));
    }

    /** By hand: sizes 4, then 4 + (6 - 4) / 2 = 5; probabilities 1/2, 3/4, 3/8, 3/16 and 19/32 with smoothing 1/2. */
    @Test
    void multipliesSizeAndProbability() {
        FittedForecaster fitted = Croston.builder(Variant.TSB)
                .sizeSmoothing(0.5)
                .frequencySmoothing(0.5)
                .build()
                .fit(days(4, 0, 0, 6));

        assertThat(fitted.forecast(1).mean(1)).isCloseTo(5 * 19 / 32.0, within(1e-12));
    }

    @Test
    void forgetsADemandThatDoesNotComeBack() {
        FittedForecaster fitted = Croston.of(Variant.TSB).fit(days(3, 2, 4, 3));
        TimeSeries nothing = days(3, 2, 4, 3, 0, 0, 0, 0, 0, 0).slice(4, 10);

        assertThat(fitted.update(nothing).forecast(1).mean(1))
                .isLessThan(0.6 * fitted.forecast(1).mean(1));
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void expectsNothingWhereNothingWasSold(Variant variant) {
        Forecast forecast = Croston.of(variant).fit(days(0, 0, Double.NaN, 0)).forecast(3);

        assertThat(forecast.means()).containsExactly(0, 0, 0);
        assertThat(forecast.fallback().orElseThrow()).contains("no demand was ever seen");
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void standsWhereAFilterOverAllTheDataStands(Variant variant) {
        double[] demand = {0, 3, 0, 0, 2, Double.NaN, 5, 0, 1};
        Croston forecaster = Croston.of(variant);

        double updated = forecaster
                .fit(days(demand).slice(0, 8))
                .update(days(demand).slice(8, 9))
                .forecast(1)
                .mean(1);

        // The probability starts from the share of the steps seen, which is 3 of 7 and 4 of 8.
        double tolerance = variant == Variant.TSB ? 0.1 : 1e-12;
        assertThat(updated).isCloseTo(forecaster.fit(days(demand)).forecast(1).mean(1), within(tolerance));
    }

    @Test
    void boundsTheDemandByWhatWasSeen() {
        Forecast forecast =
                Croston.of(Variant.SBA).fit(days(0, 0, 9, 0, 0, 0, 1, 0, 0, 0)).forecast(1);

        assertThat(forecast.interval(1, 0.95).lower()).isZero();
        assertThat(forecast.interval(1, 0.95).upper()).isEqualTo(9);
    }

    @Test
    void refusesWhatIsNoDemand() {
        assertThatThrownBy(() -> Croston.of(Variant.SBA).fit(days(1, -2)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("2024-01-02T00:00 is -2.0");
        assertThatThrownBy(() -> Croston.of(Variant.SBA).fit(days(Double.NaN)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("missing");
        assertThatThrownBy(() -> Croston.builder(Variant.SBA).sizeSmoothing(0))
                .hasMessageContaining("smoothing is 0.0");
    }

    private static TimeSeries days(double... demand) {
        return TimeSeries.of(Frequency.DAY, LocalDateTime.of(2024, 1, 1, 0, 0), demand);
    }
}
