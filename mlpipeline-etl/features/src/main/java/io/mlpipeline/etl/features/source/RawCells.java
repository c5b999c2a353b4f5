package io.mlpipeline.etl.features.source;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Remembers the values of one row as they came, because few rows are ever shown. Not thread-safe. */
final class RawCells {
    private enum Kind {
        MISSING,
        NUMBER,
        INTEGER,
        INSTANT,
        OBJECT
    }

    private final List<String> names;
    private final Kind[] kinds;
    private final long[] bits;
    private final @Nullable Object[] objects;

    RawCells(List<String> names) {
        this.names = names;
        this.kinds = new Kind[names.size()];
        this.bits = new long[names.size()];
        this.objects = new Object[names.size()];
        clear();
    }

    void clear() {
        Arrays.fill(kinds, Kind.MISSING);
    }

    void set(int column, Object value) {
        kinds[column] = Kind.OBJECT;
        objects[column] = value;
    }

    void setNumber(int column, double value) {
        kinds[column] = Kind.NUMBER;
        bits[column] = Double.doubleToRawLongBits(value);
    }

    void setInteger(int column, long value) {
        kinds[column] = Kind.INTEGER;
        bits[column] = value;
    }

    void setInstant(int column, long micros) {
        kinds[column] = Kind.INSTANT;
        bits[column] = micros;
    }

    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(",", "{", "}");
        for (int column = 0; column < kinds.length; column++) {
            text.add(quoted(names.get(column)) + ":" + value(column));
        }
        return text.toString();
    }

    private String value(int column) {
        return switch (kinds[column]) {
            case MISSING -> "null";
            case NUMBER -> number(Double.longBitsToDouble(bits[column]));
            case INTEGER -> Long.toString(bits[column]);
            case INSTANT ->
                quoted(Instant.EPOCH.plus(bits[column], ChronoUnit.MICROS).toString());
            case OBJECT -> {
                Object value = objects[column];
                boolean isPlain = value instanceof Number || value instanceof Boolean;
                yield isPlain ? String.valueOf(value) : quoted(String.valueOf(value));
            }
        };
    }

    private static String number(double value) {
        return Double.isInfinite(value) ? quoted(Double.toString(value)) : Double.toString(value);
    }

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
