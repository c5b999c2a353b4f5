package io.mlpipeline.models.timeseries.smoothing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Frequency;
import io.mlpipeline.models.timeseries.GoldenSeries;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.internal.Distributions;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EtsTest {
    static Stream<GoldenSeries> golden() {
        return GoldenSeries.all();
    }

    @ParameterizedTest
    @MethodSource("golden")
    void givesTheLikelihoodOfRAtItsParameters(GoldenSeries golden) {
        EtsEstimate estimate = atR(golden);

        assertThat(estimate.logLikelihood())
                .isCloseTo(golden.r().at("/ets/loglik").asDouble(), within(1e-9));
        assertThat(estimate.aicc()).isCloseTo(golden.r().at("/ets/aicc").asDouble(), within(1e-9));
    }

    /**
     * With a multiplicative season R's mean is that of all futures, ours that of the undisturbed one: they differ by little. R's
     * intervals take the parameters for certain: ours are wider by sqrt(1 + k / n) and Student's quantile with n - k degrees.
     */
    @ParameterizedTest
    @MethodSource("golden")
    void forecastsLikeRAtItsParameters(GoldenSeries golden) {
        boolean factors = form(golden).season() == EtsForm.Component.MULTIPLICATIVE;
        double[] mean = golden.values("ets", "mean");
        double[] lower = golden.values("ets", "lower95");
        double[] upper = golden.values("ets", "upper95");

        Forecast forecast = FittedEts.of(golden.series(), atR(golden)).forecast(mean.length);
        double n = golden.series().length();
        double k = form(golden).parameters(golden.series().seasonLength()) - 1;
        double student = Distributions.studentQuantile(0.975, n - k) / Distributions.normalQuantile(0.975);
        double wider = student * Math.sqrt(1 + k / n);

        for (int h = 1; h <= mean.length; h++) {
            double width = wider * (upper[h - 1] - lower[h - 1]);
            double ours = forecast.interval(h, 0.95).upper()
                    - forecast.interval(h, 0.95).lower();
            assertThat(forecast.mean(h)).isCloseTo(mean[h - 1], within((factors ? 4e-3 : 1e-9) * mean[h - 1]));
            assertThat(ours).isCloseTo(width, within((factors ? 0.15 : 1e-3) * width));
        }
    }

    @ParameterizedTest
    @MethodSource("golden")
    void findsALikelihoodNoLowerThanR(GoldenSeries golden) {
        FittedEts fitted = (FittedEts) Ets.of(form(golden)).fit(golden.series());

        assertThat(fitted.logLikelihood())
                .isGreaterThan(golden.r().at("/ets/loglik").asDouble() - 1e-3);
    }

    @ParameterizedTest
    @MethodSource("golden")
    void choosesAFormNoWorseThanRs(GoldenSeries golden) {
        FittedEts fitted = (FittedEts) Ets.automatic().fit(golden.series());

        assertThat(fitted.aicc()).isLessThan(golden.r().at("/ets/aicc").asDouble() + 1e-2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ANN", "AAdN", "AMN", "AMdN", "MMN", "MMdM", "AAM", "AMdM", "MAdA", "ANA", "MMA"})
    void fitsEveryFormOfTheTaxonomy(String letters) {
        FittedEts fitted = (FittedEts) Ets.of(EtsForm.of(letters)).fit(seasonal(60));
        Forecast forecast = fitted.forecast(12);

        assertThat(EtsForm.of(letters).toString().replaceAll("ETS|[(),]", "")).isEqualTo(letters);
        for (int h = 1; h <= 12; h++) {
            assertThat(forecast.mean(h)).isBetween(60.0, 160.0);
            assertThat(forecast.interval(h, 0.95).contains(forecast.mean(h))).isTrue();
        }
    }

    @Test
    void simulatesTheIntervalsThatTheClosedFormGives() {
        FittedEts fitted = (FittedEts) Ets.of(EtsForm.of("AAN")).fit(seasonal(60));
        EtsState end = new EtsState(fitted.form(), atEnd(fitted));
        double variance = 4;

        double[] closed = new EtsVariance(fitted.form(), atEnd(fitted), variance).deviations(end.copy(), 8);
        EtsPaths paths = EtsPaths.simulate(end, fitted.form(), variance, 8);

        double[] upper = paths.quantiles(0.975);
        double[] lower = paths.quantiles(0.025);
        for (int h = 0; h < 8; h++) {
            assertThat((upper[h] - lower[h]) / (2 * 1.959963984540054)).isCloseTo(closed[h], within(0.06 * closed[h]));
        }
    }

    private static EtsParameters atEnd(FittedEts fitted) {
        return new EtsParameters(0.5, 0.2, 0, 1, fitted.level(), fitted.trend(), new double[0]);
    }

    @Test
    void standsWhereAFilterOverAllTheDataStands() {
        TimeSeries series = seasonal(72);
        FittedEts fitted = (FittedEts) Ets.of(EtsForm.of("MAM")).fit(series.slice(0, 60));

        FittedEts updated = fitted.update(series.slice(60, 61)).update(series.slice(61, 72));

        assertThat(updated.residuals()).hasSize(72);
        assertThat(updated.forecast(1).stamp(1)).isEqualTo(series.stamp(72));
        assertThat(Arrays.copyOf(updated.residuals(), 60)).isEqualTo(fitted.residuals());
    }

    @Test
    void goesOnThroughMissingValues() {
        double[] values = seasonal(60).values();
        for (int gap : new int[] {0, 7, 8, 30, 59}) {
            values[gap] = Double.NaN;
        }
        double[] whole = Ets.automatic().fit(seasonal(60)).forecast(12).means();

        FittedForecaster fitted = Ets.automatic().fit(series(values));

        for (int h = 1; h <= 12; h++) {
            assertThat(fitted.forecast(12).mean(h)).isCloseTo(whole[h - 1], within(4.0));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-12, 1e12})
    void forecastsAtAnyScale(double scale) {
        double[] plain = Ets.automatic().fit(seasonal(60)).forecast(12).means();
        double[] values = seasonal(60).values();
        Arrays.setAll(values, t -> values[t] * scale);

        double[] scaled = Ets.automatic().fit(series(values)).forecast(12).means();

        for (int h = 0; h < 12; h++) {
            assertThat(scaled[h] / scale).isCloseTo(plain[h], within(1e-2 * plain[h]));
        }
    }

    @Test
    void fallsBackToTheNaiveForecastAndSaysWhy() {
        FittedForecaster constant = Ets.automatic().fit(series(new double[30]));
        FittedForecaster tooShort = Ets.automatic().fit(series(new double[] {1, 2, 4}));

        assertThat(constant.fallback()).contains("the series is constant");
        assertThat(constant.forecast(2).means()).containsExactly(0, 0);
        assertThat(constant.forecast(2).fallback()).contains("the series is constant");
        assertThat(tooShort.fallback()).contains("3 values are too few for exponential smoothing");
        assertThat(tooShort.forecast(1).mean(1)).isEqualTo(4);
        assertThat(tooShort.update(series(new double[] {1, 2, 4, 5}).slice(3, 4))
                        .fallback())
                .isPresent();
    }

    @Test
    void refusesAFormThatTheSeriesDoesNotAllow() {
        double[] negative = seasonal(60).values();
        negative[3] = -1;

        assertThatThrownBy(() -> Ets.of(EtsForm.of("MNN")).fit(series(negative)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("not positive");
        assertThatThrownBy(() -> Ets.of(EtsForm.of("ANA")).fit(seasonal(60).withSeasonLength(52)))
                .hasMessageContaining("ETS(A,N,A) needs");
        assertThatThrownBy(() -> Ets.of(EtsForm.of("AAdA")).fit(seasonal(12)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("needs at least 19 values, but 12 are present");
        assertThatThrownBy(() -> Ets.automatic().fit(series(new double[] {Double.NaN})))
                .isInstanceOf(InvalidDataException.class);
        assertThatThrownBy(() -> EtsForm.of("ANd")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EtsForm.of("NNN")).hasMessageContaining("the error is NONE");
    }

    private static EtsForm form(GoldenSeries golden) {
        return EtsForm.of(golden.r().at("/ets/spec").asText().replaceAll("ETS|[(),]", ""));
    }

    /** The model at R's parameters and initial states; R numbers the season backwards and leaves the last out. */
    private static EtsEstimate atR(GoldenSeries golden) {
        Map<String, Double> r = new HashMap<>();
        JsonNode names = golden.r().at("/ets/par_names");
        for (int i = 0; i < names.size(); i++) {
            r.put(names.get(i).asText(), golden.values("ets", "par")[i]);
        }
        EtsForm form = form(golden);
        int period = golden.series().seasonLength();
        double[] season = new double[form.isSeasonal() ? period : 0];
        double rest = form.season() == EtsForm.Component.MULTIPLICATIVE ? period : 0;
        for (int i = 0; i + 1 < season.length; i++) {
            season[period - 1 - i] = r.get("s" + i);
            rest -= r.get("s" + i);
        }
        if (season.length > 0) {
            season[0] = rest;
        }
        EtsParameters parameters = new EtsParameters(
                r.get("alpha"),
                r.getOrDefault("beta", 0.0),
                r.getOrDefault("gamma", 0.0),
                r.getOrDefault("phi", 1.0),
                r.get("l"),
                r.getOrDefault("b", 0.0),
                season);
        return EtsEstimate.at(golden.series().values(), form, parameters, period);
    }

    private static TimeSeries series(double[] values) {
        return TimeSeries.of(Frequency.MONTH, LocalDateTime.of(2020, 1, 1, 0, 0), values);
    }

    /** A trend, a season and noise, between 80 and 130. */
    private static TimeSeries seasonal(int length) {
        Random random = new Random(42);
        double[] values = new double[length];
        Arrays.setAll(values, t -> 100 + 0.2 * t + 10 * Math.sin(t * Math.PI / 6) + random.nextGaussian());
        return series(values);
    }

    @Test
    void simulatesFuturesThatAverageToTheForecast() {
        FittedEts fitted = (FittedEts) Ets.of(EtsForm.of("AAA")).fit(seasonal(60));
        Random random = new Random(3);
        double[] sums = new double[12];
        for (int path = 0; path < 4000; path++) {
            double[] future = fitted.simulate(12, random);
            Arrays.setAll(sums, h -> sums[h] + future[h] / 4000);
        }

        Forecast forecast = fitted.forecast(12);
        for (int h = 1; h <= 12; h++) {
            double width = forecast.interval(h, 0.95).upper()
                    - forecast.interval(h, 0.95).lower();
            assertThat(sums[h - 1]).isCloseTo(forecast.mean(h), within(0.03 * width));
        }
    }

    /** The additive form's fitted value is the level before, the trend before and the season. */
    @Test
    void showsComponentsThatMakeUpTheSeries() {
        TimeSeries series = seasonal(60);
        FittedEts fitted = (FittedEts) Ets.of(EtsForm.of("AAA")).fit(series);

        EtsComponents parts = fitted.components();

        for (int t = 1; t < 60; t++) {
            double expected = parts.level()[t - 1] + parts.trend()[t - 1] + parts.season()[t];
            assertThat(series.value(t) - expected).isCloseTo(fitted.residuals()[t], within(1e-9));
        }
        assertThat(parts.level()[59]).isEqualTo(fitted.level());
    }
}
