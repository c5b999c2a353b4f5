package io.mlpipeline.etl.spark;

import static io.mlpipeline.etl.features.Features.custom;
import static io.mlpipeline.etl.features.cleaning.CleaningSteps.convert;
import static io.mlpipeline.etl.features.cleaning.CleaningSteps.duplicates;
import static io.mlpipeline.etl.features.cleaning.CleaningSteps.missing;
import static io.mlpipeline.etl.features.cleaning.CleaningSteps.outliers;
import static io.mlpipeline.etl.features.cleaning.CleaningSteps.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.FeaturePipeline;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.etl.features.cleaning.Cleaning;
import io.mlpipeline.etl.features.cleaning.CleaningStep;
import io.mlpipeline.etl.features.cleaning.FittedCleaning;
import io.mlpipeline.etl.features.quality.Expectations;
import io.mlpipeline.etl.features.source.CsvSource;
import io.mlpipeline.etl.features.source.SourceColumn;
import io.mlpipeline.etl.features.source.SourceSchema;
import io.mlpipeline.etl.local.LocalEtl;
import io.mlpipeline.etl.local.LocalTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the rows' order and partitions, Spark learns the same bytes and keeps the same rows as one machine. */
class CleaningParityTest {
    private static final SparkSession SPARK = LocalSpark.session();
    private static final Schema SCHEMA = Schema.builder()
            .integer("order")
            .text("product")
            .bool("promo")
            .number("price")
            .integer("quantity")
            .timestamp("updated")
            .text("weight")
            .text("country")
            .build();
    private static final Frame ROWS = rows();
    private static final Cleaning EVERYTHING = Cleaning.over(SCHEMA)
            .step(text("country")
                    .trimmed()
                    .singleSpaced()
                    .upperCase()
                    .composed()
                    .spelling("U.K.", "UK")
                    .normalize())
            .step(convert("weight")
                    .toNumber()
                    .unit("kg", 1)
                    .unit("g", 0.001)
                    .missing("n/a")
                    .quarantine("bad weight"))
            .step(duplicates("order").keepLatest("updated").drop("superseded"))
            .step(missing("price").flag("price_missing"))
            .step(missing("price").by("product").fillMedian())
            .step(outliers("price").by("product", "promo").iqr(1.5).quarantine("odd price"))
            .step(missing("weight").fillMean())
            .step(missing("quantity").fillMedian())
            .step(outliers("quantity").robustZScore(3.5).winsorize())
            .step(outliers("quantity").by("product").quantiles(0.05, 0.95).winsorize())
            .step(missing("country").forwardFill("updated", "product"))
            .step(missing("country").fillMostFrequentText())
            .step(outliers("weight").quantiles(0.01, 0.99).flag("odd_weight"))
            .step(outliers("weight")
                    .by("product", "promo")
                    .quantiles(0.02, 0.98)
                    .flag("odd_for_product"))
            .step(outliers("weight").zScore(3).drop("far weight"))
            .build();

    private static final Cleaning OF_NUMBERS = Cleaning.over(SCHEMA)
            .step(missing("price").by("product").fillMedian())
            .step(outliers("price").by("product", "promo").quantiles(0.05, 0.95).flag("odd"))
            .step(outliers("price").by("product", "promo").quantiles(0.05, 0.95).winsorize())
            .build();

    /** The JSON form of all that is compared here, as one machine learns it. */
    static String learned() {
        LocalTable table = LocalEtl.onCallingThread().table(ROWS);
        return table.fit(EVERYTHING).toJson()
                + inFeatures(table.fit(OF_NUMBERS)).toJson();
    }

    /** What a cleaning says of numbers, as features of uncleaned rows. */
    private static FeaturePipeline inFeatures(FittedCleaning fitted) {
        FeaturePipeline.Builder pipeline = FeaturePipeline.over(SCHEMA).target("quantity");
        fitted.expressions().forEach((name, value) -> pipeline.feature("cleaned " + name, custom(value)));
        return pipeline.build();
    }

    private static Frame rows() {
        Random random = new Random(3);
        String[] countries = {" uk", "UK", "U.K.", "e\u0301ire", "\u00c9IRE", "fr  ance", "i\u0307stanbul"};
        Frame.Builder frame = Frame.builder(SCHEMA);
        RowBuffer row = RowBuffer.of(SCHEMA);
        for (int i = 0; i < 8_000; i++) {
            boolean promo = random.nextInt(4) == 0;
            int product = random.nextInt(12);
            row.clear().setInteger(0, random.nextInt(7_000)).setInteger(2, promo ? 1 : 0);
            row.setNumber(3, (1 + product) * (promo ? 0.5 : 1) * Math.exp(0.1 * random.nextGaussian()));
            row.setInteger(4, Math.round(5 + 20 * Math.abs(random.nextGaussian())));
            row.setInteger(5, 1_300_000_000_000_000L + random.nextInt(50_000));
            row.setText(6, random.nextInt(50) == 0 ? "heavy" : random.nextInt(900) + (i % 2 == 0 ? " g" : "kg"));
            blank(row, random, 0, 3, 4, 5, 6);
            frame.add(maybeText(row, random, product, countries));
        }
        return frame.build();
    }

    private static void blank(RowBuffer row, Random random, int... columns) {
        for (int column : columns) {
            if (random.nextInt(20) == 0) {
                row.setMissing(column);
            }
        }
    }

    private static RowBuffer maybeText(RowBuffer row, Random random, int product, String[] countries) {
        if (random.nextInt(20) > 0) {
            row.setText(1, "p" + product);
        }
        return random.nextInt(5) == 0 ? row : row.setText(7, countries[random.nextInt(countries.length)]);
    }

    private static Frame shuffled(Frame frame, int seed) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, frame.size()).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        return frame.take(order.stream().mapToInt(Integer::intValue).toArray());
    }

    private static SparkTable inSpark(Frame frame, int partitions) {
        List<Row> rows = new ArrayList<>();
        for (Frame.Cursor row = frame.cursor(); row.next(); ) {
            rows.add(PhysicalRows.toSpark(row));
        }
        Dataset<Row> dataset = SPARK.createDataset(rows, Encoders.row(PhysicalRows.struct(frame.schema())));
        return new SparkTable(dataset.repartition(partitions), frame.schema());
    }

    private static List<String> lines(Frame frame) {
        List<String> lines = new ArrayList<>();
        for (Frame.Cursor row = frame.cursor(); row.next(); ) {
            lines.add(row.toString());
        }
        Collections.sort(lines);
        return lines;
    }

    /** The reasons without the places, which a table in memory and one in Spark know differently. */
    private static List<String> reasons(CleaningResult result) {
        return result.quarantine().selectExpr("column", "rule", "value", "raw").collectAsList().stream()
                .map(Row::toString)
                .sorted()
                .toList();
    }

    private static List<String> reasons(io.mlpipeline.etl.local.CleaningResult result) {
        List<String> reasons = new ArrayList<>();
        for (Frame.Cursor row = result.quarantine().cursor(); row.next(); ) {
            reasons.add("[" + row.text(3) + "," + row.text(4) + "," + row.text(5) + "," + row.text(6) + "]");
        }
        Collections.sort(reasons);
        return reasons;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void learnsTheSameBytesAndKeepsTheSameRows(int partitions) {
        io.mlpipeline.etl.local.CleaningResult local =
                LocalEtl.onCallingThread().table(ROWS).clean(EVERYTHING);
        SparkTable table = inSpark(shuffled(ROWS, partitions), partitions);
        try (CleaningResult spark = table.clean(EVERYTHING)) {
            assertThat(spark.fitted().toJson()).isEqualTo(local.fitted().toJson());
            assertThat(lines(spark.clean().collect("order")))
                    .isEqualTo(lines(local.clean().frame()));
            assertThat(reasons(spark)).isEqualTo(reasons(local)).isNotEmpty();
            assertThat(spark.report().toString()).isEqualTo(local.report().toString());
            assertThat(spark.report().rows().read()).isEqualTo(ROWS.size());
        }
        assertThat(table.fit(EVERYTHING).toJson()).isEqualTo(local.fitted().toJson());
    }

    @Test
    void whatItSaysOfNumbersGivesTheSameBitsInFeatures() {
        LocalTable local = LocalEtl.onCallingThread().table(ROWS);
        SparkTable spark = inSpark(shuffled(ROWS, 5), 3);
        FeaturePipeline pipeline = inFeatures(local.fit(OF_NUMBERS));
        assertThat(inFeatures(spark.fit(OF_NUMBERS)).toJson()).isEqualTo(pipeline.toJson());
        FittedFeatures features = local.fit(pipeline);
        Frame computed = local.transform(features).frame();
        assertThat(lines(spark.transform(features).collect())).isEqualTo(lines(computed));
        assertThat(computed.numbers("cleaned odd")).contains(0, 1);
    }

    @Test
    void suggestsTheSameExpectations() {
        String local =
                LocalEtl.onCallingThread().table(ROWS).suggestExpectations().toString();
        for (int partitions : new int[] {1, 3, 8}) {
            assertThat(inSpark(shuffled(ROWS, partitions), partitions)
                            .suggestExpectations()
                            .toString())
                    .isEqualTo(local)
                    .contains("product is one of the known");
        }
    }

    @Test
    void appliesWhatWasLearnedBefore() {
        FittedCleaning fitted = FittedCleaning.fromJson(
                LocalEtl.onCallingThread().table(ROWS).fit(EVERYTHING).toJson());
        Frame other = shuffled(ROWS, 9).where(row -> row % 3 == 0);
        io.mlpipeline.etl.local.CleaningResult local =
                LocalEtl.onCallingThread().table(other).clean(fitted);
        try (CleaningResult spark = inSpark(other, 3).clean(fitted)) {
            assertThat(lines(spark.clean().collect("order")))
                    .isEqualTo(lines(local.clean().frame()));
            assertThat(spark.report().toString()).isEqualTo(local.report().toString());
        }
    }

    @Test
    void keepsTheFirstOrLastRowInTheOrderOfFilesAndLines(@TempDir Path folder) throws IOException {
        Random random = new Random(8);
        SourceSchema columns = SourceSchema.of(SourceColumn.integer("key"), SourceColumn.integer("n"));
        for (int file = 0; file < 3; file++) {
            StringBuilder csv = new StringBuilder("key,n\n");
            for (int i = 0; i < 400; i++) {
                csv.append(random.nextInt(12) == 0 ? "" : random.nextInt(90))
                        .append(',')
                        .append(i)
                        .append('\n');
            }
            Files.writeString(folder.resolve("part" + file + ".csv"), csv);
        }
        CsvSource source = CsvSource.of(columns, folder.toString());
        Expectations all = Expectations.over(columns.schema()).build();
        for (CleaningStep step : List.of(
                duplicates("key").keepFirst().quarantine("again"),
                duplicates("key").keepLast().quarantine("again"),
                duplicates().drop("again"))) {
            Cleaning cleaning = Cleaning.over(columns.schema()).step(step).build();
            io.mlpipeline.etl.local.CleaningResult local =
                    LocalEtl.onCallingThread().read(source, all).clean().clean(cleaning);
            try (EtlResult read = SparkEtl.on(SPARK).read(source, all);
                    CleaningResult spark = read.clean().clean(cleaning)) {
                assertThat(lines(spark.clean().collect("key", "n")))
                        .isEqualTo(lines(local.clean().frame()));
                assertThat(reasons(spark)).isEqualTo(reasons(local));
                assertThat(spark.report().rows().kept())
                        .isEqualTo(local.report().rows().kept())
                        .isLessThan(1_200);
            }
        }
    }

    @Test
    void refusesToKeepTheFirstOfRowsWithoutAnOrder() {
        Cleaning cleaning = Cleaning.over(SCHEMA)
                .step(duplicates("order").keepFirst().drop("again"))
                .build();
        assertThatThrownBy(() -> inSpark(ROWS, 2).clean(cleaning))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'again' keeps the first row")
                .hasMessageContaining("keepLatest");
    }
}
