package io.mlpipeline.api.report;

import java.util.function.BiConsumer;

/** The HTML around a chart's drawings. */
final class Figure {
    private static final int LONGEST_TITLE = 140;

    private Figure() {}

    static void open(Markup out, String title, String unit) {
        String shown = Ellipsis.afterCharacters(title, LONGEST_TITLE);
        out.open("figure")
                .open("figcaption", "title", shown.equals(title) ? "" : title)
                .text(shown);
        if (!unit.isEmpty()) {
            out.text(" ").element("span", unit, "class", "unit");
        }
        out.close("figcaption");
    }

    static void writeDrawings(Markup out, boolean empty, BiConsumer<Markup, ChartSize> drawing, ChartSize... sizes) {
        if (empty) {
            out.element("p", "No data", "class", "none");
            return;
        }
        for (ChartSize size : sizes) {
            drawing.accept(out, size);
        }
    }
}
