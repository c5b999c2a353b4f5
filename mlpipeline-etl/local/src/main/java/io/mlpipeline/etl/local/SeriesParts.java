package io.mlpipeline.etl.local;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.etl.features.series.RowOrder;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of a frame in parts of similar size that each hold whole series.
 *
 * <p>The parts follow from the rows alone, not from the number of threads, and so do the results and the first error.
 */
final class SeriesParts {
    private static final int ROWS_A_PART = 1 << 15;

    private final int[] series;
    private final int[] partOf;
    private final int[][] rowsOf;

    private SeriesParts(int[] series) {
        this.series = series;
        this.partOf = partOf(series);
        this.rowsOf = rowsOf(partOf);
    }

    /** Whole series, those that begin first in the first part; without keys all rows are one series. */
    static SeriesParts of(Frame rows, List<String> keys) {
        return new SeriesParts(series(rows, keys));
    }

    /** Whole series in the order of their keys. */
    static SeriesParts inOrderOfKeys(Frame rows, List<String> keys) {
        if (keys.isEmpty()) {
            return of(rows, keys);
        }
        Frame all = rows.select(keys);
        RowOrder order = RowOrder.by(keys.toArray(String[]::new));
        Frame sorted = order.sort(all.take(firsts(series(all, keys))));
        // Series are numbered as they begin; so with one row of each put before, they are numbered in order.
        int[] series = series(Frames.concat(all.schema(), List.of(sorted, all)), keys);
        return new SeriesParts(Arrays.copyOfRange(series, sorted.size(), series.length));
    }

    /** Rows that form no series. */
    static SeriesParts ofRows(Frame rows) {
        int[] blocks = new int[rows.size()];
        Arrays.setAll(blocks, row -> row / ROWS_A_PART);
        return new SeriesParts(blocks);
    }

    private static int[] series(Frame rows, List<String> keys) {
        return keys.isEmpty() ? new int[rows.size()] : KeyGroups.of(rows, keys, row -> true);
    }

    private static int[] firsts(int[] series) {
        int[] firsts = new int[count(series)];
        int begun = 0;
        for (int row = 0; row < series.length; row++) {
            if (series[row] == begun) {
                firsts[begun++] = row;
            }
        }
        return firsts;
    }

    private static int count(int[] numbers) {
        return Arrays.stream(numbers).max().orElse(0) + 1;
    }

    private static int[] partOf(int[] series) {
        int[] partOfSeries = divide(sizes(series));
        int[] partOf = new int[series.length];
        Arrays.setAll(partOf, row -> partOfSeries[series[row]]);
        return partOf;
    }

    private static int[] sizes(int[] numbers) {
        int[] sizes = new int[count(numbers)];
        for (int each : numbers) {
            sizes[each]++;
        }
        return sizes;
    }

    private static int[] divide(int[] sizes) {
        int[] parts = new int[sizes.length];
        int part = 0;
        int filled = 0;
        for (int each = 0; each < sizes.length; each++) {
            if (filled > 0 && filled + sizes[each] > ROWS_A_PART) {
                part++;
                filled = 0;
            }
            parts[each] = part;
            filled += sizes[each];
        }
        return parts;
    }

    private static int[][] rowsOf(int[] partOf) {
        int[] sizes = sizes(partOf);
        int[][] rows = new int[sizes.length][];
        Arrays.setAll(rows, part -> new int[sizes[part]]);
        int[] filled = new int[sizes.length];
        for (int row = 0; row < partOf.length; row++) {
            rows[partOf[row]][filled[partOf[row]]++] = row;
        }
        return rows;
    }

    /** How many parts there are, at least one. */
    int count() {
        return rowsOf.length;
    }

    /** The part of each row. */
    int[] partOf() {
        return partOf;
    }

    /** The rows of a part, ascending. */
    int[] rowsOf(int part) {
        return rowsOf[part];
    }

    /** The series of each row. */
    int seriesOf(int row) {
        return series[row];
    }
}
