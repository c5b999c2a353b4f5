package io.mlpipeline.api.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class HtmlReportTest {
    private static final String HOSTILE =
            "</title><script>alert('x')</script> & \"q\" \u0000\ud800 <img src=x onerror=y>";

    @TempDir
    Path folder;

    @Test
    void escapesEveryTextOfTheCaller() throws Exception {
        String page = HtmlReport.render(everyBlock(HOSTILE));
        assertThat(page)
                .doesNotContain("<script")
                .doesNotContain("<img")
                .doesNotContain("\u0000")
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;q&quot; \ufffd\ufffd");
        assertThat(wellFormedDrawings(page)).isGreaterThan(8);
    }

    @Test
    void needsNothingFromOutside() {
        String page = HtmlReport.render(everyBlock("name"));
        assertThat(page)
                .contains("default-src 'none'")
                .doesNotContain("http:")
                .doesNotContain("https:")
                .doesNotContain("@import")
                .doesNotContain("url(")
                .doesNotContain("<script")
                .doesNotContain("<link");
    }

    @Test
    void givesTheSameBytesUnderEveryLocaleAndTimeZone() {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        String expected = HtmlReport.render(everyBlock("name"));
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
            assertThat(HtmlReport.render(everyBlock("name"))).isEqualTo(expected);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void closesEveryElement() throws Exception {
        String page = HtmlReport.render(everyBlock("name"));
        String body = page.substring(page.indexOf("<body>"), page.indexOf("</html>"));
        assertThat(parser().parse(new InputSource(new StringReader(body)))
                        .getElementsByTagName("section")
                        .getLength())
                .isEqualTo(4);
    }

    @Test
    void writesAsideThenReplaces() throws Exception {
        Path file = Files.writeString(folder.resolve("report.html"), "old");
        assertThat(HtmlReport.write(everyBlock("name"), file)).isEqualTo(file);
        assertThat(file).hasContent(HtmlReport.render(everyBlock("name")));
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void saysWhereItCannotWriteAndWhatToDo() {
        Path missing = folder.resolve("no/such/report.html");
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> HtmlReport.write(everyBlock("name"), missing))
                .withMessage("Cannot write the report " + missing + ": the folder " + missing.getParent()
                        + " does not exist. Create it first");
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> HtmlReport.write(everyBlock("name"), folder))
                .withMessage("Cannot write the report " + folder + ": it is a folder. Name a file in it");
    }

    @Test
    void leavesNothingBehindWhenItFails() throws Exception {
        Path file = folder.resolve("x".repeat(240) + ".html");
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> HtmlReport.write(everyBlock("name"), file))
                .withMessageContaining(file.toString())
                .withMessageContaining("Choose a folder")
                .satisfies(e -> assertThat(e.getMessage()).hasLineCount(1));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesAReportWithoutTitle() {
        assertThatIllegalArgumentException().isThrownBy(() -> Report.builder(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> Section.of("", List.of()));
    }

    @Test
    void aBuiltReportDoesNotChangeWithItsBuilder() {
        Report.Builder builder = Report.builder("t").section("a", Paragraph.of("p"));
        Report first = builder.build();
        builder.section("b", Paragraph.of("q"));
        assertThat(first.sections()).hasSize(1);
        assertThat(builder.build().sections()).hasSize(2);
    }

    private static Report everyBlock(String name) {
        XValues x =
                XValues.instants(List.of(Instant.parse("2011-12-31T22:00:00Z"), Instant.parse("2012-01-01T03:30:00Z")));
        LineChart line = LineChart.builder(name)
                .unit(name)
                .series(name, x, new double[] {1, 1234.5})
                .band(name, x, new double[] {0, 1}, new double[] {2, 3})
                .build();
        double[] two = {1, 2};
        return Report.builder(name)
                .subtitle(name)
                .section(
                        name,
                        Paragraph.of(name),
                        KeyFigures.builder()
                                .figure(name, name, name, Tone.GOOD)
                                .number(name, 1234.5)
                                .percent(name, 0.5)
                                .build())
                .section(
                        name,
                        Table.builder(name, TableColumn.text(name), TableColumn.number("n"))
                                .row(Tone.BAD, name, 1.5)
                                .build())
                .section(name, line, SmallMultiples.of(name, List.of(line, line)))
                .section(
                        name,
                        BarChart.builder(name).unit(name).bar(name, 1).build(),
                        HistogramComparison.ofBins(name, new double[] {0, 1, 2}, two, two),
                        HistogramComparison.ofCategories(name, List.of(name, "b"), two, two))
                .build();
    }

    private static int wellFormedDrawings(String page) throws Exception {
        Matcher svg = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL).matcher(page);
        int count = 0;
        while (svg.find()) {
            parser().parse(new InputSource(new StringReader(svg.group())));
            count++;
        }
        return count;
    }

    private static DocumentBuilder parser() throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder();
    }
}
