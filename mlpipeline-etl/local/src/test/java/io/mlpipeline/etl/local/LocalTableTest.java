package io.mlpipeline.etl.local;

import static io.mlpipeline.etl.features.Features.column;
import static io.mlpipeline.etl.features.Features.days;
import static io.mlpipeline.etl.features.Features.lag;
import static io.mlpipeline.etl.features.Features.rolling;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.FeaturePipeline;
import io.mlpipeline.etl.features.Features;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.etl.features.quality.Expectations;
import io.mlpipeline.etl.features.series.Resampling;
import io.mlpipeline.etl.features.source.CsvSource;
import io.mlpipeline.etl.features.source.SourceColumn;
import io.mlpipeline.etl.features.source.SourceSchema;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever many threads compute from parts is what one thread computes from the whole frame, bit for bit. */
class LocalTableTest {
    private static final ExecutorService THREADS = Executors.newFixedThreadPool(3);
    private static final Schema SALES = Schema.builder()
            .text("item")
            .timestamp("at")
            .integer("quantity")
            .number("price")
            .text("country")
            .build();
    private static final Resampling DAILY = Resampling.daily("day")
            .key("item")
            .time("at", ZoneId.of("Australia/Lord_Howe"))
            .sum("quantity", "units")
            .fillMissing("units", 0)
            .mean("price", "price")
            .carryForward("price")
            .max("price", "highest")
            .build();
    private static final Frame ROWS = sales();
    private static final Frame DAYS = DAILY.resample(ROWS); // enough for several parts
    private static final FeaturePipeline PIPELINE = pipeline(DAYS.schema());
    private static final LocalDate CUT = LocalDate.of(2012, 6, 1);
    private static final FittedFeatures WHOLE = PIPELINE.fit(DAYS);
    private static final FittedFeatures BEFORE_CUT = PIPELINE.fit(DAYS, CUT);
    private static final Frame TRANSFORMED = BEFORE_CUT.transform(DAYS);

    @AfterAll
    static void stopThreads() {
        THREADS.shutdownNow();
    }

    private static Frame sales() {
        Random random = new Random(5);
        Frame.Builder frame = Frame.builder(SALES);
        RowBuffer row = RowBuffer.of(SALES);
        for (int i = 0; i < 40_000; i++) {
            row.clear()
                    .setText(0, random.nextInt(120) + "\u00e9")
                    .setInteger(1, 1_300_000_000_000_000L + (long) (random.nextDouble() * 5e13))
                    .setInteger(2, random.nextInt(50) - 5)
                    .setNumber(3, random.nextInt(10) == 0 ? Double.NaN : Math.exp(8 * random.nextGaussian()));
            frame.add(random.nextInt(9) == 0 ? row : row.setText(4, "country" + random.nextInt(5)));
        }
        return frame.build();
    }

    private static LocalTable table(Frame rows, int parallelism) {
        return LocalEtl.on(THREADS, parallelism).table(rows);
    }

    private static void assertSameBits(Frame actual, Frame expected) {
        assertThat(actual.schema()).isEqualTo(expected.schema());
        assertThat(actual.size()).isEqualTo(expected.size());
        Frame.Cursor left = actual.cursor();
        for (Frame.Cursor right = expected.cursor(); right.next() && left.next(); ) {
            for (int i = 0; i < actual.schema().size(); i++) {
                if (!bits(left, i).equals(bits(right, i))) {
                    assertThat(left.toString()).as("row %d", left.position()).isEqualTo(right.toString());
                }
            }
        }
    }

    private static Object bits(Row row, int column) {
        if (row.isMissing(column)) {
            return "missing";
        }
        return switch (row.schema().column(column).type()) {
            case NUMBER -> Double.doubleToRawLongBits(row.number(column));
            case TEXT -> row.text(column);
            default -> row.integer(column);
        };
    }

    private static FeaturePipeline pipeline(Schema daily) {
        return FeaturePipeline.over(daily)
                .series("day", "item")
                .horizon(days(7))
                .target("units")
                .knownAhead("price")
                .feature("weekday", Features.dayOfWeek("day"))
                .feature("lag", lag("units", days(7)))
                .feature("mean", rolling("units", days(28)).mean())
                .feature("price", column("price").imputeMedian().standardize())
                .build();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void resamplesFitsAndTransformsSeriesAsOneThreadDoes(int parallelism) {
        assertThat(DAYS.size()).isGreaterThan(60_000);
        assertSameBits(table(ROWS, parallelism).resample(DAILY).frame(), DAYS);

        LocalTable table = table(DAYS, parallelism);
        FittedFeatures fitted = table.fit(PIPELINE, CUT);
        assertThat(fitted.toJson()).isEqualTo(BEFORE_CUT.toJson());
        assertThat(fitted).isEqualTo(BEFORE_CUT);
        assertThat(table.fit(PIPELINE)).isEqualTo(WHOLE);
        assertSameBits(table.transform(fitted).frame(), TRANSFORMED);
    }

    @Test
    void keepsTheOrderOfRowsThatDoNotLieSeriesBySeries() {
        int[] shuffled =
                new Random(7).ints(0, DAYS.size()).distinct().limit(40_000).toArray();
        Frame rows = DAYS.take(shuffled);
        FittedFeatures fitted = PIPELINE.fit(rows);
        assertThat(table(rows, 3).fit(PIPELINE)).isEqualTo(fitted);
        assertSameBits(table(rows, 3).transform(fitted).frame(), fitted.transform(rows));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void fitsAndTransformsPlainRowsAsOneThreadDoes(int parallelism) {
        FeaturePipeline pipeline = FeaturePipeline.over(SALES)
                .target("quantity")
                .feature("price", column("price").imputeMedian().standardize())
                .oneHot("country", 3)
                .frequency("often", "country")
                .build();
        FittedFeatures expected = pipeline.fit(ROWS);
        LocalTable table = table(ROWS, parallelism);
        assertThat(table.fit(pipeline)).isEqualTo(expected);
        assertSameBits(table.transform(expected).frame(), expected.transform(ROWS));
    }

    @Test
    void resamplesWithoutAKeyAndByTwo() {
        Resampling whole = Resampling.daily("day")
                .time("at", ZoneId.of("UTC"))
                .sum("price", "sum")
                .build();
        assertSameBits(table(ROWS, 3).resample(whole).frame(), whole.resample(ROWS));
        Frame named = ROWS.where(row -> !ROWS.row(row).isMissing(4));
        Resampling byTwo = Resampling.daily("day")
                .key("country", "item")
                .time("at", ZoneId.of("UTC"))
                .sum("quantity", "sum")
                .build();
        assertSameBits(table(named, 3).resample(byTwo).frame(), byTwo.resample(named));
    }

    @Test
    void saysHowManyRowsHaveNoKeyOrTime() {
        Frame.Builder broken = Frame.builder(SALES);
        broken.add(ROWS.row(0)).add(RowBuffer.of(SALES).copyOf(ROWS.row(1)).setMissing(0));
        assertThatThrownBy(() -> table(broken.build(), 1).resample(DAILY))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("1 of 2 rows have no [item] or no at; a series needs them. "
                        + "Set such rows aside with notNull(..)");
        LocalTable empty = table(Frame.builder(SALES).build(), 1);
        assertThatThrownBy(() -> empty.resample(DAILY)).hasMessage("There is no row to make series of");
    }

    @Test
    void badDataEndsAsItDoesInOneThread() {
        Frame twice = DAYS.take(new int[] {0, 1, 1, 2});
        String message = org.assertj.core.api.Assertions.catchThrowableOfType(
                        InvalidDataException.class, () -> PIPELINE.fit(twice))
                .getMessage();
        assertThatThrownBy(() -> table(twice, 2).fit(PIPELINE))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> table(DAYS.take(new int[0]), 2).fit(PIPELINE))
                .hasMessageStartingWith("There is no row to fit the features on");
        assertThatThrownBy(() -> table(ROWS, 2).fit(PIPELINE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the table has " + SALES);
    }

    @Test
    void sortsByTheGivenColumnsAndThenByTheOthers() {
        Frame few = ROWS.take(new int[] {3, 1, 2, 3, 0});
        Frame sorted = table(few, 1).collect("quantity");
        assertThat(sorted.numbers("quantity")).isSorted();
        assertSameBits(table(few.take(new int[] {4, 2, 1, 0, 3}), 1).collect("quantity"), sorted);
    }

    @Test
    void writesEveryTypeSoThatItIsReadBackBitForBit(@TempDir Path folder) {
        Schema schema = Schema.builder()
                .text("text")
                .timestamp("at")
                .integer("whole")
                .number("real")
                .bool("yes")
                .date("day")
                .build();
        Frame.Builder rows = Frame.builder(schema);
        RowBuffer row = RowBuffer.of(schema).setText(0, "only");
        rows.add(row);
        for (double real : new double[] {0.1, 0.0, Double.MIN_VALUE, 1e300, 123456789.123456789}) {
            rows.add(row.setText(0, "\"" + real + ",\r\n\u00e9")
                    .setInteger(1, (long) (real * 1e-290) - 1)
                    .setInteger(2, Long.MAX_VALUE)
                    .setNumber(3, real)
                    .setInteger(4, 1)
                    .setInteger(5, -1));
        }
        Frame written = rows.build();
        String file = folder.resolve("all.csv").toString();
        table(written, 1).write(file, FileFormat.CSV);
        SourceSchema source = SourceSchema.of(
                SourceColumn.text("text").untrimmed(),
                SourceColumn.timestamp("at", ZoneId.of("UTC"), "yyyy-MM-dd'T'HH:mm:ss.SSSSSSX"),
                SourceColumn.integer("whole"),
                SourceColumn.number("real"),
                SourceColumn.bool("yes"),
                SourceColumn.date("day", "yyyy-MM-dd"));
        EtlResult read = LocalEtl.onCallingThread()
                .read(CsvSource.of(source, file), Expectations.over(schema).build());
        assertSameBits(read.clean().frame(), written);
    }
}
