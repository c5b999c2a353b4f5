package io.mlpipeline.etl.features.source;

import io.mlpipeline.api.data.RowBuffer;
import java.nio.charset.Charset;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Parses values that are longs and come again and again, such as days: each text is parsed once in a while. */
final class Remembering implements ValueParser {
    private final ValueParser values;
    private final BytesMemo<Long> known = new BytesMemo<>();

    Remembering(ValueParser values) {
        this.values = values;
    }

    @Override
    public @Nullable String parse(String text, RowBuffer into, int column) {
        return values.parse(text, into, column);
    }

    @Override
    public @Nullable String accept(LocalDateTime local, RowBuffer into, int column) {
        return values.accept(local, into, column);
    }

    @Override
    public boolean parseInPlace(byte[] bytes, int from, int to, Charset charset, RowBuffer into, int column) {
        if (values.parseInPlace(bytes, from, to, charset, into, column)) {
            return true;
        }
        int slot = BytesMemo.slot(bytes, from, to);
        Long value = known.get(slot, bytes, from, to);
        if (value != null) {
            into.setInteger(column, value);
            return true;
        }
        if (values.parse(new String(bytes, from, to - from, charset), into, column) != null) {
            return false; // the reason is asked for again
        }
        known.put(slot, bytes, from, to, into.integer(column));
        return true;
    }
}
