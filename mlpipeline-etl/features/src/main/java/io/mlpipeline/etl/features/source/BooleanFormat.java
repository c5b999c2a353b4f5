package io.mlpipeline.etl.features.source;

import java.util.Locale;
import java.util.Set;

/** Truth values by declared words, in any case. */
record BooleanFormat(Set<String> yes, Set<String> no) implements ValueFormat {

    static final BooleanFormat DEFAULT = new BooleanFormat(Set.of("true", "yes", "1"), Set.of("false", "no", "0"));

    @Override
    public ValueParser parser() {
        return new Remembering((text, into, column) -> {
            String word = text.toLowerCase(Locale.ROOT);
            boolean isYes = yes.contains(word);
            if (!isYes && !no.contains(word)) {
                return "neither true nor false";
            }
            into.setInteger(column, isYes ? 1 : 0);
            return null;
        });
    }
}
