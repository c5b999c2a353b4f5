package io.mlpipeline.etl.features.source;

import io.mlpipeline.api.data.RowBuffer;
import java.nio.charset.Charset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Text as it stands, or in upper case by the rules of no country. */
record TextFormat(boolean upperCase) implements ValueFormat {

    @Override
    public ValueParser parser() {
        return new Parser(upperCase);
    }

    /**
     * Gives one object for equal texts that come close to each other, as names and invoice numbers do, so that a column of few
     * values takes little time and memory.
     */
    private static final class Parser implements ValueParser {
        private static final int SIZE = 1 << 13;

        private final boolean upperCase;
        private final BytesMemo<String> inPlace = new BytesMemo<>();
        private final @Nullable String[] texts = new String[SIZE];

        Parser(boolean upperCase) {
            this.upperCase = upperCase;
        }

        @Override
        public @Nullable String parse(String text, RowBuffer into, int column) {
            into.setText(column, same(upperCase ? text.toUpperCase(Locale.ROOT) : text));
            return null;
        }

        private String same(String text) {
            int hash = text.hashCode();
            int slot = (hash ^ (hash >>> 16)) & (SIZE - 1);
            String known = texts[slot];
            if (text.equals(known)) {
                return known;
            }
            texts[slot] = text;
            return text;
        }

        @Override
        public boolean parseInPlace(byte[] bytes, int from, int to, Charset charset, RowBuffer into, int column) {
            int slot = BytesMemo.slot(bytes, from, to);
            String text = inPlace.get(slot, bytes, from, to);
            if (text == null) {
                text = new String(bytes, from, to - from, charset);
                text = upperCase ? text.toUpperCase(Locale.ROOT) : text;
                inPlace.put(slot, bytes, from, to, text);
            }
            into.setText(column, text);
            return true;
        }
    }
}
