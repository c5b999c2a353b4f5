package io.mlpipeline.etl.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.quality.Expectations;
import io.mlpipeline.etl.features.source.ParquetSource;
import io.mlpipeline.etl.features.source.SourceColumn;
import io.mlpipeline.etl.features.source.SourceSchema;
import io.mlpipeline.etl.parquet.Compression;
import io.mlpipeline.etl.parquet.ParquetFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Spark writes is what we read, and the other way round. */
class ParquetTest {
    private static final SparkSession SPARK = LocalSpark.session();
    private static final SourceSchema DECLARED = SourceSchema.of(
            SourceColumn.integer("id"),
            SourceColumn.number("price"),
            SourceColumn.integer("quantity"),
            SourceColumn.bool("open"),
            SourceColumn.text("name"),
            SourceColumn.date("day", "yyyy-MM-dd"),
            SourceColumn.timestamp("at", ZoneOffset.UTC, "yyyy-MM-dd HH:mm:ss"));
    private static final Schema ALL = DECLARED.schema();

    @TempDir
    private Path folder;

    private static Frame random(int size) {
        Random random = new Random(11);
        Frame.Builder rows = Frame.builder(ALL);
        RowBuffer row = RowBuffer.of(ALL);
        for (int i = 0; i < size; i++) {
            row.clear().set("id", i);
            fill(row, i, random);
            rows.add(row);
        }
        return rows.build();
    }

    private static void fill(RowBuffer row, int i, Random random) {
        if (random.nextInt(8) > 0) {
            row.set("price", random.nextBoolean() ? random.nextInt(40) / 4.0 : random.nextGaussian() * 1e9);
        }
        if (random.nextInt(8) > 0) {
            row.setInteger(2, random.nextBoolean() ? random.nextInt(12) : random.nextLong() | 1);
        }
        if (random.nextInt(8) > 0) {
            row.set("open", random.nextBoolean());
        }
        if (random.nextInt(8) > 0) {
            row.set("name", random.nextBoolean() ? "caf\u00e9 " + random.nextInt(20) : "\uD83D\uDE00\u4e2d" + i);
        }
        if (random.nextInt(8) > 0) {
            row.set("day", LocalDate.ofEpochDay(random.nextInt(40_000) - 20_000));
        }
        if (random.nextInt(8) > 0) {
            row.set("at", Instant.ofEpochSecond(random.nextInt(), 1_000L * random.nextInt(1_000_000)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void sparkReadsWhatWeWrite(Compression compression) throws IOException {
        Frame written = random(20_000);
        Path file = folder.resolve("ours.parquet");
        try (OutputStream out = Files.newOutputStream(file)) {
            ParquetFormat.withDefaults()
                    .withCompression(compression)
                    .withRowsPerGroup(7_000)
                    .write(written, out);
        }

        Dataset<org.apache.spark.sql.Row> read = SPARK.read().parquet(file.toString());

        assertThat(read.schema().toDDL())
                .isEqualTo("id BIGINT,price DOUBLE,quantity BIGINT,open BOOLEAN,name STRING,day DATE,at TIMESTAMP");
        assertThat(texts(SparkEtl.on(SPARK).table(read).collect("id"))).isEqualTo(texts(written));
        // Spark leaves pages and groups out by their smallest and largest values.
        assertThat(read.where("price > 1e9").count())
                .isEqualTo(IntStream.range(0, written.size())
                        .filter(i -> written.row(i).number(1) > 1e9)
                        .count());
        assertThat(read.where("name >= '\uD83D\uDE00'").count())
                .isEqualTo(IntStream.range(0, written.size())
                        .filter(i -> !written.row(i).isMissing(4)
                                && written.row(i).text(4).startsWith("\uD83D\uDE00"))
                        .count());
    }

    @Test
    void weReadWhatSparkWrites() throws IOException {
        Frame written = random(5_000);
        Path ours = folder.resolve("ours.parquet");
        try (OutputStream out = Files.newOutputStream(ours)) {
            ParquetFormat.withDefaults().write(written, out);
        }
        for (String timestamps : List.of("INT96", "TIMESTAMP_MICROS")) {
            SparkSession own = SPARK.newSession();
            own.conf().set("spark.sql.parquet.outputTimestampType", timestamps);
            Path theirs = folder.resolve("theirs " + timestamps);
            own.read().parquet(ours.toString()).repartition(3).write().parquet(theirs.toString());

            assertThat(texts(read(DECLARED, theirs))).as(timestamps).isEqualTo(texts(written));
        }
    }

    @Test
    void readsNarrowTypesDecimalsTextsAndLocalTimes() {
        Path theirs = folder.resolve("mixed");
        SPARK.sql(
                        "SELECT 1 AS id, CAST(2.5 AS FLOAT) AS price, CAST(7 AS SMALLINT) AS quantity, 'yes' AS open, "
                                + "CAST(12.50 AS DECIMAL(20, 2)) AS name, '2011-12-09' AS day, TIMESTAMP_NTZ '2011-07-09 08:26:00' AS at")
                .write()
                .parquet(theirs.toString());
        SourceSchema inParis = SourceSchema.of(
                SourceColumn.integer("id"),
                SourceColumn.number("price"),
                SourceColumn.integer("quantity"),
                SourceColumn.bool("open"),
                SourceColumn.text("name"),
                SourceColumn.date("day", "yyyy-MM-dd"),
                SourceColumn.timestamp("at", ZoneId.of("Europe/Paris"), "yyyy-MM-dd HH:mm:ss"));

        assertThat(texts(read(inParis, theirs)))
                .containsExactly("{id=1, price=2.5, quantity=7, open=true, name='12.50', day=2011-12-09, "
                        + "at=2011-07-09T06:26:00Z}");
    }

    private static Frame read(SourceSchema schema, Path path) {
        ParquetSource source = ParquetSource.of(schema, path.toString());
        Expectations anything = Expectations.over(schema.schema()).build();
        try (EtlResult result = SparkEtl.on(SPARK).read(source, anything)) {
            return result.clean().collect("id");
        }
    }

    private static List<String> texts(Frame frame) {
        return IntStream.range(0, frame.size())
                .mapToObj(frame::row)
                .map(Row::toString)
                .toList();
    }
}
