package io.mlpipeline.etl.local;

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
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.quality.Expectations;
import io.mlpipeline.etl.features.quality.QualityReport;
import io.mlpipeline.etl.features.quality.QuarantinedRow;
import io.mlpipeline.etl.features.source.CsvSource;
import io.mlpipeline.etl.features.source.SourceSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalEtlTest {
    private static final SourceSchema SALES = SourceSchema.of(
            text("invoice"),
            integer("quantity"),
            number("price"),
            timestamp("sold_at", ZoneId.of("Europe/London"), "yyyy-MM-dd HH:mm"));
    private static final String HEADER = "invoice,quantity,price,sold_at\n";
    private static final Expectations NONE = Expectations.over(SALES.schema()).build();

    @TempDir
    private Path folder;

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final LocalEtl etl = LocalEtl.on(threads, 3);

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private String packed(String name, byte[] text) throws IOException {
        Path packed = folder.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(text);
        }
        return packed.toString();
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
            return lines(result.clean().frame());
        }
    }

    private static List<String> quarantine(EtlResult result) {
        List<String> lines = new ArrayList<>();
        for (Frame.Cursor row = result.quarantine().cursor(); row.next(); ) {
            Row each = row;
            lines.add(row.integer(1) + "|" + row.integer(2) + "|"
                    + IntStream.range(3, 7).mapToObj(each::text).collect(Collectors.joining("|")));
        }
        return lines;
    }

    private void assertRefused(CsvSource source, String... parts) {
        assertThatThrownBy(() -> etl.read(source, NONE))
                .isInstanceOf(InvalidDataException.class)
                .satisfies(e -> assertThat(e.getMessage()).contains(parts).doesNotContain("\n"));
    }

    @Test
    void readsTypedRowsWhateverTheOrderOfTheHeader() throws IOException {
        String path =
                file("a.csv", "Price,SOLD_AT,invoice,Quantity\n2.5,2011-07-01 08:26,a,6.0\n,2011-01-01 00:00,b,-1\n");
        assertThat(clean(CsvSource.of(SALES, path), NONE))
                .containsExactly(
                        "{invoice='a', quantity=6, price=2.5, sold_at=2011-07-01T07:26:00Z}",
                        "{invoice='b', quantity=-1, price=missing, sold_at=2011-01-01T00:00:00Z}");
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
            assertThat(result.clean().frame().size()).isEqualTo(2);
            assertThat(quarantine(result))
                    .containsExactly(
                            "2|1|quantity|quantity: not a number|x|a,x,1,2011-01-01 00:00",
                            "5|1|sold_at|sold_at: not a date and time|2011-02-30 00:00|c,-5,0,2011-02-30 00:00",
                            "5|2|price|price|0.0|c,-5,0,2011-02-30 00:00",
                            "5|3|quantity|quantity|-5|c,-5,0,2011-02-30 00:00",
                            "6|1|*|wrong number of fields|3 instead of 4|d,1,1");
            assertThat(result.quarantine().row(0).text(0)).isEqualTo(path);
            QualityReport report = result.report();
            assertThat(List.of(report.read(), report.kept(), report.quarantined(), report.dropped()))
                    .containsExactly(5L, 2L, 3L, 0L);
            assertThat(report.rule("b").rows()).isEqualTo(1);
        }
    }

    @Test
    void dropsDuplicatesAcrossFilesAndKeepsTheFirstOrTheLast() throws IOException {
        file("a.csv", HEADER + "a,1,1,2011-01-01 00:00\na,1,1.0,2011-01-01 00:00\nb,1,1,\n");
        file("b.csv", HEADER);
        file("c.csv", HEADER + "b,1,1,\nb,2,1,\nx,x,x,x\nx,x,x,x\n");
        CsvSource source = CsvSource.of(SALES, folder.toString());
        Expectations exact = rules().drop("duplicate", unique()).build();
        try (EtlResult result = etl.read(source, exact)) {
            assertThat(result.report().dropped()).isEqualTo(2);
            assertThat(result.report().quarantined()).isEqualTo(2);
            assertThat(result.clean().frame().size()).isEqualTo(3);
            QuarantinedRow repeated =
                    result.report().rule("duplicate").examples().get(1);
            assertThat(repeated.file()).isEqualTo(folder + "/c.csv");
            assertThat(repeated.line()).isEqualTo(2);
            assertThat(repeated.violations().get(0).value()).isEqualTo("b, 1, 1.0, ");
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
    void quarantinesARepetitionWithItsTextAsItStands() throws IOException {
        String path = file("a.csv", HEADER + "a,1,0,\n\"a\",1,0.0,\na,1,1,\n");
        Expectations expectations =
                rules().quarantine("twice", unique("price", "invoice")).build();
        try (EtlResult result = etl.read(CsvSource.of(SALES, path), expectations)) {
            assertThat(quarantine(result)).containsExactly("3|1|*|twice|0.0, a|\"a\",1,0.0,");
        }
    }

    @Test
    void readsGzipPatternsUrisAndManyPathsInOrder() throws IOException {
        String packed = packed("p.csv.gz", (HEADER + "a,1,1,\n").getBytes(StandardCharsets.UTF_8));
        Files.createDirectories(folder.resolve("year=2010/x"));
        Files.createDirectories(folder.resolve("year=2011"));
        file("year=2011/q1.csv", HEADER + "b,1,1,\n");
        file("year=2010/q2.csv", HEADER + "c,1,1,\n");
        file("year=2010/q1.csv", HEADER + "d,1,1,\n");
        file("e [f].csv", HEADER + "e,1,1,\n");
        assertThat(clean(
                        CsvSource.of(
                                SALES,
                                packed,
                                folder + "/year=201[01]/q*.csv",
                                folder.resolve("e [f].csv").toUri().toString(),
                                folder + "/e [f].csv",
                                "file:" + folder + "/year={2011,x}/*"),
                        NONE))
                .extracting(line -> line.charAt(10))
                .containsExactly('a', 'd', 'c', 'b', 'e', 'e', 'b');
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
        assertRefused(CsvSource.of(SALES, folder + "/n*.csv"), "There is no input at " + folder + "/n*.csv");
        assertRefused(CsvSource.of(SALES, folder.toString()), "holds no file ending in .csv or .csv.gz");
        assertRefused(CsvSource.of(SALES, "s3a://bucket/a.csv"), "s3a://bucket/a.csv", "read it with Spark");
        assertRefused(CsvSource.of(SALES, file("a.csv", "")), "a.csv is empty: it has not even a header line");
        assertRefused(CsvSource.of(SALES, file("m.csv", "\uFEFF")), "m.csv is empty");
        assertRefused(CsvSource.of(SALES, file("b.csv", HEADER)), "no row below the header");
        assertRefused(CsvSource.of(SALES, file("c.csv.gz", "not gzip")), "c.csv.gz cannot be read", "GZIP");
    }

    @Test
    void refusesAFileThatWasCutOff() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write((HEADER + "a,1,1,\n".repeat(1_000)).getBytes(StandardCharsets.UTF_8));
        }
        Path cut = Files.write(folder.resolve("cut.csv.gz"), Arrays.copyOf(bytes.toByteArray(), bytes.size() - 12));
        assertRefused(CsvSource.of(SALES, cut.toString()), cut + " line ", "Maybe the file was cut off");
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
            assertThat(quarantine(result))
                    .containsExactly(
                            "2|1|*|wrong number of fields|5 instead of 4|a,1,1,5,",
                            "3|1|price|price: not a number|1,5|b,1,\"1,5\",");
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
    void writesTheQuarantineThatIsReadBackAsItWas() throws IOException {
        String path = file("a.csv", HEADER + "\" a\n\"\"x\",x,1,\nb,1,1,\n");
        SourceSchema layout = SourceSchema.of(
                text("file"),
                integer("line"),
                integer("reason"),
                text("column"),
                text("rule"),
                text("value").untrimmed(),
                text("raw").untrimmed(),
                text("key"));
        try (EtlResult result = etl.read(CsvSource.of(SALES, path), NONE)) {
            for (FileFormat format : FileFormat.values()) {
                String target = folder + "/out/q.csv" + (format == FileFormat.CSV_GZIP ? ".gz" : "");
                result.writeQuarantine(target, format);
                result.writeQuarantine(target, format);
                Expectations any = Expectations.over(layout.schema()).build();
                assertThat(clean(CsvSource.of(layout, target), any))
                        .containsExactly("{file='" + path + "', line=2, reason=1, column='quantity', "
                                + "rule='quantity: not a number', value='x', raw='\" a\n\"\"x\",x,1,', key=missing}");
            }
        }
        assertThat(folder.resolve("out")).isDirectoryNotContaining("glob:**.new");
        assertThat(folder.resolve("out")).isDirectoryContaining("glob:**q.csv");
    }

    @Test
    void refusesToWriteWhereItMustNotOrCannot() throws IOException {
        String path = file("a.csv", HEADER + "a,x,1,\nb,1,1,\n");
        try (EtlResult result = etl.read(CsvSource.of(SALES, path), NONE)) {
            assertThatThrownBy(() -> result.writeQuarantine(folder.toString(), FileFormat.CSV))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(folder + " is a folder. Name the file to write");
            assertThatThrownBy(() -> result.writeQuarantine(path + "/below", FileFormat.CSV))
                    .isInstanceOf(java.io.UncheckedIOException.class)
                    .hasMessageStartingWith("Cannot write " + path + "/below")
                    .hasMessageContaining("Choose a file that can be written");
        }
        assertThat(Files.readString(Path.of(path))).startsWith(HEADER);
    }

    @Test
    void refusesExpectationsOverAnotherSchemaAndNoThreads() {
        Expectations other = Expectations.over(SourceSchema.of(text("a")).schema())
                .warn("a", notNull("a"))
                .build();
        assertThatThrownBy(() -> etl.read(CsvSource.of(SALES, "a.csv"), other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Expectations.over");
        assertThatThrownBy(() -> LocalEtl.on(threads, 0)).hasMessage("The parallelism is at least 1, got 0");
    }
}
