package io.mlpipeline.models.timeseries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.error.InvalidDataException;
import java.time.LocalDateTime;
import java.util.Map;
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
