package io.mlpipeline.api.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {
    private final Locale before = Locale.getDefault();

    @AfterEach
    void restoreLocale() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|0",
                "-0.0|0",
                "1|1",
                "0.1|0.1",
                "3.14159|3.142",
                "-1.5|−1.5",
                "999.95|1,000",
                "1234.56|1,235",
                "1234567|1,234,567",
                "0.0001|0.0001",
                "0.00001234|1.23e−5",
                "1e15|1e15",
                "-1.2345e200|−1.23e200",
                "4.9e-324|4.9e−324",
                "NaN|–",
                "Infinity|∞",
                "-Infinity|−∞"
            })
    void showsFourSignificantDigits(double value, String shown) {
        assertThat(NumberText.significant(value)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.005|2|1.01",
                "2|3|2.000",
                "1234.5|1|1,234.5",
                "0.00001|2|1e−5",
                "0|2|0.00",
                "-123456.789|1|−123,456.8",
                "1e300|2|1e300",
                "NaN|2|–"
            })
    void showsAFixedNumberOfDecimalsUnlessNothingWouldBeLeft(double value, int decimals, String shown) {
        assertThat(NumberText.fixed(value, decimals)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.418|1|41.8%",
                "1|0|100%",
                "-0.07|1|−7.0%",
                "12.5|1|1,250.0%",
                "NaN|1|–",
                "0.0000055|2|<0.01%",
                "0.0001|2|0.01%",
                "0.009|0|<1%",
                "0|2|0.00%"
            })
    void showsSharesInPercent(double share, int decimals, String shown) {
        assertThat(NumberText.percent(share, decimals)).isEqualTo(shown);
    }

    @Test
    void keepsEveryDigitOfALong() {
        assertThat(NumberText.integer(Long.MAX_VALUE)).isEqualTo("9,223,372,036,854,775,807");
        assertThat(NumberText.integer(-1000)).isEqualTo("−1,000");
        assertThat(NumberText.integer(-100)).isEqualTo("−100");
    }

    @Test
    void doesNotFollowTheLocaleOfTheMachine() {
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        assertThat(NumberText.significant(1234567.5)).isEqualTo("1,234,568");
        assertThat(NumberText.fixed(0.5, 2)).isEqualTo("0.50");
    }
}
