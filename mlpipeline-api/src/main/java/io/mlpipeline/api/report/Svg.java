package io.mlpipeline.api.report;

/** The few SVG elements that charts are made of. */
final class Svg {
    private final Markup out;

    Svg(Markup out) {
        this.out = out;
    }

    /** One decimal is a tenth of a pixel; written without the locale. */
    static String coordinate(double value) {
        long tenths = Math.round(value * 10);
        String sign = tenths < 0 ? "-" : "";
        long size = Math.abs(tenths);
        return sign + size / 10 + (size % 10 == 0 ? "" : "." + size % 10);
    }

    void line(String cssClass, double x1, double y1, double x2, double y2) {
        out.shape(
                "line",
                "class",
                cssClass,
                "x1",
                coordinate(x1),
                "y1",
                coordinate(y1),
                "x2",
                coordinate(x2),
                "y2",
                coordinate(y2));
    }

    void path(String cssClass, String data) {
        if (!data.isEmpty()) {
            out.shape("path", "class", cssClass, "d", data);
        }
    }

    void bar(String cssClass, double x, double y, double width, double height, String tooltip) {
        out.open(
                        "rect",
                        "class",
                        cssClass,
                        "x",
                        coordinate(x),
                        "y",
                        coordinate(y),
                        "width",
                        coordinate(width),
                        "height",
                        coordinate(height))
                .element("title", tooltip)
                .close("rect");
    }

    void label(String cssClass, double x, double y, String text) {
        out.element("text", text, "class", cssClass, "x", coordinate(x), "y", coordinate(y));
    }

    /** A label cut to a width, with the whole text as its tooltip. */
    void label(String cssClass, double x, double y, String text, double width) {
        out.open("text", "class", cssClass, "x", coordinate(x), "y", coordinate(y));
        String shown = Ellipsis.afterWidth(text, ChartSize.FONT, width);
        if (!shown.equals(text)) {
            out.element("title", text);
        }
        out.text(shown).close("text");
    }
}
