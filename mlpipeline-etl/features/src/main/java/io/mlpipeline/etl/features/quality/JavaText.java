package io.mlpipeline.etl.features.quality;

import java.util.Locale;

/** Text in Java source. */
final class JavaText {
    private JavaText() {}

    static String quoted(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                literal.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                literal.append(escaped(c));
            } else {
                literal.append(c);
            }
        }
        return literal.append('"').toString();
    }

    /** Text that cannot end a comment of one line, nor be taken for an escape. */
    static String comment(String text) {
        String literal = quoted(text.replace("\"", "'").replace("\\", "/"));
        return literal.substring(1, literal.length() - 1);
    }

    /** A Unicode escape is replaced before literals are read, so line ends and quotes need one of their own. */
    private static String escaped(char c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format(Locale.ROOT, "\\u%04x", (int) c);
        };
    }
}
