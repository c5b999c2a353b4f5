package io.mlpipeline.etl.features.source;

import io.mlpipeline.api.data.RowBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Trims a cell, sets missing ones aside and parses the rest. For one thread.
 *
 * <p>Bytes are parsed in place where that is sure to give what their text would; otherwise their text is parsed.
 */
final class CellParser {
    private final Set<String> missing;
    private final byte[][] missingBytes;
    private final boolean isAscii;
    private final double[] sentinels;
    private final boolean trimmed;
    private final ValueParser values;

    CellParser(Set<String> missing, boolean trimmed, ValueParser values) {
        this.missing = missing;
        this.missingBytes = missing.stream()
                .map(token -> token.getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
        this.isAscii = missing.stream().allMatch(token -> token.chars().allMatch(c -> c < 0x80));
        this.sentinels = numbersAmong(missing);
        this.trimmed = trimmed;
        this.values = values;
    }

    private static double[] numbersAmong(Set<String> tokens) {
        DecimalScanner scanner = new DecimalScanner('.');
        return tokens.stream()
                .filter(scanner::scan)
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    /** Null if the cell was understood or is missing, else why not. */
    @Nullable
    String parse(String cell, RowBuffer into, int column) {
        String text = trimmed ? cell.strip() : cell;
        if (missing.contains(text)) {
            into.setMissing(column);
            return null;
        }
        return values.parse(text, into, column);
    }

    /** Null if the field was understood or is missing, else why not. */
    @Nullable
    String parse(RecordBytes record, int field, RowBuffer into, int column) {
        if (isAscii && record.isInPlace(field) && parseInPlace(record, field, into, column)) {
            return null;
        }
        return parse(record.text(field), into, column);
    }

    private boolean parseInPlace(RecordBytes record, int field, RowBuffer into, int column) {
        byte[] bytes = record.bytes();
        int from = record.from(field);
        int to = record.to(field);
        if (trimmed) {
            while (from < to && isSpace(bytes[from])) {
                from++;
            }
            while (from < to && isSpace(bytes[to - 1])) {
                to--;
            }
            if (from < to && (bytes[from] < 0 || bytes[to - 1] < 0)) {
                return false; // maybe white space beyond ASCII
            }
        }
        if (from == to) { // the empty text always means "missing"
            into.setMissing(column);
            return true;
        }
        return isMissing(bytes, from, to, into, column)
                || values.parseInPlace(bytes, from, to, record.charset(), into, column);
    }

    /** What {@link String#strip} takes for white space, in ASCII. */
    private static boolean isSpace(byte c) {
        return c == ' ' || (c >= 0x09 && c <= 0x0d) || (c >= 0x1c && c <= 0x1f);
    }

    private boolean isMissing(byte[] bytes, int from, int to, RowBuffer into, int column) {
        for (byte[] token : missingBytes) {
            if (token.length == to - from && Arrays.equals(token, 0, token.length, bytes, from, to)) {
                into.setMissing(column);
                return true;
            }
        }
        return false;
    }

    /** Takes a local time; null if it was understood, else why not. */
    @Nullable
    String accept(LocalDateTime local, RowBuffer into, int column) {
        return values.accept(local, into, column);
    }

    /** Whether a number is one that stands for "no value". */
    boolean isSentinel(double value) {
        for (double sentinel : sentinels) {
            if (sentinel == value) {
                return true;
            }
        }
        return false;
    }
}
