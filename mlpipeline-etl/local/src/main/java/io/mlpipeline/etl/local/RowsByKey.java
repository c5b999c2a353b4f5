package io.mlpipeline.etl.local;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.etl.features.series.KeyGroups;
import io.mlpipeline.etl.features.series.KeyOrder;
import io.mlpipeline.etl.features.series.RowOrder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;

/** The rows of a frame by key, keys in their order and the rows of a key in the order of time, in parts of similar size. */
final class RowsByKey {
    private static final int ROWS_A_PART = 1 << 15;

    private final Frame rows;
    private final KeyOrder order;
    private final long[] times;
    private final int[] parts;

    private RowsByKey(Frame rows, KeyOrder order, long[] times) {
        this.rows = rows;
        this.order = order;
        this.times = times;
        this.parts = order.parts(ROWS_A_PART);
    }

    /** Without keys all rows have one. */
    static RowsByKey of(Frame rows, List<String> keys, String time) {
        int[] groups = KeyGroups.of(rows, keys, row -> true);
        int count = Arrays.stream(groups).max().orElse(KeyGroups.NONE) + 1;
        if (!keys.isEmpty()) {
            int[] ranks = ranks(rows, keys, firsts(groups, count));
            Arrays.setAll(groups, row -> ranks[groups[row]]);
        }
        return new RowsByKey(rows, KeyOrder.of(groups, count), times(rows, time));
    }

    /** The first row of each group; groups are numbered as they begin. */
    private static int[] firsts(int[] groups, int count) {
        int[] firsts = new int[count];
        int begun = 0;
        for (int row = 0; row < groups.length; row++) {
            if (groups[row] == begun) {
                firsts[begun++] = row;
            }
        }
        return firsts;
    }

    /** The place of each group in the order of the keys. */
    private static int[] ranks(Frame rows, List<String> keys, int[] firsts) {
        Frame.Cursor left = rows.cursor();
        Frame.Cursor right = rows.cursor();
        Comparator<Row> order = RowOrder.by(keys.toArray(String[]::new)).comparator(rows.schema());
        int[] sorted = IntStream.range(0, firsts.length)
                .boxed()
                .sorted((a, b) -> order.compare(left.moveTo(firsts[a]), right.moveTo(firsts[b])))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] ranks = new int[firsts.length];
        for (int rank = 0; rank < sorted.length; rank++) {
            ranks[sorted[rank]] = rank;
        }
        return ranks;
    }

    private static long[] times(Frame rows, String time) {
        int column = rows.schema().indexOf(time);
        long[] times = new long[rows.size()];
        for (Frame.Cursor row = rows.cursor(); row.next(); ) {
            times[row.position()] = row.integer(column);
        }
        return times;
    }

    int parts() {
        return parts.length - 1;
    }

    /** Moves over the rows of a part. */
    Part part(int part) {
        for (int key = parts[part]; key < parts[part + 1]; key++) {
            order.sort(key, times);
        }
        return new Part(parts[part], order.begin(parts[part + 1]));
    }

    /** The same row object again and again. */
    final class Part implements Iterator<Row> {
        private final Frame.Cursor cursor = rows.cursor();
        private final int end;
        private int key;
        private int next;
        private boolean isFirst;

        private Part(int firstKey, int end) {
            this.key = firstKey;
            this.next = order.begin(firstKey);
            this.end = end;
        }

        @Override
        public boolean hasNext() {
            return next < end;
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            isFirst = next == order.begin(key);
            key += isFirst ? 1 : 0;
            return cursor.moveTo(order.row(next++));
        }

        /** The number of the current row in the frame. */
        int position() {
            return cursor.position();
        }

        /** Whether the current row is the first of its key. */
        boolean isFirst() {
            return isFirst;
        }
    }
}
