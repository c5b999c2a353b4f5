package io.mlpipeline.etl.features.series;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers distinct texts in the order in which they first appear; a missing text is one of them. */
final class TextCodes {
    private static final int NONE = -1;

    private final Map<String, Integer> codes = new HashMap<>();
    private final @Nullable String[] recentTexts = new String[1 << 8];
    private final int[] recentCodes = new int[recentTexts.length];
    private int missing = NONE;
    private int count;

    int codeOf(String text) {
        // Readers share equal texts, so the same object comes again and again.
        int slot = (text.hashCode() * 0x9E3779B9) >>> 24;
        if (text.equals(recentTexts[slot])) {
            return recentCodes[slot];
        }
        Integer known = codes.get(text);
        int code = known == null ? count++ : known;
        if (known == null) {
            codes.put(text, code);
        }
        recentTexts[slot] = text;
        recentCodes[slot] = code;
        return code;
    }

    int codeOfMissing() {
        if (missing == NONE) {
            missing = count++;
        }
        return missing;
    }

    /** How many distinct ones there were. */
    int count() {
        return count;
    }
}
