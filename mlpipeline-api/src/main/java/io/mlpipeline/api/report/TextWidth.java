package io.mlpipeline.api.report;

/**
 * An upper estimate of how wide a text is in a sans-serif font, without a font: characters fall into six classes, each as wide
 * as its widest common member.
 */
final class TextWidth {
    private static final String NARROW = "ijl.,:;|!'()[]{}\u00b7` ";
    private static final String WIDE = "mwMW%@\u2026\u2014";

    private TextWidth() {}

    /** In the unit of the font size. */
    static double of(String text, double fontSize) {
        return text.codePoints().mapToDouble(TextWidth::em).sum() * fontSize;
    }

    private static double em(int codePoint) {
        if (codePoint >= 0x1100) {
            return codePoint < 0x2000 || codePoint >= 0x2e80 ? 1.1 : 0.95;
        }
        if (NARROW.indexOf(codePoint) >= 0) {
            return 0.42;
        }
        if (WIDE.indexOf(codePoint) >= 0) {
            return 0.98;
        }
        return Character.isUpperCase(codePoint) ? 0.76 : 0.65;
    }
}
