package io.mlpipeline.models.timeseries.arima;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Frequency;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.Regressors;
import io.mlpipeline.models.timeseries.TimeSeries;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArimaTest {
    private static final LocalDateTime START = LocalDateTime.of(2020, 1, 1, 0, 0);
    private static final ArimaOrder AR = ArimaOrder.of(1, 0, 0);

    @Test
    void standsWhereAFilterOverAllTheDataStands() {
        TimeSeries series = seasonal(120);
        FittedArima fitted = Arima.of(ArimaOrder.airline()).fit(series.slice(0, 80));

        FittedArima updated = fitted.update(series.slice(80, 81)).update(series.slice(81, 120));

        assertSame(updated, fitted.applyTo(series));
    }

    @Test
    void standsThereTooWhenValuesAreMissingBeforeAndAfter() {
        double[] values = seasonal(120).values();
        for (int gap : new int[] {3, 14, 15, 60, 85, 86, 100, 118}) {
            values[gap] = Double.NaN;
        }
        TimeSeries series = TimeSeries.of(Frequency.MONTH, START, values);
        FittedArima fitted = Arima.of(ArimaOrder.airline()).fit(series.slice(0, 80));

        assertSame(fitted.update(series.slice(80, 120)), fitted.applyTo(series));
    }

    @Test
    void standsThereTooWithRegressorsAndDrift() {
        double[] promo = new double[120];
        Arrays.setAll(promo, t -> t % 7 == 0 ? 1 : 0);
        TimeSeries series = seasonal(120).withRegressors(Regressors.of("promo", promo));
        FittedArima fitted = Arima.builder(ArimaOrder.of(1, 1, 0))
                .constant(Constant.DRIFT)
                .build()
                .fit(series.slice(0, 80));
        Horizon horizon = Horizon.of(2).withRegressors(Regressors.of("promo", 1, 0));

        FittedArima updated = fitted.update(series.slice(80, 120));

        assertThat(updated.forecast(horizon).means())
                .containsExactly(fitted.applyTo(series).forecast(horizon).means(), within(1e-10));
        assertThat(updated.method()).isEqualTo("ARIMA(1,1,0) with drift and regressors [promo]");
    }

    private static void assertSame(FittedArima one, FittedArima other) {
        Forecast a = one.forecast(30);
        Forecast b = other.forecast(30);
        for (int step = 1; step <= 30; step++) {
            assertThat(a.mean(step)).isCloseTo(b.mean(step), within(1e-10));
            assertThat(a.interval(step, 0.95).upper())
                    .isCloseTo(b.interval(step, 0.95).upper(), within(1e-10));
        }
        assertThat(one.residuals()).containsExactly(other.residuals(), within(1e-10));
        assertThat(one.series()).isEqualTo(other.series());
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-12, 1e12})
    void forecastsAtAnyScale(double scale) {
        double[] values = seasonal(96).values();
        Forecast plain = Arima.of(ArimaOrder.airline()).fit(series(values)).forecast(12);
        Arrays.setAll(values, t -> values[t] * scale);

        Forecast scaled = Arima.of(ArimaOrder.airline()).fit(series(values)).forecast(12);

        for (int step = 1; step <= 12; step++) {
            assertThat(scaled.mean(step) / scale).isCloseTo(plain.mean(step), within(1e-4));
            assertThat(scaled.interval(step, 0.8).upper() / scale)
                    .isCloseTo(plain.interval(step, 0.8).upper(), within(1e-4));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 5, -3.25, 1e12, 1e-12})
    void repeatsAConstantSeriesAndSaysWhy(double level) {
        double[] values = new double[40];
        Arrays.fill(values, level);
        for (ArimaOrder order : new ArimaOrder[] {AR, ArimaOrder.of(1, 1, 1), ArimaOrder.airline()}) {
            FittedArima fitted = Arima.of(order).fit(series(values));

            assertThat(fitted.fallback().orElseThrow()).contains("left no noise");
            assertThat(fitted.forecast(3).means())
                    .containsExactly(new double[] {level, level, level}, within(Math.abs(level) * 1e-12));
            assertThat(fitted.forecast(3).fallback()).isPresent();
        }
    }

    @Test
    void continuesAStraightLineExactly() {
        double[] values = new double[30];
        Arrays.setAll(values, t -> 2 + 0.5 * t);

        Forecast forecast = Arima.builder(ArimaOrder.of(1, 1, 1))
                .constant(Constant.DRIFT)
                .build()
                .fit(series(values))
                .forecast(2);

        assertThat(forecast.means()).containsExactly(new double[] {17, 17.5}, within(1e-10));
    }

    @Test
    void refusesASeriesThatIsTooShort() {
        assertThatThrownBy(() -> Arima.of(ArimaOrder.airline()).fit(seasonal(15)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("ARIMA(0,1,1)(0,1,1)[12] needs at least 17 values, but 15 are present");
    }

    @Test
    void refusesASeriesOfMissingValues() {
        double[] values = new double[40];
        Arrays.fill(values, Double.NaN);

        assertThatThrownBy(() -> Arima.of(AR).fit(series(values)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("0 are present");
    }

    @Test
    void refusesASeasonThatWasNeverSeen() {
        double[] values = seasonal(72).values();
        for (int t = 4; t < values.length; t += 12) {
            values[t] = Double.NaN;
        }

        assertThatThrownBy(
                        () -> Arima.of(ArimaOrder.of(0, 0, 0).seasonal(0, 1, 1)).fit(series(values)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("never observed");
    }

    @Test
    void refusesASeasonalOrderWithoutSeason() {
        assertThatThrownBy(() -> Arima.of(ArimaOrder.airline()).fit(seasonal(48).withSeasonLength(1)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("withSeasonLength");
    }

    @Test
    void refusesARegressorThatDifferencingRemoves() {
        double[] ones = new double[60];
        Arrays.fill(ones, 1);
        TimeSeries series = seasonal(60).withRegressors(Regressors.of("ones", ones));

        assertThatThrownBy(() -> Arima.of(ArimaOrder.of(0, 1, 1)).fit(series))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("'ones' is constant or repeats the others");
    }

    @Test
    void refusesAForecastWithoutTheRegressorsOfTheFuture() {
        double[] price = new double[60];
        Arrays.setAll(price, t -> Math.sin(t));
        FittedArima fitted = Arima.of(AR).fit(seasonal(60).withRegressors(Regressors.of("price", price)));

        assertThatThrownBy(() -> fitted.forecast(3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[price] are needed");
    }

    @Test
    void refusesOrdersThatMakeNoSense() {
        assertThatThrownBy(() -> ArimaOrder.of(-1, 0, 0)).hasMessageContaining("ar is -1");
        assertThatThrownBy(() -> ArimaOrder.of(0, 4, 0)).hasMessageContaining("differences is 4");
        assertThatThrownBy(() -> Arima.builder(ArimaOrder.airline()).constant(Constant.DRIFT))
                .hasMessageContaining("differenced more than once");
    }

    @Test
    void simulatesFuturesThatAverageToTheForecast() {
        FittedArima fitted = Arima.of(ArimaOrder.of(1, 0, 1)).fit(seasonal(120));
        Random random = new Random(7);
        int paths = 20_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < paths; i++) {
            double value = fitted.simulate(Horizon.of(3), random)[2];
            sum += value;
            squares += value * value;
        }
        double mean = sum / paths;
        double deviation = Math.sqrt(squares / paths - mean * mean);
        double expected = (fitted.forecast(3).interval(3, 0.95).upper()
                        - fitted.forecast(3).mean(3))
                / 1.959963984540054;

        assertThat(mean).isCloseTo(fitted.forecast(3).mean(3), within(4 * expected / Math.sqrt(paths)));
        assertThat(deviation).isCloseTo(expected, within(0.03 * expected));
    }

    @Test
    void givesTheSameNumbersEveryTime() {
        Arima forecaster = Arima.of(ArimaOrder.of(2, 1, 2).seasonal(1, 0, 1));

        assertThat(forecaster.fit(seasonal(96)).forecast(12).means())
                .isEqualTo(forecaster.fit(seasonal(96)).forecast(12).means());
    }

    private static TimeSeries series(double[] values) {
        return TimeSeries.of(Frequency.MONTH, START, values);
    }

    /** A trend, a season and noise. */
    private static TimeSeries seasonal(int length) {
        Random random = new Random(42);
        double[] values = new double[length];
        Arrays.setAll(values, t -> 100 + 0.3 * t + 10 * Math.sin(t * Math.PI / 6) + random.nextGaussian());
        return series(values);
    }

    /** The exact log-likelihood of AirPassengers' logarithms at R's coefficients is 244.696487 by statsmodels 0.13.5. */
    @Test
    void takesGivenCoefficients() {
        GoldenCase golden = GoldenCase.all()
                .filter(each -> each.toString().equals("airline_log"))
                .findFirst()
                .orElseThrow();
        double[] coefficients = golden.fixedPoints().get(0).parameters();

        FittedArima given = Arima.of(ArimaOrder.airline()).at(golden.series(), coefficients);

        assertThat(given.logLikelihood()).isCloseTo(244.696487, within(1e-5));
        assertThat(given.coefficient("ma1").value()).isEqualTo(coefficients[0]);
        assertThat(given.coefficient("ma1").standardError()).isZero();
        double[] expected = GoldenCase.doubles(golden.tight().get("forecast").get("mean"));
        assertThat(given.forecast(24).means()).containsExactly(expected, within(1e-5));
    }

    @Test
    void refusesCoefficientsThatCannotBe() {
        TimeSeries series = TimeSeries.of(
                Frequency.YEAR, LocalDateTime.of(2000, 1, 1, 0, 0), 3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7);
        Arima model = Arima.of(ArimaOrder.of(1, 0, 0));

        assertThatThrownBy(() -> model.at(series, 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has 2 coefficients, but 1 are given");
        assertThatThrownBy(() -> model.at(series, 1.5, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not stationary at the coefficients [1.5, 4.0]");
    }
}
