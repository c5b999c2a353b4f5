package io.mlpipeline.models.timeseries.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Forecaster;
import io.mlpipeline.models.timeseries.Frequency;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.Snapshot;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.panel.Panel;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every value is worked out by hand from the definitions. */
class ForecastMeasureTest {
    private static final LocalDateTime START = LocalDateTime.of(2020, 1, 1, 0, 0);
    private static final double NAN = Double.NaN;
    private static final Candidates TEN = Candidates.of(new Ten());

    /**
     * Forecasts 10 with the interval 8 to 13 at 80 %, for what comes: 12, 7, missing, 15. Training is 4, 6, 9, so the naive errors are
     * 2 and 3.
     */
    private final BacktestResult one =
            Backtest.builder(4).levels(0.8).build().run(series(4, 6, 9, 12, 7, NAN, 15), TEN);

    @Test
    void measuresErrors() {
        assertThat(score(ForecastMeasure.MAE)).isCloseTo((2 + 3 + 5) / 3.0, within(1e-15));
        assertThat(score(ForecastMeasure.RMSE)).isCloseTo(Math.sqrt((4 + 9 + 25) / 3.0), within(1e-15));
        assertThat(score(ForecastMeasure.WAPE)).isCloseTo(10.0 / 34, within(1e-15));
        assertThat(score(ForecastMeasure.SMAPE)).isCloseTo((4 / 22.0 + 6 / 17.0 + 10 / 25.0) / 3, within(1e-15));
        assertThat(score(ForecastMeasure.BIAS)).isCloseTo((-2 + 3 - 5) / 3.0, within(1e-15));
    }

    @Test
    void scalesErrorsByTheNaiveOnesOfTheTrainingWindow() {
        assertThat(score(ForecastMeasure.MASE)).isCloseTo((2 + 3 + 5) / 3.0 / 2.5, within(1e-15));
        assertThat(score(ForecastMeasure.RMSSE)).isCloseTo(Math.sqrt((4 + 9 + 25) / 3.0 / 6.5), within(1e-15));
    }

    @Test
    void measuresIntervals() {
        // 12 lies within; 7 one below 8; 15 two above 13.
        assertThat(score(ForecastMeasure.coverage(0.8))).isCloseTo(1 / 3.0, within(1e-15));
        assertThat(score(ForecastMeasure.winkler(0.8)))
                .isCloseTo(5 + (0 + 2 / 0.2 * 1 + 2 / 0.2 * 2) / 3, within(1e-12));
        assertThat(score(ForecastMeasure.pinball(0.9))).isCloseTo((0.1 * 1 + 0.1 * 6 + 0.9 * 2) / 3, within(1e-12));
        assertThat(score(ForecastMeasure.pinball(0.1))).isCloseTo((0.1 * 4 + 0.9 * 1 + 0.1 * 7) / 3, within(1e-12));
        assertThat(score(ForecastMeasure.pinball(0.5))).isCloseTo((2 + 3 + 5) / 6.0, within(1e-15));
        assertThatThrownBy(() -> score(ForecastMeasure.coverage(0.95)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no interval at level 0.95, only at [0.8]");
        assertThatThrownBy(() -> ForecastMeasure.winkler(95))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the level is 95");
    }

    @Test
    void leavesAStepWithoutValueOut() {
        double[] byStep = one.scoreByStep("ten", ForecastMeasure.MAE);

        assertThat(byStep[2]).isNaN();
        assertThat(byStep[3]).isEqualTo(5);
    }

    @Test
    void leavesSeriesWithoutScaleOutOfScaledErrorsAndAveragesRootsOverSeries() {
        Map<List<String>, TimeSeries> panel = new LinkedHashMap<>();
        panel.put(List.of("a"), series(4, 6, 9, 12));
        panel.put(List.of("b"), series(1, 2, 3, 7));
        panel.put(List.of("constant"), series(5, 5, 5, 4));

        BacktestResult result = Backtest.builder(1).levels().build().run(Panel.of(panel), TEN);

        assertThat(result.score("ten", ForecastMeasure.MASE)).isCloseTo((2 / 2.5 + 3 / 1.0) / 2, within(1e-15));
        assertThat(result.score("ten", ForecastMeasure.RMSSE)).isCloseTo((2 / Math.sqrt(6.5) + 3) / 2, within(1e-15));
        assertThat(result.score("ten", ForecastMeasure.MAE)).isCloseTo((2 + 3 + 6) / 3.0, within(1e-15));
        assertThat(result.scoreBySeries("ten", ForecastMeasure.MASE).get(List.of("constant")))
                .isNaN();
    }

    private double score(ForecastMeasure measure) {
        return one.score("ten", measure);
    }

    private static TimeSeries series(double... values) {
        return TimeSeries.of(Frequency.DAY, START, values).withSeasonLength(1);
    }

    /** Forecasts 10, from 8 to 13. */
    private static final class Ten implements Forecaster {
        @Override
        public String name() {
            return "ten";
        }

        @Override
        public FittedForecaster fit(TimeSeries series) {
            return new FittedTen(series);
        }
    }

    private record FittedTen(TimeSeries series) implements FittedForecaster {
        @Override
        public String method() {
            return "ten";
        }

        @Override
        public Optional<String> fallback() {
            return Optional.empty();
        }

        @Override
        public Forecast forecast(Horizon horizon) {
            LocalDateTime[] stamps = new LocalDateTime[horizon.steps()];
            Arrays.setAll(stamps, i -> series.stamp(series.length() + i));
            Forecast.Builder builder = Forecast.builder("ten", stamps, horizon, filled(horizon, 10));
            for (int i = 0; i < horizon.levels().size(); i++) {
                builder.bounds(i, filled(horizon, 8), filled(horizon, 13));
            }
            return builder.build();
        }

        private static double[] filled(Horizon horizon, double value) {
            double[] values = new double[horizon.steps()];
            Arrays.fill(values, value);
            return values;
        }

        @Override
        public FittedForecaster update(TimeSeries next) {
            return new FittedTen(series.append(next));
        }

        @Override
        public Snapshot snapshot() {
            throw new UnsupportedOperationException();
        }
    }
}
