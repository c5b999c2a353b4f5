package io.mlpipeline.api.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Series over time or over numbers, as lines, with bands behind them such as a prediction interval.
 *
 * <p>A {@code NaN} or infinite value, or one beyond 1e300, is a gap in its line. A chart without any value says "No data".
 */
public final class LineChart extends Block {
    private final String title;
    private final String unit;
    private final List<Line> lines;
    private final List<Band> bands;

    private LineChart(Builder builder) {
        this.title = builder.title;
        this.unit = builder.unit;
        this.lines = List.copyOf(builder.lines);
        this.bands = List.copyOf(builder.bands);
    }

    record Line(String name, XValues x, double[] y) {}

    record Band(String name, XValues x, double[] low, double[] high) {
        /** Both bounds are missing where one is, so that they have the same gaps. */
        static Band aligned(String name, XValues x, double[] low, double[] high) {
            double[] alignedLow = low.clone();
            double[] alignedHigh = high.clone();
            for (int i = 0; i < low.length; i++) {
                if (!Range.isDrawn(low[i]) || !Range.isDrawn(high[i])) {
                    alignedLow[i] = Double.NaN;
                    alignedHigh[i] = Double.NaN;
                }
            }
            return new Band(name, x, alignedLow, alignedHigh);
        }
    }

    /**
     * Starts a chart.
     *
     * @param title what it shows, not blank
     * @return a builder without series
     */
    public static Builder builder(String title) {
        return new Builder(Arguments.notBlank("A chart's title", title));
    }

    @Override
    void writeTo(Markup out) {
        Figure.open(out, title, unit);
        legend().writeTo(out);
        writeDrawings(out, ChartSize.WIDE, ChartSize.NARROW);
        out.close("figure");
    }

    void writeDrawings(Markup out, ChartSize... sizes) {
        Figure.writeDrawings(out, isEmpty(), (drawing, size) -> new LineDrawing(this).writeTo(drawing, size), sizes);
    }

    String title() {
        return title;
    }

    String unit() {
        return unit;
    }

    List<Line> lines() {
        return lines;
    }

    List<Band> bands() {
        return bands;
    }

    Legend legend() {
        return Legend.ofLines(
                lines.stream().map(Line::name).toList(),
                bands.stream().map(Band::name).toList());
    }

    List<XValues> positions() {
        List<XValues> positions = new ArrayList<>();
        lines.forEach(line -> positions.add(line.x()));
        bands.forEach(band -> positions.add(band.x()));
        return positions;
    }

    Range values() {
        Range range = Range.EMPTY;
        for (Line line : lines) {
            range = range.including(line.y());
        }
        for (Band band : bands) {
            range = range.including(band.low()).including(band.high());
        }
        return range;
    }

    private boolean isEmpty() {
        return values().isEmpty();
    }

    /** Collects series. Not thread-safe. */
    public static final class Builder {
        private final String title;
        private final List<Line> lines = new ArrayList<>();
        private final List<Band> bands = new ArrayList<>();
        private String unit = "";

        private Builder(String title) {
            this.title = title;
        }

        /**
         * Names what the y axis counts.
         *
         * @param text such as {@code "units a day"}, not blank
         * @return this builder
         */
        public Builder unit(String text) {
            this.unit = Arguments.notBlank("The unit of chart '" + title + "'", text);
            return this;
        }

        /**
         * Appends a line. Lines past the sixth repeat colours with dashes.
         *
         * @param name its name in the legend, not blank
         * @param x its positions; all series of a chart are in time, or all are numbers
         * @param y one value a position, {@code NaN} where missing
         * @return this builder
         * @throws IllegalArgumentException if the lengths differ, or the axis does
         */
        public Builder series(String name, XValues x, double[] y) {
            check(name, x);
            Arguments.sameLength("Series '" + name + "' of chart '" + title + "'", x.size(), y.length);
            lines.add(new Line(name, x, y.clone()));
            return this;
        }

        /**
         * Appends a shaded band.
         *
         * @param name its name in the legend, not blank
         * @param x its positions
         * @param low the lower bound at each position, {@code NaN} where missing
         * @param high the upper bound at each position, {@code NaN} where missing
         * @return this builder
         * @throws IllegalArgumentException if the lengths differ, the axis does, or a lower bound is above its upper one
         */
        public Builder band(String name, XValues x, double[] low, double[] high) {
            check(name, x);
            Arguments.sameLength("The lower bound of '" + name + "'", x.size(), low.length);
            Arguments.sameLength("The upper bound of '" + name + "'", x.size(), high.length);
            for (int i = 0; i < low.length; i++) {
                if (low[i] > high[i]) {
                    throw new IllegalArgumentException("Band '" + name + "' of chart '" + title + "': lower bound "
                            + low[i] + " above upper bound " + high[i] + " at index " + i);
                }
            }
            bands.add(Band.aligned(name, x, low, high));
            return this;
        }

        /**
         * Builds the chart; the builder may go on and build again.
         *
         * @return an immutable chart of the series so far
         */
        public LineChart build() {
            return new LineChart(this);
        }

        private void check(String name, XValues x) {
            Arguments.notBlank("A series' name in chart '" + title + "'", name);
            boolean mixed = lines.stream().anyMatch(line -> line.x().isTime() != x.isTime())
                    || bands.stream().anyMatch(band -> band.x().isTime() != x.isTime());
            if (mixed) {
                throw new IllegalArgumentException("Series '" + name + "' of chart '" + title + "' is over "
                        + (x.isTime() ? "time, the others over numbers" : "numbers, the others over time"));
            }
        }
    }
}
