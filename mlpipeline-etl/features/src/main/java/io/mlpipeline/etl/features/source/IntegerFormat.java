package io.mlpipeline.etl.features.source;

import io.mlpipeline.api.data.RowBuffer;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** Whole numbers; {@code 17850.0} is one, {@code 17850.5} is not. */
record IntegerFormat(char point) implements ValueFormat {

    @Override
    public ValueParser parser() {
        return new Parser(new DecimalScanner(point), new InPlaceNumbers(point));
    }

    private record Parser(DecimalScanner scanner, InPlaceNumbers inPlace) implements ValueParser {
        @Override
        public @Nullable String parse(String text, RowBuffer into, int column) {
            if (!scanner.scan(text)) {
                return "not a number";
            }
            if (!scanner.fitsLong()) {
                return "number too large";
            }
            if (!scanner.isWhole()) {
                return "not a whole number";
            }
            into.setInteger(column, scanner.toLong());
            return null;
        }

        @Override
        public boolean parseInPlace(byte[] bytes, int from, int to, Charset charset, RowBuffer into, int column) {
            return inPlace.integer(bytes, from, to, into, column);
        }
    }
}
