package io.mlpipeline.samples.retail;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlpipeline.models.core.bundle.Bundle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetailSampleTest {
    private static final String HEADER =
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

    @TempDir
    Path folder;

    private record Run(int exitCode, String out, String err) {}

    private static Run run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = RetailSample.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private Path lines(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Run runOn(Path input) {
        return run("--input", input.toString(), "--out", folder.resolve("out").toString());
    }

    @Test
    void goesTheWholeWayAndMakesTheSameBundleAgain() throws IOException {
        Path sales = RetailGenerator.builder()
                .items(12)
                .days(260)
                .build()
                .write(folder.resolve("sales.csv.gz"))
                .file();

        Run first = runOn(sales);
        byte[] bundle = Files.readAllBytes(folder.resolve("out/daily-units.bundle"));
        Run second = runOn(sales);

        assertThat(first.err()).isEmpty();
        assertThat(first.exitCode()).isZero();
        assertThat(first.out()).contains("daily-units v1 promoted");
        assertThat(second.exitCode()).isZero();
        assertThat(second.out()).contains("daily-units v2 refused");
        assertThat(folder.resolve("out/daily-units.bundle")).hasBinaryContent(bundle);
        assertThat(Bundle.read(bundle).requestSchema().names()).containsExactly("item", "day");
        String report = Files.readString(folder.resolve("out/report.html"));
        assertThat(report)
                .contains(
                        "What came in",
                        "Actual and forecast",
                        "Has the data moved?",
                        "seasonal naive",
                        "quantity positive")
                .doesNotContain("http://", "https://");
        try (Stream<Path> quarantine = Files.list(folder.resolve("out/quarantine"))) {
            assertThat(quarantine.filter(each -> each.toString().endsWith(".csv")))
                    .isNotEmpty();
        }
    }

    @Test
    void helps() {
        assertThat(run("--help").out()).contains("--input FILE", "--port N", "Exit code");
        assertThat(run("--help").exitCode()).isZero();
    }

    @Test
    void refusesOptionsThatItDoesNotKnow() {
        assertThat(run("--inptu", "x").exitCode()).isEqualTo(2);
        assertThat(run("--inptu", "x").err()).contains("Unknown option '--inptu'");
        assertThat(run("--seed").err()).contains("--seed needs a value");
        assertThat(run("--threads", "0").err()).contains("from 1 to 1024, got 0");
        assertThat(run("--port", "many").err()).contains("got 'many'");
    }

    @Test
    void namesAFileThatIsNotThere() {
        Run run = runOn(folder.resolve("nowhere.csv"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().strip()).hasLineCount(1).contains("nowhere.csv", "--input");
    }

    @Test
    void namesAFolderThatItCannotWriteInto() throws IOException {
        Path file = lines("taken", "");
        Run run = run("--out", file.resolve("out").toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().strip()).hasLineCount(1).contains("taken", "--out");
    }

    @Test
    void namesAPortThatIsInUseBeforeItStarts() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run run = run("--out", folder.toString(), "--port", Integer.toString(taken.getLocalPort()));

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err().strip()).hasLineCount(1).contains("Port " + taken.getLocalPort() + " is in use");
            assertThat(run.out()).isEmpty();
        }
    }

    @Test
    void namesWhatIsWrongWithTheSalesAndLeavesNothingBehind() throws IOException {
        Path header = lines("header.csv", HEADER.replace("Quantity", "Qty"));
        Path empty = lines("empty.csv", "");
        Path bad =
                lines("bad.csv", HEADER + "536365,85123A,HEART,six,2010-12-01 08:26:00,2.55,17850.0,United Kingdom\n");

        assertOneLine(runOn(header), "header.csv", "undeclared column 'Qty'");
        assertOneLine(runOn(empty), "empty.csv", "header");
        assertOneLine(runOn(bad), "None of 1 rows is good", "bad.csv line 2", "'six'");
        assertThat(folder.resolve("out")).isEmptyDirectory();
    }

    private static void assertOneLine(Run run, String... parts) {
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().strip()).hasLineCount(1).contains(parts);
    }
}
