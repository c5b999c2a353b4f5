package io.mlpipeline.etl.spark;

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
import io.mlpipeline.etl.features.series.Resampling;
import io.mlpipeline.etl.features.series.RowOrder;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One kernel, two engines: whatever Spark computes is what one process computes from the same rows, bit for bit. */
class EngineParityTest {
    private static final SparkSession SPARK = LocalSpark.session();
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

    private final Frame sales = sales();

    private static Frame sales() {
        Random random = new Random(5);
        String[] items = {"a", "B", "\u00e9", "\uD83D\uDE00", "\uFFFD", "", " x"};
        Frame.Builder frame = Frame.builder(SALES);
        RowBuffer row = RowBuffer.of(SALES);
        for (int i = 0; i < 6_000; i++) {
            row.clear()
                    .setText(0, items[random.nextInt(items.length)])
                    .setInteger(1, 1_300_000_000_000_000L + (long) (random.nextDouble() * 1e13))
                    .setInteger(2, random.nextInt(50) - 5)
                    .setNumber(3, random.nextInt(10) == 0 ? Double.NaN : Math.exp(8 * random.nextGaussian()));
            frame.add(random.nextInt(9) == 0 ? row : row.setText(4, "country" + random.nextInt(5)));
        }
        return frame.build();
    }

    /** The frame's rows in Spark, shuffled over some partitions. */
    private static SparkTable inSpark(Frame frame, int partitions) {
        List<org.apache.spark.sql.Row> rows = new ArrayList<>();
        for (Frame.Cursor row = frame.cursor(); row.next(); ) {
            rows.add(PhysicalRows.toSpark(row));
        }
        Dataset<org.apache.spark.sql.Row> dataset =
                SPARK.createDataset(rows, Encoders.row(PhysicalRows.struct(frame.schema())));
        return new SparkTable(dataset.repartition(partitions), frame.schema());
    }

    private static void assertSameBits(Frame actual, Frame expected) {
        assertThat(actual.schema()).isEqualTo(expected.schema());
        assertThat(actual.size()).isEqualTo(expected.size());
        Frame.Cursor left = actual.cursor();
        for (Frame.Cursor right = expected.cursor(); right.next() && left.next(); ) {
            for (int i = 0; i < actual.schema().size(); i++) {
                assertThat(bits(left, i)).as("row %s column %s", right, i).isEqualTo(bits(right, i));
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

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void fitsAndTransformsSeriesAsOneProcessDoes(int partitions) {
        Frame daily = DAILY.resample(sales);
        SparkTable dailyInSpark = inSpark(sales, partitions).resample(DAILY);
        assertSameBits(dailyInSpark.collect("item", "day"), daily);

        FeaturePipeline pipeline = FeaturePipeline.over(daily.schema())
                .series("day", "item")
                .horizon(days(7))
                .target("units")
                .knownAhead("price")
                .feature("weekday", Features.dayOfWeek("day"))
                .feature("lag", lag("units", days(7)))
                .feature("mean", rolling("units", days(28)).mean())
                .feature("price", column("price").imputeMedian().standardize())
                .build();
        FittedFeatures fitted = pipeline.fit(daily, LocalDate.of(2011, 6, 1));
        FittedFeatures inSpark = dailyInSpark.fit(pipeline, LocalDate.of(2011, 6, 1));
        assertThat(inSpark.toJson()).isEqualTo(fitted.toJson());
        assertThat(inSpark).isEqualTo(fitted);
        assertThat(dailyInSpark.fit(pipeline)).isEqualTo(pipeline.fit(daily));
        assertSameBits(
                dailyInSpark.transform(inSpark).collect("item", "day"),
                RowOrder.by("item", "day").sort(fitted.transform(daily)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void fitsAndTransformsPlainRowsAsOneProcessDoes(int partitions) {
        FeaturePipeline pipeline = FeaturePipeline.over(SALES)
                .target("quantity")
                .feature("price", column("price").imputeMedian().standardize())
                .oneHot("country", 3)
                .frequency("often", "country")
                .build();
        FittedFeatures fitted = pipeline.fit(sales);
        SparkTable table = inSpark(sales, partitions);
        FittedFeatures inSpark = table.fit(pipeline);
        assertThat(inSpark.toJson()).isEqualTo(fitted.toJson());
        assertThat(inSpark).isEqualTo(fitted);
        String[] all = fitted.transformedSchema().names().toArray(String[]::new);
        assertSameBits(table.transform(inSpark).collect(all), RowOrder.by(all).sort(fitted.transform(sales)));
    }

    @Test
    void resamplesWithoutAKey() {
        Resampling whole = Resampling.daily("day")
                .time("at", ZoneId.of("UTC"))
                .sum("price", "sum")
                .build();
        assertSameBits(inSpark(sales, 3).resample(whole).collect("day"), whole.resample(sales));
    }

    @Test
    void saysHowManyRowsHaveNoKeyOrTimeBeforeAnyTaskFails() {
        Frame.Builder broken = Frame.builder(SALES);
        broken.add(sales.row(0)).add(RowBuffer.of(SALES).copyOf(sales.row(1)).setMissing(0));
        assertThatThrownBy(() -> inSpark(broken.build(), 1).resample(DAILY))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("1 of 2 rows have no [item] or no at; a series needs them. "
                        + "Set such rows aside with notNull(..)");
        SparkTable empty = inSpark(Frame.builder(SALES).build(), 1);
        assertThatThrownBy(() -> empty.resample(DAILY)).hasMessage("There is no row to make series of");
    }

    @Test
    void badDataMetInATaskEndsAsItDoesInOneProcess() {
        Frame daily = DAILY.resample(sales);
        Frame twice = daily.take(new int[] {0, 1, 1, 2});
        FeaturePipeline pipeline = FeaturePipeline.over(daily.schema())
                .series("day", "item")
                .target("units")
                .feature("lag", lag("units", days(1)).standardize())
                .build();
        assertThatThrownBy(() -> pipeline.fit(twice)).isInstanceOf(InvalidDataException.class);
        assertThatThrownBy(() -> inSpark(twice, 2).fit(pipeline))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("times must be strictly ascending");
        FittedFeatures fitted = pipeline.fit(daily);
        assertThatThrownBy(() -> fitted.transform(twice)).isInstanceOf(InvalidDataException.class);
        assertThatThrownBy(() -> inSpark(twice, 2).transform(fitted).collect())
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("times must be strictly ascending");
    }

    @Test
    void refusesFeaturesOverAnotherSchema() {
        Schema other = Schema.builder().number("x").number("y").build();
        FeaturePipeline pipeline = FeaturePipeline.over(other)
                .target("y")
                .feature("x", column("x"))
                .build();
        assertThatThrownBy(() -> inSpark(sales, 1).fit(pipeline))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the table has Schema(item:TEXT");
    }

    /** Spark matches names without regard to case. */
    @Test
    void categoriesThatDifferInCaseAloneAreToldApart(@TempDir Path folder) {
        Schema schema = Schema.builder().text("size").number("y").build();
        Frame.Builder frame = Frame.builder(schema);
        for (String size : List.of("XL", "xl", "xL", "XL", "M")) {
            frame.add(RowBuffer.of(schema).setText(0, size).setNumber(1, size.charAt(0)));
        }
        Frame rows = frame.build();
        FeaturePipeline pipeline =
                FeaturePipeline.over(schema).target("y").oneHot("size").build();
        FittedFeatures fitted = pipeline.fit(rows);
        SparkTable encoded = inSpark(rows, 2).transform(fitted);
        Frame expected = fitted.transform(rows);
        String[] order = {"size=XL", "size=xl", "size=xL"};
        assertThat(lines(encoded.collect(order)))
                .containsExactlyElementsOf(lines(RowOrder.by(order).sort(expected)));
        SparkTable again = SparkEtl.on(SPARK).table(encoded.dataset());
        assertThat(lines(again.collect(order)))
                .containsExactlyElementsOf(lines(RowOrder.by(order).sort(expected)));
        FeaturePipeline further = FeaturePipeline.over(again.schema())
                .target("y")
                .feature("large", column("size=xl").plus(column("size=XL")))
                .build();
        assertThat(again.fit(further)).isEqualTo(further.fit(expected));
        assertThatThrownBy(() -> encoded.write(folder.resolve("encoded").toString(), FileFormat.PARQUET))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'size=XL' and 'size=xL' differ in case alone")
                .hasMessageContaining("spark.sql.caseSensitive");
    }

    private static List<String> lines(Frame frame) {
        List<String> lines = new ArrayList<>();
        for (Frame.Cursor row = frame.cursor(); row.next(); ) {
            lines.add(row.toString());
        }
        return lines;
    }
}
