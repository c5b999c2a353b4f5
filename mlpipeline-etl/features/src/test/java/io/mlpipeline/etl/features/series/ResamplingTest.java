package io.mlpipeline.etl.features.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ResamplingTest {
    private static final Schema SALES = Schema.builder()
            .text("item")
            .timestamp("at")
            .integer("quantity")
            .number("price")
            .build();
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final Resampling DAILY = Resampling.daily("day")
            .key("item")
            .time("at", LONDON)
            .sum("quantity", "units")
            .fillMissing("units", 0)
            .mean("price", "price")
            .carryForward("price")
            .max("price", "highest")
            .count("quantity", "sales")
            .build();

    private static RowBuffer sale(String item, String at, long quantity, double price) {
        return RowBuffer.of(SALES)
                .set("item", item)
                .set("at", Instant.parse(at))
                .set("quantity", quantity)
                .set("price", price);
    }

    private static Frame frame(RowBuffer... rows) {
        Frame.Builder frame = Frame.builder(SALES);
        List.of(rows).forEach(frame::add);
        return frame.build();
    }

    private static List<String> lines(Frame frame) {
        List<String> lines = new ArrayList<>();
        for (Frame.Cursor row = frame.cursor(); row.next(); ) {
            lines.add(row.toString());
        }
        return lines;
    }

    @Test
    void fillsGapsFromTheKeysFirstDayToTheLastDayOfTheData() {
        Frame sales = frame(
                sale("b", "2011-01-04T10:00:00Z", 7, 4),
                sale("a", "2011-01-03T09:00:00Z", 2, 3),
                sale("a", "2011-01-01T23:59:59Z", 1, 1),
                sale("a", "2011-01-01T08:00:00Z", 5, 2));
        assertThat(lines(DAILY.resample(sales)))
                .containsExactly(
                        "{item='a', day=2011-01-01, units=6.0, price=1.5, highest=2.0, sales=2.0}",
                        "{item='a', day=2011-01-02, units=0.0, price=1.5, highest=missing, sales=missing}",
                        "{item='a', day=2011-01-03, units=2.0, price=3.0, highest=3.0, sales=1.0}",
                        "{item='a', day=2011-01-04, units=0.0, price=3.0, highest=missing, sales=missing}",
                        "{item='b', day=2011-01-04, units=7.0, price=4.0, highest=4.0, sales=1.0}");
    }

    @Test
    void countsDaysInTheDeclaredZone() {
        Frame sales = frame(sale("a", "2011-06-30T23:30:00Z", 1, 1), sale("a", "2011-06-30T22:30:00Z", 1, 1));
        assertThat(lines(DAILY.resample(sales)))
                .extracting(line -> line.substring(11, 25))
                .containsExactly("day=2011-06-30", "day=2011-07-01");
    }

    @Test
    void sumsAreExactInAnyOrder() {
        List<RowBuffer> rows = new ArrayList<>();
        for (double price : new double[] {1e16, 1, -1e16, 0.1, 0.2}) {
            rows.add(sale("a", "2011-01-01T00:00:00Z", 1, price));
        }
        Resampling sum = Resampling.daily("day")
                .key("item")
                .time("at", LONDON)
                .sum("price", "s")
                .build();
        for (int i = 0; i < 20; i++) {
            Collections.shuffle(rows, new Random(i));
            // 1 + 0.1 + 0.2 of these doubles is 1.300000000000000016653345..., whose nearest double is 1.3
            assertThat(sum.resample(frame(rows.toArray(RowBuffer[]::new))).numbers("s"))
                    .containsExactly(1.3);
        }
    }

    @Test
    void agreesWithAPlainGroupingOnRandomData() {
        Random random = new Random(3);
        Frame.Builder sales = Frame.builder(SALES);
        TreeMap<String, Long> expected = new TreeMap<>();
        for (int i = 0; i < 5_000; i++) {
            LocalDate day = LocalDate.of(2011, 1, 1).plusDays(random.nextInt(60));
            String item = "item" + random.nextInt(20);
            long quantity = random.nextInt(9) - 2;
            sales.add(sale(item, day + "T12:00:00Z", quantity, 1));
            expected.merge(item + " " + day, quantity, Long::sum);
        }
        Frame series = DAILY.resample(sales.build());
        double[] units = series.numbers("units");
        for (int i = 0; i < series.size(); i++) {
            String key = series.row(i).text(0) + " "
                    + LocalDate.ofEpochDay(series.row(i).integer(1));
            assertThat(units[i])
                    .as(key)
                    .isEqualTo(expected.getOrDefault(key, 0L).doubleValue());
        }
        assertThat(series.size()).isGreaterThanOrEqualTo(expected.size());
    }

    @Test
    void takesDatesAndManyKeysOrNone() {
        Schema schema = Schema.builder()
                .text("store")
                .integer("item")
                .date("day")
                .number("x")
                .build();
        Frame.Builder rows = Frame.builder(schema);
        for (long[] each : new long[][] {{1, 2, 10}, {2, 2, 5}, {2, 3, 1}, {1, 2, 4}}) {
            rows.add(RowBuffer.of(schema)
                    .set("store", "s")
                    .setInteger(1, each[0])
                    .setInteger(2, each[1])
                    .setNumber(3, each[2]));
        }
        Resampling.Builder byDay = Resampling.daily("d").time("day").sum("x", "x");
        assertThat(lines(byDay.build().resample(rows.build())))
                .containsExactly("{d=1970-01-03, x=19.0}", "{d=1970-01-04, x=1.0}");
        assertThat(lines(byDay.key("store", "item").build().resample(rows.build())))
                .containsExactly(
                        "{store='s', item=1, d=1970-01-03, x=14.0}",
                        "{store='s', item=1, d=1970-01-04, x=missing}",
                        "{store='s', item=2, d=1970-01-03, x=5.0}",
                        "{store='s', item=2, d=1970-01-04, x=1.0}");
    }

    @Test
    void givesNothingForNothing() {
        assertThat(DAILY.resample(frame()).size()).isZero();
    }

    @Test
    void refusesRowsWithoutKeyOrTime() {
        RowBuffer noItem = sale("a", "2011-01-01T00:00:00Z", 1, 1).setMissing(0);
        assertThatThrownBy(() -> DAILY.resample(frame(noItem)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("Column 'item' is missing in {item=missing, at=2011-01-01T00:00:00Z");
        RowBuffer noTime = sale("a", "2011-01-01T00:00:00Z", 1, 1).setMissing(1);
        assertThatThrownBy(() -> DAILY.resample(frame(noTime)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("Column 'at' is missing");
    }

    @Test
    void refusesAStreamOutOfOrder() {
        List<RowBuffer> rows =
                List.of(sale("a", "2011-01-02T00:00:00Z", 1, 1), sale("a", "2011-01-01T00:00:00Z", 1, 1));
        var series = DAILY.resample(rows.iterator(), SALES, LocalDate.of(2011, 1, 2));
        assertThatThrownBy(() -> series.forEachRemaining(row -> {})).hasMessageContaining("not in the order");
    }

    @Test
    void refusesImpossibleDefinitions() {
        assertThatThrownBy(() -> Resampling.daily("d").sum("x", "x").build()).hasMessageContaining("needs a time");
        assertThatThrownBy(() -> Resampling.daily("d").time("t").time("u")).hasMessageContaining("set twice");
        assertThatThrownBy(() -> Resampling.daily("d").sum("x", "d")).hasMessageContaining("Two results");
        assertThatThrownBy(() -> Resampling.daily("d").fillMissing("x", 0)).hasMessageContaining("No result 'x'");
        assertThatThrownBy(() -> DAILY.schemaOver(Schema.builder()
                        .text("item")
                        .date("at")
                        .integer("quantity")
                        .number("price")
                        .build()))
                .hasMessageContaining("a timestamp needs a zone");
        assertThatThrownBy(() -> Resampling.daily("d")
                        .time("at", LONDON)
                        .sum("item", "x")
                        .build()
                        .schemaOver(SALES))
                .hasMessageContaining("'item' is text");
        assertThatThrownBy(() -> Resampling.daily("d")
                        .key("price")
                        .time("at", LONDON)
                        .sum("quantity", "x")
                        .build()
                        .schemaOver(SALES))
                .hasMessageContaining("'price' is a decimal number");
    }
}
