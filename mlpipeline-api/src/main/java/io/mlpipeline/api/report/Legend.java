package io.mlpipeline.api.report;

import java.util.ArrayList;
import java.util.List;

/** The names of a chart's series beside their colours; a list that wraps. */
record Legend(List<Entry> entries) {
    private static final int LONGEST_NAME = 60;

    Legend {
        entries = List.copyOf(entries);
    }

    /** A name and the classes of its sign. */
    record Entry(String name, String cssClass) {}

    static Legend ofLines(List<String> names, List<String> bands) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            entries.add(new Entry(names.get(i), "stroke " + Palette.cssClass(i)));
        }
        bands.forEach(name -> entries.add(new Entry(name, "area")));
        return new Legend(entries);
    }

    void writeTo(Markup out) {
        out.open("ul", "class", "legend");
        for (Entry each : entries) {
            String shown = Ellipsis.afterCharacters(each.name(), LONGEST_NAME);
            out.open("li", "title", shown.equals(each.name()) ? "" : each.name());
            out.element("span", "", "class", "key " + each.cssClass(), "aria-hidden", "true");
            out.text(shown).close("li");
        }
        out.close("ul");
    }
}
