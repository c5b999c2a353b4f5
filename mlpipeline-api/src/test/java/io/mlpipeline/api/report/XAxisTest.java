package io.mlpipeline.api.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XAxisTest {

    @Test
    void marksMonthsAndNamesTheYearWhereItBegins() {
        XValues days = days(LocalDate.of(2010, 12, 1), LocalDate.of(2011, 6, 30));
        assertThat(labels(days, 960)).containsExactly("Dec 2010", "Jan 2011", "Feb", "Mar", "Apr", "May", "Jun");
    }

    @Test
    void marksMondays() {
        XValues days = days(LocalDate.of(2011, 12, 21), LocalDate.of(2012, 1, 20));
        List<Tick> ticks = ticks(days, 480);
        assertThat(ticks).extracting(Tick::label).containsExactly("26 Dec 2011", "2 Jan 2012", "9 Jan", "16 Jan");
        assertThat(ticks)
                .allSatisfy(tick -> assertThat(Instant.ofEpochSecond((long) tick.value())
                                .atZone(ZoneOffset.UTC)
                                .getDayOfWeek()
                                .name())
                        .isEqualTo("MONDAY"));
    }

    @Test
    void marksHoursAndNamesTheDayWhereItBegins() {
        XValues hours = XValues.instants(LongStream.range(0, 30)
                .mapToObj(hour -> Instant.parse("2011-12-31T09:00:00Z").plusSeconds(hour * 3600))
                .toList());
        assertThat(labels(hours, 960))
                .containsExactly(
                        "31 Dec 09:00",
                        "12:00",
                        "15:00",
                        "18:00",
                        "21:00",
                        "1 Jan 00:00",
                        "03:00",
                        "06:00",
                        "09:00",
                        "12:00");
    }

    @Test
    void showsNoHoursBetweenDays() {
        assertThat(labels(days(LocalDate.of(2011, 3, 1), LocalDate.of(2011, 3, 2)), 960))
                .containsExactly("1 Mar 2011", "2 Mar");
    }

    @Test
    void givesOneDayRoomToBothSides() {
        assertThat(labels(days(LocalDate.of(2011, 3, 5), LocalDate.of(2011, 3, 5)), 960))
                .contains("5 Mar");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 30, 90, 365, 1096, 4000, 40_000, 400_000})
    void neverLetsLabelsTouch(int length) {
        XValues days = XValues.epochDays(
                LongStream.range(0, length).map(day -> day * 7).toArray());
        for (double width = 120; width < 1000; width += 43) {
            List<Tick> ticks = ticks(days, width);
            LinearScale scale = scale(days, width);
            for (int i = 1; i < ticks.size(); i++) {
                double end =
                        ticks.get(i - 1).middle(scale, width) + ticks.get(i - 1).width() / 2;
                assertThat(ticks.get(i).middle(scale, width) - ticks.get(i).width() / 2)
                        .isGreaterThan(end);
            }
        }
    }

    private static XValues days(LocalDate first, LocalDate last) {
        return XValues.dates(first.datesUntil(last.plusDays(1)).toList());
    }

    private static List<String> labels(XValues positions, double width) {
        return ticks(positions, width).stream().map(Tick::label).toList();
    }

    private static List<Tick> ticks(XValues positions, double width) {
        return XAxis.over(List.of(positions)).ticks(scale(positions, width), width);
    }

    private static LinearScale scale(XValues positions, double width) {
        return new LinearScale(XAxis.over(List.of(positions)).range(), 40, width - 10);
    }
}
