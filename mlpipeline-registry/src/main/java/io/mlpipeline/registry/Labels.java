package io.mlpipeline.registry;

import java.util.regex.Pattern;

/** What a host may write onto a version. */
final class Labels {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,127}");
    private static final int LONGEST_VALUE = 1_000;
    private static final int LONGEST_DESCRIPTION = 10_000;

    private Labels() {}

    static void requireKey(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException(
                    "The tag key '" + printable(key) + "' is not valid: use 1 to 128 letters, digits,"
                            + " '.', '_', '/' and '-', beginning with a letter or digit");
        }
    }

    static void requireValue(String key, String value) {
        if (value.length() > LONGEST_VALUE || hasControls(value, "")) {
            throw new IllegalArgumentException("The value of tag '" + key + "' must have at most " + LONGEST_VALUE
                    + " characters and no control characters, got " + value.length() + ": '" + printable(value) + "'");
        }
    }

    static void requireDescription(String description) {
        if (description.length() > LONGEST_DESCRIPTION || hasControls(description, "\n\t")) {
            throw new IllegalArgumentException("A description has at most " + LONGEST_DESCRIPTION
                    + " characters and no control characters but line feeds and tabs, got " + description.length()
                    + ": '"
                    + printable(description) + "'");
        }
    }

    private static boolean hasControls(String text, String allowed) {
        return text.chars().anyMatch(c -> Character.isISOControl(c) && allowed.indexOf(c) < 0);
    }

    static String printable(String text) {
        String head = text.length() <= 60 ? text : text.substring(0, 60) + "...";
        return head.replaceAll("\\p{Cntrl}", "?");
    }
}
