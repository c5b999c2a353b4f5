package io.mlpipeline.etl.spark;

import static io.mlpipeline.etl.features.quality.Checks.atLeast;
import static io.mlpipeline.etl.features.quality.Checks.matchesNot;
import static io.mlpipeline.etl.features.quality.Checks.notNull;
import static io.mlpipeline.etl.features.quality.Checks.positive;
import static io.mlpipeline.etl.features.quality.Checks.unique;
import static io.mlpipeline.etl.features.quality.Checks.uniqueKeepingLast;
import static io.mlpipeline.etl.features.source.SourceColumn.integer;
import static io.mlpipeline.etl.features.source.SourceColumn.number;
import static io.mlpipeline.etl.features.source.SourceColumn.text;
import static io.mlpipeline.etl.features.source.SourceColumn.timestamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.quality.Expectations;
import io.mlpipeline.etl.features.quality.QualityReport;
import io.mlpipeline.etl.features.source.CsvSource;
import io.mlpipeline.etl.features.source.SourceSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkEtlTest {
    private static final SparkSession SPARK = LocalSpark.session();
    private static final SourceSchema SALES = SourceSchema.of(
            text("invoice"),
            integer("quantity"),
            number("price"),
            timestamp("sold_at", ZoneId.of("Europe/London"), "yyyy-MM-dd HH:mm"));
    private static final String HEADER = "invoice,quantity,price,sold_at\n";
    private static final Expectations NONE = Expectations.over(SALES.schema()).build();

    @TempDir
    private Path folder;

    private final SparkEtl etl = SparkEtl.on(SPARK);

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static Expectations.Builder rules() {
        return Expectations.over(SALES.schema());
    }

    private static List<String> lines(Frame frame) {
        List<String> lines = new ArrayList<>();
        for (Frame.Cursor row = frame.cursor(); row.next(); ) {
            lines.add(row.toString());
        }
        return lines;
    }

    private List<String> clean(CsvSource source, Expectations expectations) {
        try (EtlResult result = etl.read(source, expectations)) {
            return lines(result.clean().collect("invoice"));
        }
    }

    private void assertRefused(CsvSource source, String... parts) {
        assertThatThrownBy(() -> etl.read(source, NONE))
                .isInstanceOf(InvalidDataException.class)
                .satisfies(e -> assertThat(e.getMessage()).contains(parts).doesNotContain("\n"));
    }

    @Test
    void readsTypedRowsWhateverTheOrderOfTheHeaderAndTheSessionsTimeZone() throws IOException {
        String path =
                file("a.csv", "Price,SOLD_AT,invoice,Quantity\n2.5,2011-07-01 08:26,a,6.0\n,2011-01-01 00:00,b,-1\n");
        assertThat(clean(CsvSource.of(SALES, path), NONE))
                .containsExactly(
                        "{invoice='a', quantity=6, price=2.5, sold_at=2011-07-01T07:26:00Z}",
                        "{invoice='b', quantity=-1, price=missing, sold_at=2011-01-01T00:00:00Z}");
    }

    @Test
    void givesDatesAndTimestampsToOtherSparkCode() throws IOException {
        String path = file("a.csv", HEADER + "a,1,2.5,2011-07-01 08:26\n");
        try (EtlResult result = etl.read(CsvSource.of(SALES, path), NONE)) {
            Row row = result.clean().dataset().first();
            assertThat(row.getTimestamp(3).toInstant()).hasToString("2011-07-01T07:26:00Z");
            SparkTable again = etl.table(result.clean().dataset());
            assertThat(again.schema()).isEqualTo(SALES.schema());
            assertThat(lines(again.collect())).isEqualTo(lines(result.clean().collect()));
        }
    }

    @Test
    void quarantinesWithFileLineRawAndEveryReason() throws IOException {
        String path = file(
                "a.csv",
                HEADER + "a,x,1,2011-01-01 00:00\n" + "b,1,\"2\n\",2011-01-01 00:00\nc,-5,0,2011-02-30 00:00\n"
                        + "d,1,1\n" + "e,1,1,2011-01-01 00:00\n");
        Expectations expectations = rules().quarantine("price", positive("price"))
                .quarantine("quantity", atLeast("quantity", 1))
                .warn("b", matchesNot("invoice", "b"))
                .build();
        try (EtlResult result = etl.read(CsvSource.of(SALES, path), expectations)) {
            assertThat(lines(result.clean().collect("invoice"))).hasSize(2);
            assertThat(result.quarantine().orderBy("line", "reason").collectAsList())
                    .extracting(Row::mkString)
                    .hasSize(5);
            assertThat(result.quarantine()
                            .orderBy("line", "reason")
                            .drop("file", "key")
                            .collectAsList())
                    .extracting(row -> row.mkString("|"))
                    .containsExactly(
                            "2|1|quantity|quantity: not a number|x|a,x,1,2011-01-01 00:00",
                            "5|1|sold_at|sold_at: not a date and time|2011-02-30 00:00|c,-5,0,2011-02-30 00:00",
                            "5|2|price|price|0.0|c,-5,0,2011-02-30 00:00",
                            "5|3|quantity|quantity|-5|c,-5,0,2011-02-30 00:00",
                            "6|1|*|wrong number of fields|3 instead of 4|d,1,1");
            assertThat(result.quarantine().first().getString(0)).isEqualTo(path);
            QualityReport report = result.report();
            assertThat(List.of(report.read(), report.kept(), report.quarantined(), report.dropped()))
                    .containsExactly(5L, 2L, 3L, 0L);
            assertThat(report.rule("b").rows()).isEqualTo(1);
        }
    }

    @Test
    void dropsDuplicatesAcrossFilesAndKeepsTheFirstOrTheLast() throws IOException {
        file("a.csv", HEADER + "a,1,1,2011-01-01 00:00\na,1,1.0,2011-01-01 00:00\nb,1,1,\n");
        file("b.csv", HEADER + "b,1,1,\nb,2,1,\nx,x,x,x\nx,x,x,x\n");
        CsvSource source = CsvSource.of(SALES, folder.toString());
        Expectations exact = rules().drop("duplicate", unique()).build();
        try (EtlResult result = etl.read(source, exact)) {
            assertThat(result.report().dropped()).isEqualTo(2);
            assertThat(result.report().quarantined()).isEqualTo(2);
            assertThat(result.clean().collect().size()).isEqualTo(3);
        }
        assertThat(clean(source, rules().drop("same", unique("invoice")).build()))
                .containsExactly(
                        "{invoice='a', quantity=1, price=1.0, sold_at=2011-01-01T00:00:00Z}",
                        "{invoice='b', quantity=1, price=1.0, sold_at=missing}");
        assertThat(clean(
                        source,
                        rules().drop("same", uniqueKeepingLast("invoice")).build()))
                .containsExactly(
                        "{invoice='a', quantity=1, price=1.0, sold_at=2011-01-01T00:00:00Z}",
                        "{invoice='b', quantity=2, price=1.0, sold_at=missing}");
    }

    @Test
    void readsGzipPatternsAndManyPaths() throws IOException {
        Path packed = folder.resolve("p.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write((HEADER + "a,1,1,\n").getBytes(StandardCharsets.UTF_8));
        }
        file("q1.csv", HEADER + "b,1,1,\n");
        file("q2.csv", HEADER + "c,1,1,\n");
        assertThat(clean(CsvSource.of(SALES, packed.toString(), folder + "/q*.csv"), NONE))
                .hasSize(3);
    }

    @Test
    void readsByteOrderMarksCarriageReturnsOtherDelimitersAndCharsets() throws IOException {
        String text = "\uFEFF" + (HEADER + "caf\u00e9,1,2,\n").replace("\n", "\r\n");
        assertThat(clean(CsvSource.of(SALES, file("a.csv", text)), NONE))
                .containsExactly("{invoice='caf\u00e9', quantity=1, price=2.0, sold_at=missing}");
        Path latin = folder.resolve("l.csv");
        Files.write(latin, (HEADER + "caf\u00e9,1,2,\n").replace(',', ';').getBytes(StandardCharsets.ISO_8859_1));
        assertThat(clean(
                        CsvSource.of(SALES, latin.toString())
                                .withDelimiter(';')
                                .withCharset(StandardCharsets.ISO_8859_1),
                        NONE))
                .containsExactly("{invoice='caf\u00e9', quantity=1, price=2.0, sold_at=missing}");
        assertRefused(
                CsvSource.of(SALES, latin.toString()).withDelimiter(';'),
                latin + " line 2: bytes that are not UTF-8",
                "withCharset");
    }

    @Test
    void refusesAMissingFileAnEmptyFolderAndAnEmptyFile() throws IOException {
        assertRefused(CsvSource.of(SALES, folder + "/none.csv"), "There is no input at " + folder + "/none.csv");
        assertRefused(CsvSource.of(SALES, folder.toString()), "holds no file ending in .csv or .csv.gz");
        assertRefused(CsvSource.of(SALES, file("a.csv", "")), "a.csv is empty: it has not even a header line");
        assertRefused(CsvSource.of(SALES, file("m.csv", "\uFEFF")), "m.csv is empty");
        assertRefused(CsvSource.of(SALES, file("b.csv", HEADER)), "no row below the header");
        assertRefused(CsvSource.of(SALES, file("c.csv.gz", "not gzip")), "c.csv.gz cannot be read", "GZIP");
    }

    @Test
    void refusesAHeaderThatDoesNotFit() throws IOException {
        String wrong = file("a.csv", "invoice,amount,price,sold_at\na,1,1,\n");
        assertRefused(
                CsvSource.of(SALES, wrong), wrong + ": the header", "'amount'", "[invoice, amount, price, sold_at]");
        String more = file("b.csv", "invoice,quantity,price,sold_at,remark\na,1,1,,x\n");
        assertRefused(CsvSource.of(SALES, more), "undeclared column 'remark'", "ignoringUnknownColumns()");
        assertThat(clean(CsvSource.of(SALES.ignoringUnknownColumns(), more), NONE))
                .hasSize(1);
        String good = file("c.csv", HEADER + "a,1,1,\n");
        assertRefused(CsvSource.of(SALES, good, wrong, more), wrong, "(and 1 more files at fault)");
    }

    @Test
    void refusesAQuoteThatIsNeverClosed() throws IOException {
        assertRefused(
                CsvSource.of(SALES, file("a.csv", HEADER + "a,1,1,\n\"b,1,1,\nc,1,1,\n")),
                "a.csv line 3: a quote is opened and never closed");
    }

    @Test
    void refusesInputWithoutOneGoodRowAndShowsAnExample() throws IOException {
        assertRefused(
                CsvSource.of(SALES, file("a.csv", HEADER + "a,1,1,5\nb,1,1\nc,1,1,6\n")),
                "None of 3 rows is good",
                "'sold_at: not a date and time'",
                "in 2 rows, such as",
                "a.csv line 2, column sold_at, value '5'");
    }

    @Test
    void doesNotTakeADecimalCommaForAnything() throws IOException {
        String path = file("a.csv", HEADER + "a,1,1,5,\nb,1,\"1,5\",\nc,1,1.5,\n");
        try (EtlResult result = etl.read(CsvSource.of(SALES, path), NONE)) {
            assertThat(result.quarantine().orderBy("line").collectAsList())
                    .extracting(row -> row.<String>getAs("rule"))
                    .containsExactly("wrong number of fields", "price: not a number");
        }
    }

    @Test
    void endsBeforeAnythingIsPublishedWhenTooManyRowsAreBad() throws IOException {
        String path = file("a.csv", HEADER + "a,1,0,\nb,1,1,\nc,1,1,\n");
        Expectations strict = rules().quarantine("price", positive("price"))
                .maxQuarantineShare(0.3)
                .build();
        assertThatThrownBy(() -> etl.read(CsvSource.of(SALES, path), strict))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("1 of 3 rows would be quarantined");
        Expectations fatal = rules().fail("price", positive("price")).build();
        assertThatThrownBy(() -> etl.read(CsvSource.of(SALES, path), fatal)).hasMessageContaining("must hold");
    }

    @Test
    void writesTheQuarantineAndReplacesAnEarlierOne() throws IOException {
        String path = file("a.csv", HEADER + "\" a\n\"\"x\",x,1,\nb,1,1,\n");
        String csv = folder.resolve("out/csv").toString();
        String parquet = folder.resolve("out/parquet").toString();
        try (EtlResult result = etl.read(CsvSource.of(SALES, path), NONE)) {
            result.writeQuarantine(csv, FileFormat.CSV);
            result.writeQuarantine(csv, FileFormat.CSV);
            result.writeQuarantine(parquet, FileFormat.PARQUET);
            result.clean().write(folder.resolve("clean").toString(), FileFormat.PARQUET);
        }
        assertThat(SPARK.read().parquet(parquet).first().<String>getAs("raw")).isEqualTo("\" a\n\"\"x\",x,1,");
        assertThat(SPARK.read()
                        .option("header", true)
                        .option("multiLine", true)
                        .option("escape", "\"")
                        .csv(csv)
                        .first()
                        .<String>getAs("raw"))
                .isEqualTo("\" a\n\"\"x\",x,1,");
        assertThat(SPARK.read().parquet(folder.resolve("clean").toString()).count())
                .isEqualTo(1);
        try (Stream<Path> left = Files.list(folder.resolve("out"))) {
            assertThat(left.map(each -> each.getFileName().toString())).containsExactlyInAnyOrder("csv", "parquet");
        }
    }

    @Test
    void refusesToWriteWhereItMustNotOrCannot() throws IOException {
        String path = file("a.csv", HEADER + "a,x,1,\nb,1,1,\n");
        try (EtlResult result = etl.read(CsvSource.of(SALES, path), NONE)) {
            assertThatThrownBy(() -> result.writeQuarantine(folder.toString(), FileFormat.CSV))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("was not written by Spark");
            assertThatThrownBy(() -> result.writeQuarantine(path + "/below", FileFormat.CSV))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageStartingWith("Cannot write " + path + "/below")
                    .hasMessageContaining("Choose a folder that can be written");
        }
        assertThat(Files.readString(Path.of(path))).startsWith(HEADER);
    }

    @Test
    void leavesTheHostsSessionAsItIs() throws IOException {
        var before = SPARK.conf().getAll();
        clean(
                CsvSource.of(SALES, file("a.csv", HEADER + "a,1,1,\n")),
                rules().drop("d", unique()).build());
        assertThat(SPARK.conf().getAll()).isEqualTo(before);
        assertThat(SPARK.sparkContext().isStopped()).isFalse();
        assertThat(SPARK.sparkContext().getPersistentRDDs().isEmpty()).isTrue();
    }

    @Test
    void refusesExpectationsOverAnotherSchemaAndColumnsOfUnknownType() {
        Expectations other = Expectations.over(SourceSchema.of(text("a")).schema())
                .warn("a", notNull("a"))
                .build();
        assertThatThrownBy(() -> etl.read(CsvSource.of(SALES, "a.csv"), other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Expectations.over");
        assertThatThrownBy(() -> etl.table(SPARK.sql("select array(1) as a")))
                .hasMessageContaining("Column 'a' has Spark type array<int>");
    }
}
