package io.mlpipeline.models.timeseries.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.timeseries.Frequency;
import io.mlpipeline.models.timeseries.GoldenSeries;
import io.mlpipeline.models.timeseries.TimeSeries;
import java.time.LocalDateTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoxCoxTest {
    static Stream<GoldenSeries> golden() {
        return GoldenSeries.all().filter(golden -> golden.r().has("boxcox_lambda_guerrero"));
    }

    /** R stops within 1e-4 of its minimum. */
    @ParameterizedTest
    @MethodSource("golden")
    void findsThePowerOfGuerreroAsRDoes(GoldenSeries golden) {
        double expected = golden.r().get("boxcox_lambda_guerrero").asDouble();

        assertThat(BoxCox.guerrero(golden.series()).lambda()).isCloseTo(expected, within(5e-4));
    }

    /** R 4.2.2, BoxCox.lambda(AirPassengers, "loglik"): 0.2 on a grid of 0.05. */
    @Test
    void findsThePowerOfTheLikelihoodAsRDoes() {
        assertThat(BoxCox.maximumLikelihood(airPassengers()).lambda()).isCloseTo(0.2, within(0.025));
    }

    /** R 4.2.2, InvBoxCox(x, lambda, biasadj = TRUE, fvar = 0.2). */
    @ParameterizedTest
    @CsvSource({"5, 0.3, 21.4438991710998", "5, 0, 163.254475012834", "-1.5, -0.4, 0.325704562471566"})
    void givesTheMeanThatRGives(double place, double lambda, double mean) {
        assertThat(new BoxCox(lambda).invertMean(place, 0.2)).isCloseTo(mean, within(1e-12 * mean));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, -0.5, 0, 1e-12, 0.3, 1, 2})
    void comesBackToTheValue(double lambda) {
        BoxCox power = new BoxCox(lambda);

        for (double value : new double[] {1e-3, 0.5, 1, 7, 1e4}) {
            assertThat(power.invert(power.apply(value))).isCloseTo(value, within(1e-8 * value));
        }
        assertThat(power.apply(Double.NaN)).isNaN();
    }

    @Test
    void keepsTheSignWhereThePowerIsPositive() {
        BoxCox root = new BoxCox(0.5);

        assertThat(root.apply(-9)).isEqualTo(-8);
        assertThat(root.invert(-8)).isEqualTo(-9);
    }

    @Test
    void refusesWhatHasNoPower() {
        assertThatThrownBy(() -> new BoxCox(3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lambda is 3.0: give -1 to 2");
        assertThatThrownBy(() -> BoxCox.guerrero(months(1, 2, 0, 4)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("is 0.0: a power is estimated from positive values only");
        assertThatThrownBy(() -> BoxCox.guerrero(months(1, 2, 3)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("two whole seasons");
        assertThatThrownBy(() -> BoxCox.maximumLikelihood(months(1, 2, 3)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("at least 15 values");
    }

    private static TimeSeries airPassengers() {
        return GoldenSeries.all()
                .filter(golden -> golden.toString().equals("AirPassengers"))
                .findFirst()
                .orElseThrow()
                .series();
    }

    private static TimeSeries months(double... values) {
        return TimeSeries.of(Frequency.MONTH, LocalDateTime.of(2020, 1, 1, 0, 0), values);
    }
}
