package io.mlpipeline.models.timeseries.smoothing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Frequency;
import io.mlpipeline.models.timeseries.GoldenSeries;
import io.mlpipeline.models.timeseries.TimeSeries;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThetaTest {
    static Stream<GoldenSeries> golden() {
        return GoldenSeries.all();
    }

    /** R estimates smoothing parameter and level without the line, so the two agree exactly only where alpha is at its bound. */
    @ParameterizedTest
    @MethodSource("golden")
    void forecastsCloseToR(GoldenSeries golden) {
        double[] expected = golden.values("theta", "mean");
        FittedTheta fitted = (FittedTheta) Theta.standard().fit(golden.series());

        double tolerance = fitted.alpha() > 0.9998 ? 1e-6 : 0.025;
        for (int h = 1; h <= expected.length; h++) {
            assertThat(fitted.forecast(expected.length).mean(h))
                    .isCloseTo(expected[h - 1], within(tolerance * Math.abs(expected[h - 1])));
        }
    }

    @Test
    void continuesALineWithTheLargestTheta() {
        double[] values = new double[40];
        Arrays.setAll(values, t -> 3 + 2.0 * t);

        FittedTheta fitted = (FittedTheta) Theta.optimised().fit(series(values).withSeasonLength(1));

        assertThat(fitted.forecast(5).mean(5)).isCloseTo(3 + 2.0 * 44, within(0.2));
        assertThat(fitted.theta()).isGreaterThan(10);
        assertThat(fitted.isSeasonal()).isFalse();
    }

    @Test
    void findsTheSeason() {
        FittedTheta fitted = (FittedTheta) Theta.optimised().fit(seasonal(60));

        assertThat(fitted.isSeasonal()).isTrue();
        for (int h = 1; h <= 12; h++) {
            double truth = 100 + 10 * Math.sin((59 + h) * Math.PI / 6);
            assertThat(fitted.forecast(12).mean(h)).isCloseTo(truth, within(2.0));
        }
    }

    @Test
    void standsWhereAFilterOverAllTheDataStands() {
        TimeSeries series = seasonal(60);
        FittedTheta fitted = (FittedTheta) Theta.standard().fit(series.slice(0, 40));

        FittedTheta once = fitted.update(series.slice(40, 60));
        FittedTheta twice = fitted.update(series.slice(40, 47)).update(series.slice(47, 60));

        assertThat(twice.forecast(12).means()).containsExactly(once.forecast(12).means(), within(1e-10));
        assertThat(twice.forecast(1).stamp(1)).isEqualTo(series.stamp(60));
    }

    @Test
    void goesOnThroughMissingValuesAndNegativeOnes() {
        double[] values = seasonal(60).values();
        values[0] = Double.NaN;
        values[20] = Double.NaN;
        values[40] = -5;

        assertThat(Theta.optimised().fit(series(values)).forecast(12).mean(12)).isBetween(50.0, 150.0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-12, 1e12})
    void forecastsAtAnyScale(double scale) {
        double[] plain = Theta.optimised().fit(seasonal(60)).forecast(6).means();
        double[] values = seasonal(60).values();
        Arrays.setAll(values, t -> values[t] * scale);

        double[] scaled = Theta.optimised().fit(series(values)).forecast(6).means();

        Arrays.setAll(scaled, h -> scaled[h] / scale);
        assertThat(scaled).containsExactly(plain, within(1e-3));
    }

    @Test
    void fallsBackToTheNaiveForecastAndSaysWhy() {
        FittedForecaster constant = Theta.standard().fit(series(new double[30]));
        FittedForecaster tooShort = Theta.standard().fit(series(new double[] {1, 2, 4}));

        assertThat(constant.fallback()).contains("the series is constant");
        assertThat(tooShort.fallback()).contains("3 values are too few for the theta method");
        assertThat(tooShort.forecast(1).mean(1)).isEqualTo(4);
    }

    private static TimeSeries series(double[] values) {
        return TimeSeries.of(Frequency.MONTH, LocalDateTime.of(2020, 1, 1, 0, 0), values);
    }

    private static TimeSeries seasonal(int length) {
        Random random = new Random(42);
        double[] values = new double[length];
        Arrays.setAll(values, t -> 100 + 10 * Math.sin(t * Math.PI / 6) + random.nextGaussian());
        return series(values);
    }
}
