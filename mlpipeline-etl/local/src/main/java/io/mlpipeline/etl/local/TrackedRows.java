package io.mlpipeline.etl.local;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import java.util.Arrays;
import java.util.List;

/** Rows on their way through a cleaning: their values, the number that each has in the table, and the steps that changed it. */
final class TrackedRows {
    private static final int ROWS_A_BLOCK = 1 << 15;

    private final Frame frame;
    private final int[] origins;
    private final long[] changed;

    private TrackedRows(Frame frame, int[] origins, long[] changed) {
        this.frame = frame;
        this.origins = origins;
        this.changed = changed;
    }

    static TrackedRows of(Frame frame) {
        int[] origins = new int[frame.size()];
        Arrays.setAll(origins, row -> row);
        return new TrackedRows(frame, origins, new long[frame.size()]);
    }

    static TrackedRows concat(Schema schema, List<TrackedRows> parts) {
        Frame all = Frame.concat(schema, parts.stream().map(part -> part.frame).toList());
        int[] origins = new int[all.size()];
        long[] changed = new long[all.size()];
        int at = 0;
        for (TrackedRows part : parts) {
            System.arraycopy(part.origins, 0, origins, at, part.size());
            System.arraycopy(part.changed, 0, changed, at, part.size());
            at += part.size();
        }
        return new TrackedRows(all, origins, changed);
    }

    Frame frame() {
        return frame;
    }

    int size() {
        return frame.size();
    }

    /** The number of blocks to work on one by one; at least one, so that layouts are checked without rows too. */
    int blocks() {
        return Math.max(1, (size() + ROWS_A_BLOCK - 1) / ROWS_A_BLOCK);
    }

    int begin(int block) {
        return (int) Math.min(size(), (long) block * ROWS_A_BLOCK);
    }

    int origin(int row) {
        return origins[row];
    }

    /** The row's number in the table, from 1. */
    long line(int row) {
        return origins[row] + 1L;
    }

    long changed(int row) {
        return changed[row];
    }

    TrackedRows take(int[] rows) {
        int[] takenOrigins = new int[rows.length];
        long[] takenChanges = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            takenOrigins[i] = origins[rows[i]];
            takenChanges[i] = changed[rows[i]];
        }
        return new TrackedRows(frame.take(rows), takenOrigins, takenChanges);
    }

    /** These rows, whose origins are row numbers of others, in the order and with the origins of those. */
    TrackedRows inOrderOfOrigins(TrackedRows others) {
        int[] order = new int[size()];
        for (int row = 0; row < order.length; row++) {
            order[origins[row]] = row;
        }
        TrackedRows ordered = take(order);
        return new TrackedRows(ordered.frame, others.origins, ordered.changed);
    }

    /** Collects rows. Not thread-safe. */
    static final class Builder {
        private final Frame.Builder frame;
        private int[] origins = new int[64];
        private long[] changed = new long[64];

        Builder(Schema schema) {
            this.frame = Frame.builder(schema);
        }

        void add(Row row, int origin, long steps) {
            int size = frame.size();
            if (size == origins.length) {
                origins = Arrays.copyOf(origins, 2 * size);
                changed = Arrays.copyOf(changed, 2 * size);
            }
            origins[size] = origin;
            changed[size] = steps;
            frame.add(row);
        }

        TrackedRows build() {
            int size = frame.size();
            return new TrackedRows(frame.build(), Arrays.copyOf(origins, size), Arrays.copyOf(changed, size));
        }
    }
}
