package io.mlpipeline.models.timeseries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.error.InvalidDataException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TimeSeriesTest {
    private static final LocalDateTime JANUARY = LocalDateTime.of(2024, 1, 31, 0, 0);

    @Test
    void countsMonthsOnTheCalendarThoughTheyDifferInLength() {
        TimeSeries series = TimeSeries.of(Frequency.MONTH, JANUARY, 1, 2, 3);

        assertThat(series.stamp(1)).isEqualTo(LocalDateTime.of(2024, 2, 29, 0, 0));
        assertThat(series.stamp(2)).isEqualTo(LocalDateTime.of(2024, 3, 31, 0, 0));
        assertThat(series.seasonLength()).isEqualTo(12);
    }

    @Test
    void findsTheStepOfEveryStampItGives() {
        for (Frequency frequency : Frequency.values()) {
            for (int step = 0; step < 100; step++) {
                assertThat(frequency.stepsBetween(JANUARY, frequency.plus(JANUARY, step)))
                        .isEqualTo(step);
            }
        }
    }

    @Test
    void countsBusinessDaysWithoutWeekends() {
        LocalDateTime friday = LocalDateTime.of(2024, 3, 1, 0, 0);

        assertThat(Frequency.BUSINESS_DAY.plus(friday, 1)).isEqualTo(LocalDateTime.of(2024, 3, 4, 0, 0));
        assertThat(Frequency.BUSINESS_DAY.plus(friday, -5)).isEqualTo(LocalDateTime.of(2024, 2, 23, 0, 0));
        LocalDateTime day = friday;
        for (int step = 0; step < 300; step++) {
            assertThat(Frequency.BUSINESS_DAY.stepsBetween(friday, day)).isEqualTo(step);
            assertThat(Frequency.BUSINESS_DAY.plus(friday, step)).isEqualTo(day);
            do {
                day = day.plusDays(1);
            } while (day.getDayOfWeek().getValue() > 5);
        }
        assertThatThrownBy(() -> TimeSeries.of(Frequency.BUSINESS_DAY, friday.plusDays(1), 1, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is a SATURDAY, which is no business day");
        assertThatThrownBy(() -> TimeSeries.ofStampsWithGaps(
                        Frequency.BUSINESS_DAY, Map.of(friday, 1.0, friday.plusDays(2), 2.0)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("is no BUSINESS_DAY step");
    }

    @Test
    void takesTheDaysOnWhichClocksChangeAsOneStepOfDaysAndAsTheirHours() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        Map<Instant, Double> hours = new TreeMap<>();
        Map<Instant, Double> days = new TreeMap<>();
        for (LocalDate change : List.of(LocalDate.of(2024, 3, 31), LocalDate.of(2024, 10, 27))) {
            Instant midnight = change.atStartOfDay(berlin).toInstant();
            Instant next = change.plusDays(1).atStartOfDay(berlin).toInstant();
            hours.clear();
            days.clear();
            days.put(midnight, 1.0);
            days.put(next, 2.0);
            for (Instant hour = midnight; hour.isBefore(next); hour = hour.plusSeconds(3600)) {
                hours.put(hour, (double) hours.size());
            }

            TimeSeries byHour = TimeSeries.ofInstants(Frequency.HOUR, berlin, hours);
            TimeSeries byDay = TimeSeries.ofInstants(Frequency.DAY, berlin, days);

            assertThat(byHour.length()).isEqualTo(change.getMonthValue() == 3 ? 23 : 25);
            assertThat(byHour.missing()).isZero();
            assertThat(byDay.values()).containsExactly(1, 2);
            assertThat(byDay.start()).isEqualTo(change.atStartOfDay());
        }
        Instant twice = Instant.parse("2024-10-27T00:30:00Z");
        assertThatThrownBy(() ->
                        TimeSeries.ofInstants(Frequency.DAY, berlin, Map.of(twice, 1.0, twice.plusSeconds(3600), 2.0)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("2024-10-27T02:30 in Europe/Berlin stands twice")
                .hasMessageContaining("2024-10-27T01:30:00Z");
    }

    @Test
    void refusesAStampThatIsOffTheGrid() {
        assertThatThrownBy(() -> TimeSeries.ofStamps(Frequency.WEEK, Map.of(JANUARY, 1.0, JANUARY.plusDays(8), 2.0)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("not regular")
                .hasMessageContaining("2024-02-08T00:00 is no WEEK step from 2024-01-31T00:00");
    }

    @Test
    void refusesAnAbsentStampAndNamesTheFirst() {
        Map<LocalDateTime, Double> stamped = Map.of(JANUARY, 1.0, JANUARY.plusDays(3), 4.0);

        assertThatThrownBy(() -> TimeSeries.ofStamps(Frequency.DAY, stamped))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("lacks 2 of 4 DAY stamps, the first at 2024-02-01T00:00")
                .hasMessageContaining("ofStampsWithGaps");
    }

    @Test
    void makesAnAbsentStampAMissingValueWhenAsked() {
        TimeSeries series = TimeSeries.ofStampsWithGaps(Frequency.DAY, Map.of(JANUARY, 1.0, JANUARY.plusDays(3), 4.0));

        assertThat(series.values()).containsExactly(1, Double.NaN, Double.NaN, 4);
        assertThat(series.missing()).isEqualTo(2);
    }

    @Test
    void refusesAStampThatStandsTwice() {
        LocalDateTime[] stamps = {JANUARY, JANUARY.plusHours(1), JANUARY};

        assertThatThrownBy(() -> TimeSeries.ofColumns(Frequency.HOUR, stamps, new double[] {1, 2, 3}))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("2024-01-31T00:00 stands twice, again at row 2");
    }

    @Test
    void sortsTheRowsOfATable() {
        LocalDateTime[] stamps = {JANUARY.plusHours(1), JANUARY};

        assertThat(TimeSeries.ofColumns(Frequency.HOUR, stamps, new double[] {2, 1})
                        .values())
                .containsExactly(1, 2);
    }

    @Test
    void refusesNoValueAndAnInfiniteOne() {
        assertThatThrownBy(() -> TimeSeries.of(Frequency.DAY, JANUARY))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("empty");
        assertThatThrownBy(() -> TimeSeries.ofStamps(Frequency.DAY, Map.of()))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("empty");
        assertThatThrownBy(() -> TimeSeries.of(Frequency.DAY, JANUARY, 1, Double.POSITIVE_INFINITY))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("2024-02-01T00:00 is Infinity");
    }

    @Test
    void keepsItsValuesWhenTheCallersArrayChanges() {
        double[] values = {1, 2};
        TimeSeries series = TimeSeries.of(Frequency.DAY, JANUARY, values);
        values[0] = 9;
        series.values()[1] = 9;

        assertThat(series).isEqualTo(TimeSeries.of(Frequency.DAY, JANUARY, 1, 2));
    }

    @Test
    void isWholeAgainWhenItsPartsAreJoined() {
        TimeSeries series = TimeSeries.of(Frequency.MONTH, JANUARY, 1, 2, 3, 4)
                .withSeasonLength(2)
                .withRegressors(Regressors.of("price", 5, 6, 7, 8));

        assertThat(series.slice(0, 3).append(series.slice(3, 4))).isEqualTo(series);
    }

    @Test
    void refusesToJoinWhatDoesNotFollow() {
        TimeSeries series = TimeSeries.of(Frequency.DAY, JANUARY, 1, 2);

        assertThatThrownBy(() -> series.append(series))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the next DAY step is 2024-02-02T00:00");
    }

    @Test
    void refusesRegressorsOfAnotherLengthAndSeasonsBelowOne() {
        TimeSeries series = TimeSeries.of(Frequency.DAY, JANUARY, 1, 2);

        assertThatThrownBy(() -> series.withRegressors(Regressors.of("price", 1, 2, 3)))
                .hasMessageContaining("[price] have 3 values, but the series has 2");
        assertThatThrownBy(() -> series.withSeasonLength(0)).hasMessageContaining("season length is 0");
        assertThatThrownBy(() -> series.slice(1, 1)).hasMessageContaining("1 to 1 is empty");
    }
}
