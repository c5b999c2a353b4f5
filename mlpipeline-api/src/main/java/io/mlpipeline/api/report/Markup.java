package io.mlpipeline.api.report;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML and SVG elements, and escapes all text and attribute values. Not thread-safe.
 *
 * <p>Attributes are name and value in turn; one with an empty value is left out. An element closed out of
 * order is an error of ours, so it throws.
 */
final class Markup {
    private final StringBuilder out = new StringBuilder(1 << 16);
    private final Deque<String> open = new ArrayDeque<>();

    /** Appends text as it is: the document's frame and the style sheet, nothing that came from outside. */
    Markup verbatim(String trusted) {
        out.append(trusted);
        return this;
    }

    Markup open(String element, String... attributes) {
        open.push(element);
        return tag(element, attributes);
    }

    Markup close(String element) {
        String last = open.pop();
        if (!last.equals(element)) {
            throw new IllegalStateException("Closed <" + element + "> inside <" + last + ">");
        }
        out.append("</").append(element).append('>');
        return this;
    }

    Markup element(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close(element);
    }

    /** An SVG element without content. */
    Markup shape(String element, String... attributes) {
        return tag(element, attributes).verbatim("</").verbatim(element).verbatim(">");
    }

    Markup text(String text) {
        text.codePoints().forEach(this::escape);
        return this;
    }

    @Override
    public String toString() {
        return out.toString();
    }

    private Markup tag(String element, String... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            if (!attributes[i + 1].isEmpty()) {
                out.append(' ').append(attributes[i]).append("=\"");
                text(attributes[i + 1]);
                out.append('"');
            }
        }
        out.append('>');
        return this;
    }

    private void escape(int codePoint) {
        switch (codePoint) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            default -> out.appendCodePoint(isAllowed(codePoint) ? codePoint : 0xfffd);
        }
    }

    /** HTML has no place for control characters and halves of surrogate pairs. */
    private static boolean isAllowed(int codePoint) {
        boolean control = Character.isISOControl(codePoint) && codePoint != '\n' && codePoint != '\t';
        return !control && !(codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }
}
