package io.mlpipeline.models.timeseries.arima;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Frequency;
import io.mlpipeline.models.timeseries.GoldenSeries;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.Regressors;
import io.mlpipeline.models.timeseries.TimeSeries;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutoArimaTest {
    private static final double NAN = Double.NaN;

    static Stream<GoldenSeries> golden() {
        return GoldenSeries.all();
    }

    @ParameterizedTest
    @MethodSource("golden")
    void testsForStationarityLikeR(GoldenSeries golden) {
        double[] values = golden.series().values();

        assertThat(StationarityTest.kpss(values))
                .isCloseTo(golden.r().get("kpss_mu_stat").asDouble(), within(1e-10));
        assertThat(StationarityTest.differences(values))
                .isEqualTo(golden.r().get("ndiffs_kpss").asInt());
    }

    @ParameterizedTest
    @MethodSource("golden")
    void choosesTheDifferencesOfRAndAModelAboutAsGood(GoldenSeries golden) {
        int[] r = order(golden);

        FittedArima fitted = (FittedArima) AutoArima.withDefaults().fit(golden.series());

        assertThat(fitted.order().differences()).isEqualTo(r[1]);
        assertThat(fitted.order().seasonalDifferences()).isEqualTo(r[4]);
        assertThat(fitted.aicc()).isLessThan(golden.r().at("/auto_arima/aicc").asDouble() + 2.5);
    }

    private static int[] order(GoldenSeries golden) {
        int[] order = new int[7];
        Arrays.setAll(order, i -> golden.r().at("/auto_arima/order").path(i).asInt());
        return order;
    }

    /** R 4.2.2, ndiffs(x, test = "adf"). */
    @ParameterizedTest
    @CsvSource({
        "AirPassengers, 1",
        "WWWusage, 1",
        "lynx, 0",
        "LakeHuron, 0",
        "Nile, 0",
        "USAccDeaths, 0",
        "UKgas, 0",
        "JohnsonJohnson, 1",
        "austres, 1",
        "woolyrnq, 0",
        "wineind, 0",
        "nottem, 0"
    })
    void differencesByDickeyAndFullerLikeR(String name, int differences) {
        double[] values = named(name).values();

        assertThat(UnitRootTest.ADF.differences(values)).isEqualTo(differences);
    }

    @Test
    void neverDifferencesWhatCannotBeTested() {
        assertThat(UnitRootTest.ADF.differences(new double[30])).isZero();
        assertThat(UnitRootTest.ADF.differences(new double[] {1, 5, 2})).isZero();
        double[] line = new double[30];
        Arrays.setAll(line, t -> 2.0 * t);
        assertThat(UnitRootTest.ADF.differences(line)).isLessThanOrEqualTo(2);
    }

    /** R 4.2.2, auto.arima(lynx, stepwise = FALSE, approximation = FALSE): ARIMA(4,0,0) with mean, AICc 1875.00684186. */
    @Test
    void findsTheBestOfAllOrders() {
        FittedArima all = (FittedArima) AutoArima.builder().everyOrder().build().fit(named("lynx"));

        assertThat(all.order()).isEqualTo(ArimaOrder.of(4, 0, 0));
        assertThat(all.aicc()).isCloseTo(1875.00684186, within(1e-3));
    }

    private static TimeSeries named(String name) {
        return GoldenSeries.all()
                .filter(golden -> golden.toString().equals(name))
                .findFirst()
                .orElseThrow()
                .series();
    }

    @Test
    void usesTheRegressors() {
        Random random = new Random(1);
        double[] promo = new double[80];
        double[] values = new double[80];
        for (int t = 0; t < 80; t++) {
            promo[t] = t % 9 == 0 ? 1 : 0;
            values[t] = 50 + 20 * promo[t] + random.nextGaussian();
        }
        TimeSeries series = months(values).withRegressors(Regressors.of("promo", promo));

        FittedForecaster fitted = AutoArima.withDefaults().fit(series);

        Forecast forecast = fitted.forecast(Horizon.of(2).withRegressors(Regressors.of("promo", 1, 0)));
        assertThat(forecast.mean(1) - forecast.mean(2)).isCloseTo(20, within(1.0));
    }

    @Test
    void goesOnThroughMissingValues() {
        double[] values = seasonal(72);
        for (int gap : new int[] {0, 1, 13, 25, 37, 50, 51, 71}) {
            values[gap] = NAN;
        }

        Forecast forecast = AutoArima.withDefaults().fit(months(values)).forecast(12);

        for (int h = 1; h <= 12; h++) {
            double truth = 100 + 10 * Math.sin((71 + h) * Math.PI / 6);
            assertThat(forecast.mean(h)).isCloseTo(truth, within(3.0));
        }
    }

    @Test
    void leavesASeasonOutThatWasNeverSeenWhole() {
        double[] values = seasonal(72);
        for (int t = 4; t < values.length; t += 12) {
            values[t] = NAN;
        }

        assertThat(AutoArima.withDefaults().fit(months(values)).forecast(12).mean(5))
                .isBetween(70.0, 130.0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-12, 1e12})
    void forecastsAtAnyScale(double scale) {
        double[] values = seasonal(60);
        double[] plain =
                AutoArima.withDefaults().fit(months(values)).forecast(12).means();
        Arrays.setAll(values, t -> values[t] * scale);

        double[] scaled =
                AutoArima.withDefaults().fit(months(values)).forecast(12).means();

        Arrays.setAll(scaled, h -> scaled[h] / scale);
        assertThat(scaled).containsExactly(plain, within(0.5));
    }

    @Test
    void forecastsEverySeriesThatHasAValue() {
        double[][] hard = {
            {5},
            {1, 2},
            {1, 2, 3, 4},
            {1, 5, 2, 8, 3},
            {0, 0, 0, 0, 0, 0, 0, 0},
            {NAN, NAN, 3, NAN},
            {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
            {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 100},
            {0, 0, 3, 0, 0, 0, 5, 0, 0, 2, 0, 0, 0, 0, 0, 1, 0, 0}
        };
        for (double[] values : hard) {
            Forecast forecast = AutoArima.withDefaults().fit(months(values)).forecast(24);

            assertThat(forecast.interval(24, 0.95).upper())
                    .as(Arrays.toString(values))
                    .isFinite();
        }
    }

    @Test
    void saysWhyItFellBack() {
        assertThat(AutoArima.withDefaults().fit(months(new double[20])).fallback())
                .contains("the series is constant");
        assertThat(AutoArima.withDefaults().fit(months(1, 2)).fallback().orElseThrow())
                .contains("2 values are too few for an ARIMA model");
    }

    @Test
    void refusesMissingValuesOnlyAndOrdersOutOfRange() {
        assertThatThrownBy(() -> AutoArima.withDefaults().fit(months(NAN, NAN)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("missing");
        assertThatThrownBy(() -> AutoArima.builder().highestOrder(-1)).hasMessageContaining("-1: give 0 to 20");
    }

    private static TimeSeries months(double... values) {
        return TimeSeries.of(Frequency.MONTH, LocalDateTime.of(2020, 1, 1, 0, 0), values);
    }

    private static double[] seasonal(int length) {
        Random random = new Random(42);
        double[] values = new double[length];
        Arrays.setAll(values, t -> 100 + 10 * Math.sin(t * Math.PI / 6) + random.nextGaussian());
        return values;
    }
}
