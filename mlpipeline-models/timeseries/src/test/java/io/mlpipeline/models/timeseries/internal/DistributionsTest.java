package io.mlpipeline.models.timeseries.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against values of R 4.2.2's qnorm, qt, pchisq and pt, which agree with the tables of Abramowitz and Stegun. */
class DistributionsTest {
    @ParameterizedTest
    @CsvSource({
        "0.975, 1.959963984540054",
        "0.9, 1.2815515655446004",
        "0.5, 0",
        "0.001, -3.090232306167813",
        "1e-10, -6.361340902404056"
    })
    void givesNormalQuantiles(double probability, double quantile) {
        assertThat(Distributions.normalQuantile(probability)).isCloseTo(quantile, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "0.975, 1, 12.706204736174694",
        "0.9, 2.5, 1.730250928807176",
        "0.995, 3, 5.840909309733354",
        "0.6, 7, 0.263166861352023",
        "0.025, 28, -2.048407141795245",
        "0.975, 1e6, 1.959966356814107"
    })
    void givesStudentQuantiles(double probability, double freedom, double quantile) {
        assertThat(Distributions.studentQuantile(probability, freedom))
                .isCloseTo(quantile, within(1e-9 * Math.abs(quantile)));
    }

    @Test
    void givesChiSquareTails() {
        assertThat(Distributions.chiSquareUpperTail(3.841458820694124, 1)).isCloseTo(0.05, within(1e-13));
        assertThat(Distributions.chiSquareUpperTail(18.307038053275146, 10)).isCloseTo(0.05, within(1e-13));
        // Two degrees of freedom have the closed form exp(-x/2).
        assertThat(Distributions.chiSquareUpperTail(7, 2)).isCloseTo(Math.exp(-3.5), within(1e-15));
        assertThat(Distributions.chiSquareUpperTail(0, 3)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, 1, 0.704832764699134",
        "5, 1, 0.125665916378002",
        "-2, 4, 0.116116523516816",
        "2, 9, 0.0765528237707009",
        "5, 39, 1.25241740893672e-05",
        "0.5, 200, 0.617624752316461",
        "0, 7, 1"
    })
    void givesTheTailsOfStudent(double value, double degreesOfFreedom, double tails) {
        assertThat(Distributions.studentTails(value, degreesOfFreedom)).isCloseTo(tails, within(1e-13));
    }
}
