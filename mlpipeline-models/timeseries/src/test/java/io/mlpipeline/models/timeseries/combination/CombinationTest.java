package io.mlpipeline.models.timeseries.combination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Frequency;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.baseline.Mean;
import io.mlpipeline.models.timeseries.baseline.SeasonalNaive;
import io.mlpipeline.models.timeseries.smoothing.Ets;
import io.mlpipeline.models.timeseries.smoothing.FittedEts;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CombinationTest {
    private final Combination halves = Combination.of(List.of(Mean.withDefaults(), SeasonalNaive.withoutSeason()));

    @Test
    void averagesMeans() {
        TimeSeries series = years(1, 2, 6);
        Forecast both = halves.fit(series).forecast(2);

        assertThat(both.means()).containsExactly(4.5, 4.5);
        assertThat(both.method()).isEqualTo("mean of mean, naive");
    }

    /** The bounds are those of a sample drawn from either part with equal chance. */
    @Test
    void mixesTheDistributionsOfItsParts() {
        TimeSeries series = years(1, 2, 6, 3, 8, 7, 9, 12);
        Horizon quartiles = Horizon.of(1).withLevels(0.5);
        Forecast mean = Mean.withDefaults().fit(series).forecast(quartiles);
        Forecast naive = SeasonalNaive.withoutSeason().fit(series).forecast(quartiles);
        double[] sample = new double[200_000];
        Random random = new Random(5);
        for (int i = 0; i < sample.length; i++) {
            Forecast part = random.nextBoolean() ? mean : naive;
            double quartile = 0.6744897501960817;
            double deviation = (part.interval(1, 0.5).upper() - part.mean(1)) / quartile;
            sample[i] = part.mean(1) + deviation * random.nextGaussian();
        }
        Arrays.sort(sample);

        Forecast both = halves.fit(series).forecast(1);

        double spread = sample[150_000] - sample[50_000];
        assertThat(both.interval(1, 0.95).lower()).isCloseTo(sample[5_000], within(0.02 * spread));
        assertThat(both.interval(1, 0.95).upper()).isCloseTo(sample[195_000], within(0.02 * spread));
        assertThat(both.interval(1, 0.80).upper()).isCloseTo(sample[180_000], within(0.02 * spread));
    }

    @Test
    void givesTheIntervalOfItsPartsWhereTheyAgree() {
        TimeSeries series = years(1, 2, 6, 3, 8, 7, 9, 12);
        Forecast one = Mean.withDefaults().fit(series).forecast(3);

        Forecast twice = Combination.of(List.of(Mean.withDefaults(), Mean.withDefaults()))
                .fit(series)
                .forecast(3);

        assertThat(twice.interval(3, 0.95)).isEqualTo(one.interval(3, 0.95));
    }

    @Test
    void weighsTheFormsOfExponentialSmoothingByTheirAicc() {
        double[] values = new double[40];
        Random random = new Random(9);
        Arrays.setAll(values, t -> 50 + t + 3 * random.nextGaussian());
        TimeSeries series = years(values);
        List<FittedEts> forms = Ets.candidates(series);
        double sum = 0;
        double mean = 0;
        for (FittedEts form : forms) {
            double weight = Math.exp(-(form.aicc() - forms.get(0).aicc()) / 8);
            sum += weight;
            mean += weight * form.forecast(4).mean(4);
        }

        Forecast averaged = AveragedEts.withDefaults().fit(series).forecast(4);

        // No form of these weighs less than the hundredth that would leave it out.
        assertThat(averaged.mean(4)).isCloseTo(mean / sum, within(1e-9 * mean / sum));
        assertThat(forms.get(0).aicc()).isEqualTo(((FittedEts) Ets.automatic().fit(series)).aicc());
    }

    @Test
    void averagesNothingOfAConstantSeries() {
        FittedForecaster fitted = AveragedEts.withDefaults().fit(years(4, 4, 4, 4, 4, 4));

        assertThat(fitted.fallback()).contains("the series is constant");
    }

    @Test
    void movesAllPartsOn() {
        FittedForecaster updated =
                halves.fit(years(1, 2, 6)).update(years(1, 2, 6, 9).slice(3, 4));

        assertThat(updated.forecast(1).mean(1)).isEqualTo(6);
    }

    @Test
    void saysWhichPartsFellBack() {
        FittedForecaster fitted = Combination.withDefaults().fit(years(3, 3, 3, 3, 3, 3));

        assertThat(fitted.fallback()).contains("the series is constant");
        assertThat(fitted.forecast(2).means()).containsExactly(3, 3);
    }

    @Test
    void refusesToBeEmpty() {
        assertThatThrownBy(() -> Combination.of(List.of())).hasMessageContaining("at least one");
    }

    private static TimeSeries years(double... values) {
        return TimeSeries.of(Frequency.YEAR, LocalDateTime.of(2020, 1, 1, 0, 0), values);
    }
}
