package io.mlpipeline.api.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineChartTest {
    private static final double GAP = Double.NaN;
    private static final LinearScale PIXELS = new LinearScale(new Range(0, 10), 0, 100);

    @Test
    void leavesAGapWhereAValueIsMissing() {
        LinePath path = LinePath.of(XValues.numbers(0, 1, 2, 3, 4), new double[] {1, 2, GAP, 3, 4}, PIXELS, PIXELS);
        assertThat(path.lines()).isEqualTo("M0 10L10 20M30 30L40 40");
        assertThat(path.dots()).isEmpty();
    }

    @Test
    void marksAPointWithoutNeighboursAsADot() {
        LinePath path = LinePath.of(
                XValues.numbers(0, 1, 2, 3), new double[] {GAP, 2, Double.POSITIVE_INFINITY, GAP}, PIXELS, PIXELS);
        assertThat(path.lines()).isEmpty();
        assertThat(path.dots()).isEqualTo("M10 20h0");
    }

    @Test
    void keepsTheExtremesOfADenseLine() {
        double[] x = new double[100_000];
        double[] y = new double[x.length];
        Arrays.setAll(x, i -> 10.0 * i / x.length);
        y[54_321] = 9;
        y[54_330] = 0.5;
        String path = LinePath.of(XValues.numbers(x), y, PIXELS, PIXELS).lines();
        assertThat(path).contains(" 90 ").hasSizeLessThan(5_000);
    }

    @Test
    void drawsABandOnlyWhereBothBoundsAreKnown() {
        XValues x = XValues.numbers(0, 1, 2, 3, 4);
        String page = page(LineChart.builder("t")
                .band("80%", x, new double[] {1, 1, GAP, 1, 1}, new double[] {2, 2, 2, 2, GAP})
                .build());
        assertThat(page).contains("class=\"area\"").doesNotContain("NaN");
    }

    @Test
    void saysWhenThereIsNothingToDraw() {
        assertThat(page(LineChart.builder("none").build())).contains("No data").doesNotContain("<svg");
        assertThat(page(LineChart.builder("gaps")
                        .series("s", XValues.numbers(1, 2), new double[] {GAP, Double.NEGATIVE_INFINITY})
                        .build()))
                .contains("No data");
    }

    @Test
    void drawsValuesOfEverySize() {
        for (double size : new double[] {1e-300, 1e-12, 1, 1e12, 1e300}) {
            String page = page(LineChart.builder("t")
                    .series("s", XValues.numbers(0, size), new double[] {-size, size})
                    .build());
            assertThat(page).contains("<svg").doesNotContain("NaN").doesNotContain("Infinity");
        }
    }

    @Test
    void tellsItsContentToAScreenReader() {
        String page = page(LineChart.builder("Units")
                .series(
                        "actual",
                        XValues.dates(List.of(LocalDate.of(2011, 1, 1), LocalDate.of(2011, 2, 1))),
                        new double[] {1, 12.5})
                .build());
        assertThat(page)
                .contains("role=\"img\" aria-label=\"Line chart: Units. Series: actual. "
                        + "From 2011-01-01 to 2011-02-01, values 1 to 12.5.\"");
    }

    @Test
    void copiesItsValues() {
        double[] y = {1, 2};
        LineChart chart =
                LineChart.builder("t").series("s", XValues.numbers(0, 1), y).build();
        String before = page(chart);
        y[0] = 1000;
        assertThat(page(chart)).isEqualTo(before);
    }

    @Test
    void refusesSeriesThatDoNotFit() {
        LineChart.Builder chart = LineChart.builder("Units").series("a", XValues.epochDays(1), new double[] {1});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chart.series("b", XValues.epochDays(1, 2), new double[] {1}))
                .withMessage("Series 'b' of chart 'Units' needs 2 values, got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chart.series("b", XValues.numbers(1), new double[] {1}))
                .withMessageContaining("over numbers, the others over time");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chart.band("b", XValues.epochDays(1), new double[] {2}, new double[] {1}))
                .withMessageContaining("lower bound 2.0 above upper bound 1.0 at index 0");
        assertThatIllegalArgumentException().isThrownBy(() -> chart.unit(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> LineChart.builder(""));
    }

    @Test
    void refusesPositionsThatAreNotInOrder() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> XValues.numbers(1, 3, 2))
                .withMessageContaining("got 2.0 at index 2 after 3.0");
        assertThatIllegalArgumentException().isThrownBy(() -> XValues.numbers(GAP));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> XValues.epochDays(Long.MIN_VALUE))
                .withMessageContaining("Maybe the value is missing");
    }

    private static String page(Block block) {
        Markup out = new Markup();
        block.writeTo(out);
        return out.toString();
    }
}
