package io.mlpipeline.api.report;

/**
 * The drawing sizes of a chart. A drawing scales as a whole, letters too, so a chart is drawn once for wide and once for narrow
 * screens, and the style sheet shows the one that fits.
 */
enum ChartSize {
    WIDE("wide", 960, 280),
    NARROW("narrow", 380, 230),
    SMALL("small", 310, 150);

    static final double FONT = 12;

    private final String cssClass;
    private final double width;
    private final double height;

    ChartSize(String cssClass, double width, double height) {
        this.cssClass = cssClass;
        this.width = width;
        this.height = height;
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }

    int yTicks() {
        return this == SMALL ? 4 : 6;
    }

    void open(Markup out, double drawingHeight, String summary) {
        out.open(
                "svg",
                "class",
                cssClass,
                "viewBox",
                "0 0 " + Svg.coordinate(width) + " " + Svg.coordinate(drawingHeight),
                "role",
                "img",
                "aria-label",
                summary);
    }
}
