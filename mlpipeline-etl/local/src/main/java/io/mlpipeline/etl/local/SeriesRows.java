package io.mlpipeline.etl.local;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Moves over the rows of one part, series by series and in the order of time; the same row object again and again. */
final class SeriesRows implements Iterator<Row> {
    private final Frame.Cursor cursor;
    private final int[] order;
    private int next;

    private SeriesRows(Frame.Cursor cursor, int[] order) {
        this.cursor = cursor;
        this.order = order;
    }

    static SeriesRows of(Frame rows, SeriesParts parts, int part, String time) {
        // Series and row in one long: sorting those is stable and makes no objects.
        long[] sorted = Arrays.stream(parts.rowsOf(part))
                .mapToLong(row -> (long) parts.seriesOf(row) << Integer.SIZE | row)
                .sorted()
                .toArray();
        int[] order = Arrays.stream(sorted).mapToInt(each -> (int) each).toArray();
        SeriesRows found = new SeriesRows(rows.cursor(), order);
        found.sortByTime(parts, rows.schema().indexOf(time));
        return found;
    }

    private void sortByTime(SeriesParts parts, int time) {
        int begin = 0;
        while (begin < order.length) {
            int end = begin + 1;
            boolean ascends = true;
            while (end < order.length && parts.seriesOf(order[end]) == parts.seriesOf(order[begin])) {
                ascends &= time(order[end - 1], time) <= time(order[end], time);
                end++;
            }
            if (!ascends) { // exports are in the order of time more often than not
                sortByTime(begin, end, time);
            }
            begin = end;
        }
    }

    private void sortByTime(int begin, int end, int time) {
        int[] sorted = Arrays.stream(order, begin, end)
                .boxed()
                .sorted(Comparator.comparingLong(row -> time(row, time)))
                .mapToInt(Integer::intValue)
                .toArray();
        System.arraycopy(sorted, 0, order, begin, sorted.length);
    }

    private long time(int row, int time) {
        return cursor.moveTo(row).integer(time);
    }

    @Override
    public boolean hasNext() {
        return next < order.length;
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return cursor.moveTo(order[next++]);
    }
}
