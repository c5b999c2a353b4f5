package io.mlpipeline.api.report;

/** Shortens text. Never cuts a surrogate pair in two. */
final class Ellipsis {
    private static final String SIGN = "\u2026";

    private Ellipsis() {}

    static String afterCharacters(String text, int most) {
        return text.length() <= most ? text : head(text, most - 1) + SIGN;
    }

    static String afterWidth(String text, double fontSize, double width) {
        if (TextWidth.of(text, fontSize) <= width) {
            return text;
        }
        int length = text.length() - 1;
        while (length > 0 && TextWidth.of(head(text, length) + SIGN, fontSize) > width) {
            length--;
        }
        return head(text, length) + SIGN;
    }

    private static String head(String text, int length) {
        boolean splits = length > 0 && Character.isHighSurrogate(text.charAt(length - 1));
        return text.substring(0, splits ? length - 1 : length).stripTrailing();
    }
}
