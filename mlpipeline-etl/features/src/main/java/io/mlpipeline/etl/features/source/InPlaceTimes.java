package io.mlpipeline.etl.features.source;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates and times by patterns of plain digits, such as {@code dd/MM/yyyy HH:mm}, out of bytes. What it is not sure that
 * {@link DateTimePatterns} would read in the same way it leaves to that. Not thread-safe.
 */
final class InPlaceTimes {
    private static final byte YEAR = 0;
    private static final byte MONTH = 1;
    private static final byte DAY = 2;
    private static final byte HOUR = 3;
    private static final byte MINUTE = 4;
    private static final byte SECOND = 5;
    private static final int FIELDS = 6;

    private enum Outcome {
        FITS,
        FITS_NOT,
        UNSURE
    }

    /** One piece of a pattern: a field of digits, or one character. */
    private record Piece(byte field, int letters, byte literal) {
        boolean isField() {
            return letters > 0;
        }
    }

    private final Piece[][] patterns;
    private final int[] fields = new int[FIELDS];

    InPlaceTimes(List<String> patterns) {
        List<Piece[]> known = patterns.stream()
                .map(InPlaceTimes::pieces)
                .takeWhile(pieces -> pieces.length > 0)
                .toList();
        this.patterns = known.toArray(Piece[][]::new);
    }

    /** The pieces of a pattern; none if it has others than these. */
    private static Piece[] pieces(String pattern) {
        Piece[] pieces = new Piece[pattern.length()];
        int count = 0;
        for (int at = 0; at < pattern.length(); ) {
            char c = pattern.charAt(at);
            int end = at + 1;
            if (c == '\''
                    && at + 2 < pattern.length()
                    && pattern.charAt(at + 2) == '\''
                    && pattern.charAt(at + 1) != c) {
                pieces[count++] = new Piece((byte) 0, 0, (byte) pattern.charAt(at + 1));
                end = at + 3;
            } else if (Character.isLetter(c)) {
                while (end < pattern.length() && pattern.charAt(end) == c) {
                    end++;
                }
                Piece piece = field(c, end - at);
                if (piece == null) {
                    return new Piece[0];
                }
                pieces[count++] = piece;
            } else if (c >= ' ' && c < 0x7f && "'[]{}#".indexOf(c) < 0) {
                pieces[count++] = new Piece((byte) 0, 0, (byte) c);
            } else {
                return new Piece[0];
            }
            at = end;
        }
        return isPlain(pieces, count) ? Arrays.copyOf(pieces, count) : new Piece[0];
    }

    /** Each field at most once, a whole date, hours and minutes together, and no field of any width beside another field. */
    private static boolean isPlain(Piece[] pieces, int count) {
        int[] times = new int[FIELDS];
        boolean isPlain = true;
        for (int i = 0; i < count; i++) {
            if (pieces[i].isField()) {
                times[pieces[i].field]++;
                boolean isBeside = i > 0 && pieces[i - 1].isField();
                isPlain &= !isBeside || (pieces[i].letters > 1 && pieces[i - 1].letters > 1);
            }
        }
        boolean isDate = times[YEAR] == 1 && times[MONTH] == 1 && times[DAY] == 1;
        return isPlain && isDate && times[HOUR] == times[MINUTE] && times[HOUR] <= 1 && times[SECOND] <= times[MINUTE];
    }

    private static @Nullable Piece field(char letter, int letters) {
        if (letter == 'y' || letter == 'u') {
            return letters == 4 ? new Piece(YEAR, letters, (byte) 0) : null;
        }
        int field = "MdHms".indexOf(letter) + 1;
        return field > 0 && letters <= 2 ? new Piece((byte) field, letters, (byte) 0) : null;
    }

    /** Whether the first pattern that fits was found; the fields then tell the time. */
    boolean read(byte[] bytes, int from, int to) {
        for (Piece[] pattern : patterns) {
            Outcome outcome = read(pattern, bytes, from, to);
            if (outcome != Outcome.FITS_NOT) {
                return outcome == Outcome.FITS && isValid();
            }
        }
        return false;
    }

    private Outcome read(Piece[] pattern, byte[] bytes, int from, int to) {
        Arrays.fill(fields, 0);
        int at = from;
        for (Piece piece : pattern) {
            if (!piece.isField()) {
                if (at == to || bytes[at] != piece.literal) {
                    return at < to && isLetter(bytes[at]) && isLetter(piece.literal)
                            ? Outcome.UNSURE // case does not count
                            : Outcome.FITS_NOT;
                }
                at++;
                continue;
            }
            int end = at;
            int value = 0;
            int most = Math.max(2, piece.letters);
            while (end < to && end - at < most && bytes[end] >= '0' && bytes[end] <= '9') {
                value = 10 * value + bytes[end++] - '0';
            }
            if (end < to && end == at && (bytes[end] == '-' || bytes[end] == '+')) {
                return Outcome.UNSURE;
            }
            if (end == at || end - at < piece.letters) {
                return Outcome.FITS_NOT;
            }
            if (piece.letters == 1 && end < to && bytes[end] >= '0' && bytes[end] <= '9') {
                return Outcome.UNSURE;
            }
            fields[piece.field] = value;
            at = end;
        }
        return at == to ? Outcome.FITS : Outcome.FITS_NOT;
    }

    private static boolean isLetter(byte c) {
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }

    /** Leaves days and times that there are not to the one who gives reasons. */
    private boolean isValid() {
        return fields[YEAR] > 0
                && fields[MONTH] >= 1
                && fields[MONTH] <= 12
                && fields[DAY] >= 1
                && fields[DAY] <= 28 + (fields[MONTH] == 2 ? 0 : 2)
                && fields[HOUR] < 24
                && fields[MINUTE] < 60
                && fields[SECOND] < 60;
    }

    /** The day found, as days since 1970-01-01. */
    long epochDay() {
        return LocalDate.of(fields[YEAR], fields[MONTH], fields[DAY]).toEpochDay();
    }

    /** The time of day found, in seconds. */
    int secondOfDay() {
        return (fields[HOUR] * 60 + fields[MINUTE]) * 60 + fields[SECOND];
    }
}
