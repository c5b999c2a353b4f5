package io.mlpipeline.etl.features.source;

/** Whole numbers; {@code 17850.0} is one, {@code 17850.5} is not. */
record IntegerFormat(char point) implements ValueFormat {

    @Override
    public ValueParser parser() {
        DecimalScanner scanner = new DecimalScanner(point);
        return (text, into, column) -> {
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
        };
    }
}
