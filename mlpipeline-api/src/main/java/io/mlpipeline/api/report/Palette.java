package io.mlpipeline.api.report;

import java.util.List;

/**
 * The colours of series, by class name; the style sheet holds the values for light and dark.
 *
 * <p>Six colours that are told apart with every common colour blindness, after M. Okabe and K. Ito, "Color Universal Design",
 * 2008. Further series repeat them with dashes.
 */
final class Palette {
    private static final int COLOURS = 6;
    private static final List<String> DASHES = List.of("", " dash", " dots");

    private Palette() {}

    static String cssClass(int series) {
        return "c" + (series % COLOURS + 1) + DASHES.get(series / COLOURS % DASHES.size());
    }
}
