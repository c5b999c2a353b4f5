package io.mlpipeline.etl.features.series;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Frame;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The rows of a frame grouped by equal keys, in one pass a column. Groups are numbered in the order in which they begin. Missing
 * values equal each other, and so do the two zeros.
 *
 * <p>Each column's values are numbered, then pairs of numbers: by a table where there are few possible pairs, by hashing otherwise.
 */
public final class KeyGroups {
    /** The group of a row that was left out. */
    public static final int NONE = -1;

    private static final long SMALL_TABLE = 1 << 16;

    private final Frame frame;
    private int[] groups;
    private int count;

    private KeyGroups(Frame frame) {
        this.frame = frame;
        this.groups = new int[frame.size()];
        this.count = 1;
    }

    /**
     * Groups rows.
     *
     * @param frame the rows
     * @param columns the key; no column makes all rows one group
     * @param isIncluded which rows take part, by number
     * @return the group of each row, or {@link #NONE} of those left out
     * @throws IllegalArgumentException if a column is unknown
     */
    public static int[] of(Frame frame, List<String> columns, IntPredicate isIncluded) {
        KeyGroups keys = new KeyGroups(frame);
        for (String column : columns) {
            keys.split(frame.schema().indexOf(column));
        }
        return keys.numbered(isIncluded);
    }

    /** Splits each group by the values of a column. */
    private void split(int column) {
        ValueCodes values = ValueCodes.of(frame, column);
        if (count == 1) {
            groups = values.codes();
            count = values.count();
            return;
        }
        long pairs = (long) count * values.count();
        LongCodes codes = pairs <= Math.max(SMALL_TABLE, 2L * groups.length)
                ? LongCodes.within(0, pairs - 1)
                : LongCodes.hashed();
        int[] others = values.codes();
        for (int row = 0; row < groups.length; row++) {
            groups[row] = codes.codeOf((long) groups[row] * values.count() + others[row]);
        }
        count = codes.count();
    }

    /** The groups numbered anew by the first of their rows that takes part. */
    private int[] numbered(IntPredicate isIncluded) {
        int[] numbers = new int[count];
        Arrays.fill(numbers, NONE);
        int next = 0;
        for (int row = 0; row < groups.length; row++) {
            if (!isIncluded.test(row)) {
                groups[row] = NONE;
                continue;
            }
            int group = groups[row];
            if (numbers[group] == NONE) {
                numbers[group] = next++;
            }
            groups[row] = numbers[group];
        }
        return groups;
    }

    /** The distinct values of a column, numbered in the order in which they first appear. */
    private record ValueCodes(int[] codes, int count) {
        static ValueCodes of(Frame frame, int column) {
            ColumnType type = frame.schema().column(column).type();
            if (type == ColumnType.TEXT) {
                return ofTexts(frame, column);
            }
            return type == ColumnType.NUMBER ? ofNumbers(frame, column) : ofIntegers(frame, column);
        }

        private static ValueCodes ofTexts(Frame frame, int column) {
            TextCodes codes = new TextCodes();
            int[] numbers = new int[frame.size()];
            for (Frame.Cursor row = frame.cursor(); row.next(); ) {
                numbers[row.position()] =
                        row.isMissing(column) ? codes.codeOfMissing() : codes.codeOf(row.text(column));
            }
            return new ValueCodes(numbers, codes.count());
        }

        private static ValueCodes ofNumbers(Frame frame, int column) {
            LongCodes codes = LongCodes.hashed();
            int[] numbers = new int[frame.size()];
            for (Frame.Cursor row = frame.cursor(); row.next(); ) {
                numbers[row.position()] = codes.codeOf(Double.doubleToLongBits(row.number(column) + 0.0));
            }
            return new ValueCodes(numbers, codes.count());
        }

        private static ValueCodes ofIntegers(Frame frame, int column) {
            long least = Long.MAX_VALUE;
            long most = Long.MIN_VALUE;
            for (Frame.Cursor row = frame.cursor(); row.next(); ) {
                least = Math.min(least, row.integer(column));
                most = Math.max(most, row.integer(column));
            }
            // A missing value is the smallest there is, so that the difference overflows: then it is negative.
            boolean isDense = most - least >= 0 && most - least < Math.max(SMALL_TABLE, 2L * frame.size());
            LongCodes codes = isDense ? LongCodes.within(least, most) : LongCodes.hashed();
            int[] numbers = new int[frame.size()];
            for (Frame.Cursor row = frame.cursor(); row.next(); ) {
                numbers[row.position()] = codes.codeOf(row.integer(column));
            }
            return new ValueCodes(numbers, codes.count());
        }
    }
}
