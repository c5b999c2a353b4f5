package io.mlpipeline.models.timeseries.season;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.models.timeseries.Frequency;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.Regressors;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.arima.AutoArima;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FourierTermsTest {
    /** R 4.2.2: fourier(ts(1:10, frequency = 7), K = 2)[10, ]. */
    @Test
    void givesTheTermsOfR() {
        Regressors terms = FourierTerms.of(7, 2).after(9, 1);

        assertThat(terms.names()).containsExactly("sin1-7", "cos1-7", "sin2-7", "cos2-7");
        assertThat(terms.values("sin1-7")[0]).isCloseTo(0.433883739117559, within(1e-13));
        assertThat(terms.values("cos1-7")[0]).isCloseTo(-0.900968867902418, within(1e-13));
        assertThat(terms.values("sin2-7")[0]).isCloseTo(-0.781831482468031, within(1e-13));
        assertThat(terms.values("cos2-7")[0]).isCloseTo(0.623489801858731, within(1e-13));
    }

    @Test
    void goesOnWhereTheSeriesEnds() {
        FourierTerms terms = FourierTerms.of(24, 3).and(168, 2);
        TimeSeries series = hours(400);

        Regressors all = terms.over(hours(410)).regressors();
        Regressors tail = terms.after(series, 10);

        assertThat(all.slice(400, 410)).isEqualTo(tail);
    }

    @Test
    void leavesOutWavesThatRepeatAndSinesThatAreZero() {
        assertThat(FourierTerms.of(4, 2).after(0, 4).names()).containsExactly("sin1-4", "cos1-4", "cos2-4");
        // The seventh wave of a week of hours is the first of a day.
        assertThat(FourierTerms.of(24, 1).and(168, 7).after(0, 4).names()).hasSize(2 + 12);
    }

    @Test
    void describesALongSeasonToArima() {
        FourierTerms terms = FourierTerms.of(168, 3);
        TimeSeries series = hours(168 * 6);

        double[] forecast = AutoArima.withDefaults()
                .fit(terms.over(series.slice(0, 168 * 5).withSeasonLength(1)))
                .forecast(Horizon.of(168).withRegressors(terms.after(168 * 5, 168)))
                .means();

        double error = 0;
        for (int h = 0; h < 168; h++) {
            error += Math.abs(forecast[h] - series.value(168 * 5 + h)) / 168;
        }
        // The noise of deviation 1 has a mean size of 0.8; the season one of 6.
        assertThat(error).isLessThan(1);
    }

    @Test
    void refusesWavesFasterThanTheSteps() {
        assertThatThrownBy(() -> FourierTerms.of(7, 4)).hasMessageContaining("4 pairs for a period of 7.0 steps");
        assertThatThrownBy(() -> FourierTerms.of(1, 1)).hasMessageContaining("the period is 1.0 steps");
    }

    private static TimeSeries hours(int length) {
        Random random = new Random(2);
        double[] values = new double[length];
        Arrays.setAll(
                values,
                t -> 100
                        + 8 * Math.sin(2 * Math.PI * t / 168)
                        + 5 * Math.cos(2 * Math.PI * 3 * t / 168)
                        + random.nextGaussian());
        return TimeSeries.of(Frequency.HOUR, LocalDateTime.of(2026, 1, 1, 0, 0), values);
    }
}
