package io.mlpipeline.etl.features.source;

import io.mlpipeline.api.data.RowBuffer;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Truth values by declared words, in any case. */
record BooleanFormat(Set<String> yes, Set<String> no) implements ValueFormat, ValueParser {

    static final BooleanFormat DEFAULT = new BooleanFormat(Set.of("true", "yes", "1"), Set.of("false", "no", "0"));

    @Override
    public ValueParser parser() {
        return this;
    }

    @Override
    public @Nullable String parse(String text, RowBuffer into, int column) {
        String word = text.toLowerCase(Locale.ROOT);
        boolean isYes = yes.contains(word);
        if (!isYes && !no.contains(word)) {
            return "neither true nor false";
        }
        into.setInteger(column, isYes ? 1 : 0);
        return null;
    }
}
