package io.mlpipeline.models.timeseries.lagged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Frequency;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.Regressors;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.backtest.Backtest;
import io.mlpipeline.models.timeseries.backtest.BacktestResult;
import io.mlpipeline.models.timeseries.backtest.Candidates;
import io.mlpipeline.models.timeseries.backtest.ForecastMeasure;
import io.mlpipeline.models.timeseries.baseline.SeasonalNaive;
import io.mlpipeline.models.timeseries.internal.Symmetric;
import io.mlpipeline.models.timeseries.panel.FittedPanelForecaster;
import io.mlpipeline.models.timeseries.panel.Panel;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LagForecasterTest {
    private static final LocalDateTime START = LocalDateTime.of(2024, 1, 1, 0, 0);
    private static final List<String> A = List.of("a");

    @Test
    void goesOnWithItsOwnForecastsWhereItIsRecursive() {
        // An exact recursion of second order, whose coefficients least squares finds; the sizes of the series differ a
        // thousandfold.
        Panel panel = panel(recursion(1, 80), recursion(1000, 60));
        FittedPanelForecaster fitted = builder(6).lags(1, 2).build().fit(panel);

        Forecast forecast = fitted.forecast(A, panel.series(A), Horizon.of(6));

        assertThat(forecast.means()).containsExactly(Arrays.copyOfRange(recursion(1, 86), 80, 86), within(1e-6));
        assertThat(forecast.stamp(1)).isEqualTo(START.plusDays(80));
        assertThat(forecast.method()).isEqualTo("least squares on lags [1, 2]");
    }

    @Test
    void learnsAModelForEachStepWhereItIsDirect() {
        double[] values = noise(90, 4);
        Panel panel = Panel.of(Map.of(A, days(values)));
        FittedPanelForecaster fitted = builder(3)
                .lags(1, 3)
                .rollingMeans(4)
                .strategy(LagForecaster.Strategy.DIRECT)
                .build()
                .fit(panel);

        double[] means = fitted.forecast(A, days(values), Horizon.of(3)).means();

        for (int step = 1; step <= 3; step++) {
            assertThat(means[step - 1]).isCloseTo(direct(values, step), within(1e-9));
        }
    }

    /** The regression of a value on what was known a number of steps before, by hand. */
    private static double direct(double[] values, int ahead) {
        double size = Arrays.stream(values).map(Math::abs).average().orElseThrow();
        double[] y = Arrays.stream(values).map(value -> value / size).toArray();
        double[][] products = new double[4][4];
        double[] right = new double[4];
        for (int t = 4 + ahead - 1; t < y.length; t++) {
            double[] x = known(y, t - ahead);
            for (int i = 0; i < 4; i++) {
                right[i] += x[i] * y[t];
                for (int j = 0; j < 4; j++) {
                    products[i][j] += x[i] * x[j];
                }
            }
        }
        double[] weights = Symmetric.solve(products, right);
        double[] x = known(y, y.length - 1);
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            sum += weights[i] * x[i];
        }
        return sum * size;
    }

    private static double[] known(double[] y, int newest) {
        double mean = (y[newest] + y[newest - 1] + y[newest - 2] + y[newest - 3]) / 4;
        return new double[] {y[newest], y[newest - 2], mean, 1};
    }

    @Test
    void usesTheCalendarOfTheStepThatIsForecast() {
        double[] values = new double[140];
        Arrays.setAll(values, t -> 10 + t % 7 + noise(140, 9)[t] / 1000);
        FittedPanelForecaster fitted = LagForecaster.builder(new LeastSquaresEstimator(), 7)
                .lags(30)
                .build()
                .fit(Panel.of(Map.of(A, days(values))));

        double[] means = fitted.forecast(A, days(values), Horizon.of(7)).means();

        // The first of January 2024 is a Monday, so the day of the week is t mod 7 and 1.
        for (int step = 0; step < 7; step++) {
            assertThat(means[step]).isCloseTo(10 + (140 + step) % 7, within(0.01));
        }
    }

    @Test
    void usesRegressorsThatAreKnownAhead() {
        double[] price = noise(60, 1);
        double[] values = new double[60];
        Arrays.setAll(values, t -> 5 + 2 * price[t]);
        TimeSeries series = days(values).withRegressors(Regressors.of("price", price));
        FittedPanelForecaster fitted = builder(2).lags(1).build().fit(Panel.of(Map.of(A, series)));

        Forecast forecast = fitted.forecast(A, series, Horizon.of(2).withRegressors(Regressors.of("price", 0.5, -1)));

        assertThat(forecast.means()).containsExactly(new double[] {6, 3}, within(1e-9));
        assertThatThrownBy(() -> fitted.forecast(A, series, Horizon.of(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("learned with [price]");
    }

    @Test
    void coversWhatItSaysAndBeatsTheSeasonWhereOneModelServesManySeries() {
        Map<List<String>, TimeSeries> series = new LinkedHashMap<>();
        for (int i = 0; i < 60; i++) {
            double[] noise = noise(120, 100 + i);
            double[] values = new double[120];
            values[0] = noise[0];
            for (int t = 1; t < 120; t++) {
                values[t] = 0.8 * values[t - 1] + noise[t];
            }
            double scale = Math.exp(i % 7);
            series.put(
                    List.of("s" + i),
                    days(Arrays.stream(values).map(each -> scale * (each + 5)).toArray()));
        }

        BacktestResult result = Backtest.builder(4)
                .origins(5)
                .step(4)
                .levels(0.8)
                .build()
                .run(
                        Panel.of(series),
                        Candidates.of(SeasonalNaive.withDefaults())
                                .and("lags", builder(4).lags(1, 2, 7).build()));

        assertThat(result.failures()).isEmpty();
        assertThat(result.score("lags", ForecastMeasure.coverage(0.8))).isBetween(0.75, 0.85);
        assertThat(result.score("lags", ForecastMeasure.MASE))
                .isLessThan(0.8 * result.score("seasonal naive", ForecastMeasure.MASE));
    }

    @Test
    void refusesWhatItCannotDo() {
        Panel panel = panel(recursion(1, 40), recursion(2, 40));

        assertThatThrownBy(() -> builder(2).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no past value");
        assertThatThrownBy(() -> builder(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("horizon is 0");
        assertThatThrownBy(() -> builder(1).lags(0)).hasMessageContaining("a lag is 0");
        assertThatThrownBy(() -> builder(1).rollingMeans(-3)).hasMessageContaining("a window is -3");
        assertThatThrownBy(() -> builder(1).calibrationOrigins(0)).hasMessageContaining("calibration origins is 0");
        assertThatThrownBy(() -> builder(2).lags(60).build().fit(panel))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("too short");
        FittedPanelForecaster fitted = builder(2).lags(1).build().fit(panel);
        assertThatThrownBy(() -> fitted.forecast(A, panel.series(A), Horizon.of(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 steps, but the model was learned for 2");
        assertThatThrownBy(() -> fitted.forecast(A, days(Double.NaN), Horizon.of(1)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("missing");
        assertThatThrownBy(() -> fitted.forecast(A, days(1, 2, Double.NaN), Horizon.of(1)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("the model gives NaN");
    }

    private static LagForecaster.Builder builder(int horizon) {
        return LagForecaster.builder(new LeastSquaresEstimator(), horizon).withoutCalendar();
    }

    private static double[] recursion(double scale, int length) {
        double[] values = new double[length];
        values[0] = 3 * scale;
        values[1] = 5 * scale;
        for (int t = 2; t < length; t++) {
            values[t] = 1.6 * values[t - 1] - 0.98 * values[t - 2];
        }
        return values;
    }

    private static Panel panel(double[] first, double[] second) {
        Map<List<String>, TimeSeries> series = new LinkedHashMap<>();
        series.put(A, days(first));
        series.put(List.of("b"), days(second));
        return Panel.of(series);
    }

    private static double[] noise(int length, long seed) {
        return new SplittableRandom(seed).doubles(length, -1, 1).toArray();
    }

    private static TimeSeries days(double... values) {
        return TimeSeries.of(Frequency.DAY, START, values);
    }
}
