package io.mlpipeline.etl.features.source;

import io.mlpipeline.api.data.RowBuffer;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** Decimal numbers with a declared decimal point; no grouping, no hexadecimal, no infinity. */
record NumberFormat(char point) implements ValueFormat {

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
            double value = scanner.toDouble(text);
            if (Double.isInfinite(value)) {
                return "number too large";
            }
            into.setNumber(column, value);
            return null;
        }

        @Override
        public boolean parseInPlace(byte[] bytes, int from, int to, Charset charset, RowBuffer into, int column) {
            return inPlace.number(bytes, from, to, into, column);
        }
    }
}
