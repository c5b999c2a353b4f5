package io.mlpipeline.api.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlocksTest {

    @Test
    void aTableAlignsItsNumbersAndNamesItsColumns() {
        String html = html(Table.builder("Metrics", TableColumn.text("Model"), TableColumn.percent("WAPE", 1))
                .row(Tone.STRONG, "XGBoost", 0.4181)
                .build());
        assertThat(html)
                .contains("<caption>Metrics</caption>")
                .contains("<th scope=\"col\" class=\"number\">WAPE</th>")
                .contains("<tr class=\"tone-strong\"><td>XGBoost</td><td class=\"number\">41.8%</td></tr>");
    }

    @Test
    void aTableShowsEachTypeItsWay() {
        String html = html(Table.builder(
                        "t",
                        TableColumn.text("day"),
                        TableColumn.number("n"),
                        TableColumn.number("x"),
                        TableColumn.decimal("d", 2))
                .row(LocalDate.of(2011, 12, 9), Long.MAX_VALUE, 2.71828, 3)
                .row("", 0, Double.NaN, -0.5f)
                .build());
        assertThat(html)
                .contains("<td>2011-12-09</td><td class=\"number\">9,223,372,036,854,775,807</td>"
                        + "<td class=\"number\">2.718</td><td class=\"number\">3.00</td>")
                .contains("<td></td><td class=\"number\">0</td><td class=\"number\">–</td>"
                        + "<td class=\"number\">−0.50</td>");
    }

    @Test
    void aToneIsSaidNotOnlyColoured() {
        assertThat(html(Table.builder("t", TableColumn.text("a"))
                        .row(Tone.BAD, List.of("x"))
                        .build()))
                .contains("role=\"img\" aria-label=\"bad\">✕</span>x");
    }

    @Test
    void aLongTextIsCutAndKeptAsATooltip() {
        String text = "x".repeat(500);
        assertThat(html(Table.builder("t", TableColumn.text("a")).row(text).build()))
                .contains("title=\"" + text + "\"")
                .contains(">" + "x".repeat(319) + "…</td>");
    }

    @Test
    void aCutNeverSplitsACharacterInTwo() {
        String text = "😀".repeat(100);
        for (int most = 2; most < 20; most++) {
            assertThat(Ellipsis.afterCharacters(text, most).codePoints()).allMatch(c -> c == 0x1f600 || c == '…');
        }
        assertThat(Ellipsis.afterWidth(text, 12, 60).codePoints()).allMatch(c -> c == 0x1f600 || c == '…');
    }

    @Test
    void aTableRefusesRowsThatDoNotFit() {
        Table.Builder table = Table.builder("Metrics", TableColumn.text("Model"), TableColumn.number("MAE"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.row("a"))
                .withMessage("A row of table 'Metrics' needs 2 values, got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> table.row("a", "1.5"))
                .withMessageContaining("column 'MAE' holds numbers, got 1.5 of java.lang.String");
        assertThatNullPointerException()
                .isThrownBy(() -> table.row("a", (Object) null))
                .withMessageContaining("column 'MAE' is null");
        assertThatIllegalArgumentException().isThrownBy(() -> Table.builder("t"));
        assertThatIllegalArgumentException().isThrownBy(() -> TableColumn.decimal("d", 13));
        assertThatIllegalArgumentException().isThrownBy(() -> TableColumn.text(" "));
    }

    @Test
    void barsStartAtZeroToEitherSide() {
        String html = html(BarChart.builder("Coefficients")
                .bar("price", -1)
                .bar("promo", 1)
                .bar("none", Double.NaN)
                .build());
        assertThat(html)
                .contains("price: −1")
                .contains("promo: 1")
                .contains("none: –")
                .doesNotContain("NaN");
        assertThat(html).doesNotContain("width=\"-");
    }

    @Test
    void histogramsCompareSharesOfDifferentTotals() {
        String html = html(HistogramComparison.ofBins(
                "price",
                new double[] {Double.NEGATIVE_INFINITY, 1, Double.POSITIVE_INFINITY},
                new double[] {1, 3},
                new double[] {500, 500}));
        assertThat(html)
                .contains("−∞ to 1: reference 25.0%, current 50.0%")
                .contains("1 to ∞: reference 75.0%, current 50.0%");
    }

    @Test
    void histogramsOfCategoriesNameThem() {
        assertThat(html(HistogramComparison.ofCategories(
                        "country", List.of("UK", "FR"), new double[] {3, 1}, new double[] {0, 0})))
                .contains("UK: 75.0%")
                .contains("UK: 0.0%");
    }

    @Test
    void histogramsRefuseWhatIsNotACount() {
        double[] edges = {0, 1, 2};
        double[] good = {1, 1};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HistogramComparison.ofBins("t", edges, new double[] {1, -1}, good))
                .withMessageContaining("got -1.0 at index 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HistogramComparison.ofBins("t", edges, good, new double[] {1, Double.NaN}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HistogramComparison.ofBins("t", new double[] {0, 0, 1}, good, good));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HistogramComparison.ofBins("t", edges, new double[] {1}, good));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HistogramComparison.ofCategories("t", List.of("a"), good, good));
    }

    @Test
    void everyEmptyBlockSaysSo() {
        double[] none = {};
        assertThat(List.of(
                        html(KeyFigures.builder().build()),
                        html(Table.builder("t", TableColumn.text("a")).build()),
                        html(BarChart.builder("t").build()),
                        html(SmallMultiples.of("t", List.of())),
                        html(HistogramComparison.ofBins("t", none, none, none)),
                        html(HistogramComparison.ofCategories("t", List.of(), none, none))))
                .allSatisfy(html -> assertThat(html).contains("No data").doesNotContain("<svg"));
    }

    @Test
    void smallMultiplesShareOneLegendWhenTheirSeriesAreTheSame() {
        LineChart chart = LineChart.builder("a")
                .series("actual", XValues.numbers(1, 2), new double[] {1, 2})
                .build();
        LineChart other = LineChart.builder("b")
                .series("other", XValues.numbers(1, 2), new double[] {1, 2})
                .build();
        assertThat(html(SmallMultiples.of("t", List.of(chart, chart)))).containsOnlyOnce("<ul class=\"legend\">");
        assertThat(html(SmallMultiples.of("t", List.of(chart, other))).split("<ul class=\"legend\">"))
                .hasSize(3);
    }

    @Test
    void keyFiguresRefuseBlanks() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyFigures.builder().count(" ", 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyFigures.builder().figure("a", "", "", Tone.GOOD));
        assertThatIllegalArgumentException().isThrownBy(() -> Paragraph.of(""));
    }

    private static String html(Block block) {
        Markup out = new Markup();
        block.writeTo(out);
        return out.toString();
    }
}
