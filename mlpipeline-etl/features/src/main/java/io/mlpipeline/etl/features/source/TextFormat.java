package io.mlpipeline.etl.features.source;

import io.mlpipeline.api.data.RowBuffer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Text as it stands, or in upper case by the rules of no country. */
record TextFormat(boolean upperCase) implements ValueFormat, ValueParser {

    @Override
    public ValueParser parser() {
        return this;
    }

    @Override
    public @Nullable String parse(String text, RowBuffer into, int column) {
        into.setText(column, upperCase ? text.toUpperCase(Locale.ROOT) : text);
        return null;
    }
}
