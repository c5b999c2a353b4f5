package io.mlpipeline.samples.retail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TradingCalendarTest {

    /** Dates as published by the Church and by gov.uk/bank-holidays. */
    @ParameterizedTest
    @ValueSource(
            strings = {"1961-04-02", "2000-04-23", "2011-04-24", "2023-04-09", "2024-03-31", "2025-04-20", "2038-04-25"
            })
    void findsEaster(LocalDate easter) {
        assertThat(TradingCalendar.easter(easter.getYear())).isEqualTo(easter);
    }

    @Test
    void knowsTheBankHolidaysOfEngland() {
        assertThat(TradingCalendar.bankHolidays(2024))
                .containsExactlyInAnyOrderElementsOf(dates(
                        "2024-01-01",
                        "2024-03-29",
                        "2024-04-01",
                        "2024-05-06",
                        "2024-05-27",
                        "2024-08-26",
                        "2024-12-25",
                        "2024-12-26"));
        assertThat(TradingCalendar.bankHolidays(2021))
                .containsExactlyInAnyOrderElementsOf(dates(
                        "2021-01-01",
                        "2021-04-02",
                        "2021-04-05",
                        "2021-05-03",
                        "2021-05-31",
                        "2021-08-30",
                        "2021-12-27",
                        "2021-12-28"));
    }

    @Test
    void closesOnChristmasDayAndEasterSundayOnly() {
        TradingCalendar calendar = TradingCalendar.of(LocalDate.of(2024, 1, 1), 366, Draws.of(1, 1));
        for (int day = 0; day < calendar.days(); day++) {
            boolean closed = calendar.date(day).equals(LocalDate.of(2024, 12, 25))
                    || calendar.date(day).equals(LocalDate.of(2024, 3, 31));
            assertThat(calendar.level(day) == 0).as("%s", calendar.date(day)).isEqualTo(closed);
        }
    }

    private static List<LocalDate> dates(String... dates) {
        return Stream.of(dates).map(LocalDate::parse).toList();
    }
}
