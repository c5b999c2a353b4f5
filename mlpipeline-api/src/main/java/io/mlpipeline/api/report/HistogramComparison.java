package io.mlpipeline.api.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Two distributions of one column, a reference and a current one, as shares of their own totals: how a column drifted.
 *
 * <p>Every bin is drawn equally wide, whatever its bounds, as drift tests see it. A side whose counts are all zero has no bars.
 */
public final class HistogramComparison extends Block {
    private static final List<Legend.Entry> ENTRIES =
            List.of(new Legend.Entry("reference", "fill ref"), new Legend.Entry("current", "fill c1"));

    private final String title;
    private final List<String> names;
    private final double[] edges;
    private final double[] reference;
    private final double[] current;

    private HistogramComparison(
            String title, List<String> names, double[] edges, double[] reference, double[] current) {
        this.title = Arguments.notBlank("A chart's title", title);
        this.names = names;
        this.edges = edges;
        this.reference = shares("Reference", reference);
        this.current = shares("Current", current);
    }

    /**
     * Compares a numeric column.
     *
     * @param title the column and what else matters, not blank
     * @param edges the bounds of the bins, ascending, one more than bins; the outer two may be infinite
     * @param reference the count, or share, in each bin; finite, 0 or more
     * @param current likewise
     * @return the block
     * @throws IllegalArgumentException if the lengths do not fit or a value is out of range
     */
    public static HistogramComparison ofBins(String title, double[] edges, double[] reference, double[] current) {
        for (int i = 0; i < edges.length; i++) {
            if (Double.isNaN(edges[i]) || (i > 0 && edges[i] <= edges[i - 1])) {
                throw new IllegalArgumentException(
                        "The edges of '" + title + "' must ascend, got " + edges[i] + " at index " + i);
            }
        }
        int bins = Math.max(0, edges.length - 1);
        Arguments.sameLength("The reference of '" + title + "'", bins, reference.length);
        Arguments.sameLength("The current side of '" + title + "'", bins, current.length);
        return new HistogramComparison(title, List.of(), edges.clone(), reference, current);
    }

    /**
     * Compares a column of categories.
     *
     * @param title the column and what else matters, not blank
     * @param categories their names in the order to show
     * @param reference the count, or share, of each category; finite, 0 or more
     * @param current likewise
     * @return the block
     * @throws IllegalArgumentException if the lengths do not fit or a value is out of range
     */
    public static HistogramComparison ofCategories(
            String title, List<String> categories, double[] reference, double[] current) {
        Arguments.sameLength("The reference of '" + title + "'", categories.size(), reference.length);
        Arguments.sameLength("The current side of '" + title + "'", categories.size(), current.length);
        return new HistogramComparison(title, List.copyOf(categories), new double[0], reference, current);
    }

    @Override
    void writeTo(Markup out) {
        Figure.open(out, title, "share");
        new Legend(ENTRIES).writeTo(out);
        boolean empty = total(reference) == 0 && total(current) == 0;
        if (names.isEmpty()) {
            ColumnDrawing drawing = new ColumnDrawing(title, edges, reference, current);
            Figure.writeDrawings(out, empty, drawing::writeTo, ChartSize.WIDE, ChartSize.NARROW);
        } else {
            Figure.writeDrawings(out, empty, categoryBars()::writeTo, ChartSize.WIDE, ChartSize.NARROW);
        }
        out.close("figure");
    }

    private HorizontalBars categoryBars() {
        List<HorizontalBars.Group> groups = IntStream.range(0, names.size())
                .mapToObj(i -> new HorizontalBars.Group(names.get(i), new double[] {reference[i], current[i]}))
                .toList();
        return new HorizontalBars(
                "Reference and current share: " + title + ".",
                groups,
                List.of("ref", "c1"),
                share -> NumberText.percent(share, 1));
    }

    private static double[] shares(String side, double[] counts) {
        for (int i = 0; i < counts.length; i++) {
            if (!(counts[i] >= 0) || !Range.isDrawn(counts[i])) {
                throw new IllegalArgumentException(
                        side + " counts must be finite and 0 or more, got " + counts[i] + " at index " + i);
            }
        }
        double total = total(counts);
        return Arrays.stream(counts)
                .map(count -> total == 0 ? 0 : count / total)
                .toArray();
    }

    private static double total(double[] counts) {
        return Arrays.stream(counts).sum();
    }
}
