package io.mlpipeline.models.timeseries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.timeseries.SeriesReader.Gaps;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeriesReaderTest {
    private static final LocalDate MONDAY = LocalDate.of(2024, 1, 1);

    private final SeriesReader reader =
            SeriesReader.of(Frequency.DAY, "day", "units").withKeys("item");

    /** A row of a table of sales. */
    public record Sale(String item, LocalDate day, double units) {}

    /** A row of a table of readings. */
    public record Reading(Instant at, double watts) {}

    @Test
    void readsOneSeriesForEachKeyWhateverTheOrder() {
        Map<List<String>, TimeSeries> series = reader.read(
                sales(new Sale("b", MONDAY, 7), new Sale("a", MONDAY.plusDays(1), 2), new Sale("a", MONDAY, 1)));

        assertThat(series.keySet()).containsExactly(List.of("b"), List.of("a"));
        assertThat(series.get(List.of("a"))).isEqualTo(TimeSeries.of(Frequency.DAY, MONDAY.atStartOfDay(), 1, 2));
    }

    @Test
    void readsTimestampsInUtc() {
        Frame frame = Frame.of(
                Reading.class,
                List.of(
                        new Reading(Instant.parse("2024-03-31T00:00:00Z"), 1),
                        new Reading(Instant.parse("2024-03-31T01:00:00Z"), 2)));

        TimeSeries series =
                SeriesReader.of(Frequency.HOUR, "at", "watts").read(frame).get(List.<String>of());

        assertThat(series).isEqualTo(TimeSeries.of(Frequency.HOUR, LocalDateTime.of(2024, 3, 31, 0, 0), 1, 2));
    }

    @Test
    void givesAbsentStepsTheMeaningAskedFor() {
        Frame frame = sales(
                new Sale("a", MONDAY, 1), new Sale("a", MONDAY.plusDays(2), 3), new Sale("b", MONDAY.plusDays(4), 9));
        List<String> a = List.of("a");

        assertThat(reader.withGaps(Gaps.MISSING).read(frame).get(a).values()).containsExactly(1, Double.NaN, 3);
        assertThat(reader.withGaps(Gaps.ZERO).read(frame).get(a).values()).containsExactly(1, 0, 3, 0, 0);
        assertThatThrownBy(() -> reader.read(frame))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("2024-01-02T00:00")
                .hasMessageContaining("of [a]");
    }

    @Test
    void refusesDuplicatesMissingKeysAndEmptyTables() {
        assertThatThrownBy(() -> reader.read(sales(new Sale("a", MONDAY, 1), new Sale("a", MONDAY, 1))))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("2024-01-01T00:00 of [a] stands twice, again at row 1");
        assertThatThrownBy(() -> reader.read(sales()))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("no row");
    }

    @Test
    void refusesColumnsThatDoNotServe() {
        Frame frame = sales(new Sale("a", MONDAY, 1));

        assertThatThrownBy(() -> SeriesReader.of(Frequency.DAY, "item", "units").read(frame))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'item' is TEXT");
        assertThatThrownBy(() -> SeriesReader.of(Frequency.DAY, "day", "item").read(frame))
                .hasMessageContaining("'item' is TEXT");
        assertThatThrownBy(() -> reader.withKeys("units").read(frame)).hasMessageContaining("'units' is NUMBER");
        assertThatThrownBy(() -> reader.withKeys("shop").read(frame)).isInstanceOf(RuntimeException.class);
    }

    private static Frame sales(Sale... rows) {
        return Frame.of(Sale.class, List.of(rows));
    }
}
