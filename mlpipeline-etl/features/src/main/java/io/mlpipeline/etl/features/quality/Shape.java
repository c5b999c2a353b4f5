package io.mlpipeline.etl.features.quality;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Runs of digits, of capital and of small letters, and other characters as they are; ASCII alone, since other letters say little
 * about a code.
 *
 * @param runs one character a run: its class, or the character itself
 * @param least the shortest length of each run
 * @param most the longest length of each run
 * @param texts how many texts have the shape
 */
record Shape(String runs, int[] least, int[] most, long texts) implements Serializable {
    static final char DIGITS = '0';
    private static final char CAPITALS = 'A';
    private static final char SMALL = 'a';

    static Shape of(String text) {
        StringBuilder runs = new StringBuilder();
        int[] lengths = new int[text.length()];
        for (int i = 0; i < text.length(); i++) {
            char c = classOf(text.charAt(i));
            if (runs.length() == 0 || runs.charAt(runs.length() - 1) != c) {
                runs.append(c);
            }
            lengths[runs.length() - 1]++;
        }
        int[] of = Arrays.copyOf(lengths, runs.length());
        return new Shape(runs.toString(), of, of, 1);
    }

    private static char classOf(char c) {
        if (c >= '0' && c <= '9') {
            return DIGITS;
        }
        if (c >= 'A' && c <= 'Z') {
            return CAPITALS;
        }
        return c >= 'a' && c <= 'z' ? SMALL : c;
    }

    Shape merge(Shape other) {
        int[] shorter = least.clone();
        int[] longer = most.clone();
        for (int i = 0; i < shorter.length; i++) {
            shorter[i] = Math.min(shorter[i], other.least[i]);
            longer[i] = Math.max(longer[i], other.most[i]);
        }
        return new Shape(runs, shorter, longer, texts + other.texts);
    }

    /** Whether a regular expression takes the characters one by one: halves of pairs it does not. */
    boolean isSayable() {
        return runs.chars().noneMatch(c -> Character.isSurrogate((char) c));
    }

    String regex() {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < least.length; i++) {
            regex.append(classRegex(runs.charAt(i)));
            if (least[i] != most[i]) {
                regex.append('{').append(least[i]).append(',').append(most[i]).append('}');
            } else if (least[i] > 1) {
                regex.append('{').append(least[i]).append('}');
            }
        }
        return regex.toString();
    }

    private static String classRegex(char run) {
        return switch (run) {
            case DIGITS -> "[0-9]";
            case CAPITALS -> "[A-Z]";
            case SMALL -> "[a-z]";
            default -> "\\.[]{}()<>*+-=!?^$|#&~".indexOf(run) >= 0 ? "\\" + run : String.valueOf(run);
        };
    }
}
