package io.mlpipeline.etl.local;

import org.jspecify.annotations.Nullable;

/**
 * Gives one object for equal texts that come close to each other, as names and invoice numbers do, so that a column of few
 * values takes little memory. Holds a fixed number of texts; a later one takes the place of an earlier. Not thread-safe.
 */
final class TextPool {
    private static final int SIZE = 1 << 13;

    private final @Nullable String[] texts = new String[SIZE];

    String same(String text) {
        int hash = text.hashCode();
        int slot = (hash ^ (hash >>> 16)) & (SIZE - 1);
        String known = texts[slot];
        if (text.equals(known)) {
            return known;
        }
        texts[slot] = text;
        return text;
    }
}
