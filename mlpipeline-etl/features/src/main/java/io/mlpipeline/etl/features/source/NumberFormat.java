package io.mlpipeline.etl.features.source;

/** Decimal numbers with a declared decimal point; no grouping, no hexadecimal, no infinity. */
record NumberFormat(char point) implements ValueFormat {

    @Override
    public ValueParser parser() {
        DecimalScanner scanner = new DecimalScanner(point);
        return (text, into, column) -> {
            if (!scanner.scan(text)) {
                return "not a number";
            }
            double value = scanner.toDouble(text);
            if (Double.isInfinite(value)) {
                return "number too large";
            }
            into.setNumber(column, value);
            return null;
        };
    }
}
