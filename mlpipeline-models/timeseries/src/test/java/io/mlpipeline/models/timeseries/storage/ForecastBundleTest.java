package io.mlpipeline.models.timeseries.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.etl.features.History;
import io.mlpipeline.models.core.bundle.Bundle;
import io.mlpipeline.models.core.bundle.Predictor;
import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Forecaster;
import io.mlpipeline.models.timeseries.Frequency;
import io.mlpipeline.models.timeseries.Regressors;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.arima.Arima;
import io.mlpipeline.models.timeseries.arima.ArimaOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForecastBundleTest {
    private static final int STEPS = 15;

    static Stream<Forecaster> forecasters() {
        return ForecasterJsonTest.forecasters();
    }

    @ParameterizedTest
    @MethodSource("forecasters")
    void predictsTheSameBitsFromItsFile(Forecaster forecaster) {
        FittedForecaster fitted = forecaster.fit(seasonal());

        Bundle bundle = Bundle.read(ForecastBundle.builder(fitted, STEPS)
                .name("monthly-units")
                .build()
                .toBytes());

        Forecast expected = fitted.forecast(STEPS);
        Forecast read = ForecastBundle.forecaster(bundle).forecast(STEPS);
        Predictor predictor = bundle.predictor();
        RowBuffer request = RowBuffer.of(bundle.requestSchema());
        for (int step = 1; step <= STEPS; step++) {
            assertThat(predictor.predict(request.clear().set("step", step), History.none()))
                    .isEqualTo(expected.mean(step));
            assertThat(read.interval(step, 0.8)).isEqualTo(expected.interval(step, 0.8));
            assertThat(read.interval(step, 0.95)).isEqualTo(expected.interval(step, 0.95));
        }
        assertThat(bundle.provenance().estimator()).isEqualTo(fitted.method());
    }

    @Test
    void makesTheSameBytesOfTheSameForecaster() {
        FittedForecaster fitted = Arima.of(ArimaOrder.airline()).fit(seasonal());

        assertThat(ForecastBundle.builder(fitted, STEPS).build().hash())
                .isEqualTo(ForecastBundle.builder(fitted, STEPS).build().hash());
    }

    @ParameterizedTest
    @MethodSource("forecasters")
    void takesAnUpdatedForecaster(Forecaster forecaster) {
        TimeSeries series = seasonal();
        FittedForecaster updated = forecaster.fit(series.slice(0, 55)).update(series.slice(55, 60));

        Bundle bundle = ForecastBundle.builder(updated, STEPS).build();

        Bundle read = Bundle.read(bundle.toBytes());
        for (int step = 1; step <= STEPS; step++) {
            double[] vector = {step};
            assertThat(read.model().predict(vector)).isEqualTo(bundle.model().predict(vector));
        }
    }

    @Test
    void refusesAStepBeyondItsHorizon() {
        ForecastModel model = ForecastModel.of(Arima.of(ArimaOrder.airline()).fit(seasonal()), 3);

        assertThat(model.predict(new double[] {Double.NaN})).isNaN();
        for (double step : new double[] {0, -1, 4, 1.5, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> model.predict(new double[] {step}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("step " + step + " is no whole number from 1 to 3");
        }
    }

    @Test
    void refusesWhatNeedsRegressorsOfTheFuture() {
        double[] price = new double[60];
        Arrays.setAll(price, Math::cos);
        TimeSeries series = seasonal().withRegressors(Regressors.of("price", price));
        FittedForecaster fitted = Arima.of(ArimaOrder.of(1, 0, 0)).fit(series);

        assertThatThrownBy(() -> ForecastModel.of(fitted, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("needs the regressors [price]");
        assertThatThrownBy(() -> ForecastModel.of(fitted, 0)).hasMessageContaining("the horizon is 0 steps");
    }

    @Test
    void refusesADamagedForm() {
        ForecastModelCodec codec = new ForecastModelCodec();

        assertThatThrownBy(() -> codec.decode("{".getBytes(StandardCharsets.UTF_8), 1))
                .isInstanceOf(CorruptArtifactException.class);
        assertThatThrownBy(() -> codec.decode("{\"steps\":3}".getBytes(StandardCharsets.UTF_8), 1))
                .isInstanceOf(CorruptArtifactException.class)
                .hasMessageContaining("lacks its steps or its forecaster");
    }

    private static TimeSeries seasonal() {
        Random random = new Random(42);
        double[] values = new double[60];
        Arrays.setAll(values, t -> 100 + 10 * Math.sin(t * Math.PI / 6) + random.nextGaussian());
        return TimeSeries.of(Frequency.MONTH, LocalDateTime.of(2020, 1, 1, 0, 0), values);
    }
}
