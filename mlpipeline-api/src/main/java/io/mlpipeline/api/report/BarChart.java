package io.mlpipeline.api.report;

import java.util.ArrayList;
import java.util.List;

/**
 * One horizontal bar a name, in the given order, such as the importance of features. Bars start at zero, to either side.
 *
 * <p>A {@code NaN} or infinite value, or one beyond 1e300, has no bar and its text says so.
 */
public final class BarChart extends Block {
    private final String title;
    private final String unit;
    private final List<HorizontalBars.Group> bars;

    private BarChart(Builder builder) {
        this.title = builder.title;
        this.unit = builder.unit;
        this.bars = List.copyOf(builder.bars);
    }

    /**
     * Starts a chart.
     *
     * @param title what it shows, not blank
     * @return a builder without bars
     */
    public static Builder builder(String title) {
        return new Builder(Arguments.notBlank("A chart's title", title));
    }

    @Override
    void writeTo(Markup out) {
        Figure.open(out, title, unit);
        HorizontalBars drawing = new HorizontalBars(
                "Bar chart: " + title + ".", bars, List.of(Palette.cssClass(0)), NumberText::significant);
        Figure.writeDrawings(out, bars.isEmpty(), drawing::writeTo, ChartSize.WIDE, ChartSize.NARROW);
        out.close("figure");
    }

    /** Collects bars. Not thread-safe. */
    public static final class Builder {
        private final String title;
        private final List<HorizontalBars.Group> bars = new ArrayList<>();
        private String unit = "";

        private Builder(String title) {
            this.title = title;
        }

        /**
         * Names what the bars count.
         *
         * @param text such as {@code "total gain"}, not blank
         * @return this builder
         */
        public Builder unit(String text) {
            this.unit = Arguments.notBlank("The unit of chart '" + title + "'", text);
            return this;
        }

        /**
         * Appends a bar.
         *
         * @param name its name, not blank
         * @param value its length; may be negative
         * @return this builder
         */
        public Builder bar(String name, double value) {
            Arguments.notBlank("A bar's name in chart '" + title + "'", name);
            bars.add(new HorizontalBars.Group(name, new double[] {value}));
            return this;
        }

        /**
         * Builds the chart; the builder may go on and build again.
         *
         * @return an immutable chart of the bars so far
         */
        public BarChart build() {
            return new BarChart(this);
        }
    }
}
