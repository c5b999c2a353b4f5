package io.mlpipeline.models.timeseries.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.api.error.InvalidDataException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against {@code dm.test} of R 4.2.2, forecast 8.20, called with these errors. */
class DieboldMarianoTest {
    private static final double[] FIRST = {
        1.64515, -0.554039, 0.21912, 1.214333, 0.049099, -0.948318, 2.073517, -0.600427, 3.288569, -0.334125, 1.959232,
        2.93713, -2.136936, 0.61089, 0.225754, 0.816997, -0.175173, -2.780173, -2.874661, -0.211718, -0.197037,
        -2.357911, -0.095162, 1.806704, 3.114074, -0.952938, 0.472802, -1.914287, 1.17522, -0.215557, 0.979067,
        0.219933, 1.188012, -0.356601, 0.033832, -2.386108, -0.592753, -0.560182, -2.618789, -0.488119
    };
    private static final double[] SECOND = {
        -1.099781, 1.512707, 0.257921, 0.08844, -0.120897, -1.194329, 0.611997, -0.21714, -0.182757, 0.933346, 0.821773,
        1.392116, -0.476174, 0.650349, 1.39111, -1.110789, -0.860793, -1.131739, -1.459214, 0.079983, 0.653204,
        1.200965, 1.044751, -1.003209, 1.848482, -0.666773, 0.105514, -0.422256, -0.12235, 0.188193, 0.119161,
        -0.025093, 0.108073, -0.485435, -0.504217, -1.661099, -0.382334, -0.51265, 2.701891, -1.362116
    };

    @ParameterizedTest
    @CsvSource({
        "1, 1, 2.87580819409214, 0.00649892574290815",
        "1, 3, 2.92602723566803, 0.00569873956700334",
        "1, 6, 2.88178156658141, 0.00639852153659714",
        "2, 1, 3.28923431655896, 0.00213525165193711",
        "2, 3, 3.30132328890751, 0.00206478105754564",
        "2, 12, 2.73875926169578, 0.00924790241286534"
    })
    void agreesWithR(double power, int horizon, double statistic, double pValue) {
        DieboldMariano test = DieboldMariano.ofErrors(FIRST, SECOND, horizon, power);

        assertThat(test.statistic()).isCloseTo(statistic, within(1e-12));
        assertThat(test.pValue()).isCloseTo(pValue, within(1e-14));
        assertThat(test.origins()).isEqualTo(40);
    }

    @Test
    void changesSignWithTheOrder() {
        DieboldMariano test = DieboldMariano.ofErrors(SECOND, FIRST, 3, 1);

        assertThat(test.statistic()).isCloseTo(-2.92602723566803, within(1e-12));
        assertThat(test.pValue()).isCloseTo(0.00569873956700334, within(1e-14));
    }

    @Test
    void weighsAutocovariancesAsBartlettWhereTheirSumIsNegative() {
        double[] alternating = new double[20];
        Arrays.setAll(alternating, t -> (t % 2 == 0 ? 1 : 3) + (t + 1) / 200.0);

        DieboldMariano test = DieboldMariano.ofErrors(alternating, new double[20], 2, 1);

        // dm.test(d, 0, h = 2, power = 1, varestimator = "bartlett")
        assertThat(test.statistic()).isCloseTo(35.7745381267676, within(1e-9));
    }

    @Test
    void refusesTooFewOriginsAndLossesThatDoNotDiffer() {
        double[] three = {1, 2, 3};

        assertThatThrownBy(() -> DieboldMariano.ofLosses(three, new double[] {2, 1, 2}, 3))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("3 origins are too few");
        assertThatThrownBy(() -> DieboldMariano.ofLosses(three, new double[] {1.1, 2.1, 3.1}, 1))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("without variation");
        assertThatThrownBy(() -> DieboldMariano.ofLosses(three, new double[2], 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at 3 and 2 origins");
        assertThatThrownBy(() -> DieboldMariano.ofErrors(three, three, 1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("power is 0");
    }
}
