package io.mlpipeline.etl.local;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The rows of a frame grouped by equal keys, in one pass over a hash table. Groups are numbered in the order in which they
 * begin. Missing values equal each other, and so do the two zeros.
 */
final class KeyGroups {
    /** The group of a row that was left out. */
    static final int NONE = -1;

    private static final double LARGEST_LOAD = 0.5;

    private final Frame frame;
    private final int[] positions;
    private final ColumnType[] types;
    private final Frame.Cursor leader;
    private int[] table = filled(1 << 10);
    private int[] firsts = new int[64];
    private int[] hashes = new int[64];
    private int count;

    private KeyGroups(Frame frame, List<String> columns) {
        this.frame = frame;
        this.positions = columns.stream().mapToInt(frame.schema()::indexOf).toArray();
        this.types = Arrays.stream(positions)
                .mapToObj(position -> frame.schema().column(position).type())
                .toArray(ColumnType[]::new);
        this.leader = frame.cursor();
    }

    /** The group of each row, or {@link #NONE} of those left out. */
    static int[] of(Frame frame, List<String> columns, IntPredicate isIncluded) {
        return new KeyGroups(frame, columns).groupAll(isIncluded);
    }

    private int[] groupAll(IntPredicate isIncluded) {
        int[] groups = new int[frame.size()];
        for (Frame.Cursor row = frame.cursor(); row.next(); ) {
            int position = row.position();
            groups[position] = isIncluded.test(position) ? groupOf(row) : NONE;
        }
        return groups;
    }

    private int groupOf(Frame.Cursor row) {
        int hash = hash(row);
        int slot = hash & (table.length - 1);
        while (table[slot] >= 0) {
            int group = table[slot];
            if (hashes[group] == hash && isSame(row, leader.moveTo(firsts[group]))) {
                return group;
            }
            slot = (slot + 1) & (table.length - 1);
        }
        table[slot] = count;
        return begin(row.position(), hash);
    }

    private int begin(int row, int hash) {
        if (count == firsts.length) {
            firsts = Arrays.copyOf(firsts, 2 * count);
            hashes = Arrays.copyOf(hashes, 2 * count);
        }
        firsts[count] = row;
        hashes[count] = hash;
        count++;
        if (count > LARGEST_LOAD * table.length) {
            grow();
        }
        return count - 1;
    }

    private void grow() {
        table = filled(2 * table.length);
        for (int group = 0; group < count; group++) {
            int slot = hashes[group] & (table.length - 1);
            while (table[slot] >= 0) {
                slot = (slot + 1) & (table.length - 1);
            }
            table[slot] = group;
        }
    }

    private static int[] filled(int size) {
        int[] table = new int[size];
        Arrays.fill(table, NONE);
        return table;
    }

    private int hash(Row row) {
        int hash = 0;
        for (int i = 0; i < positions.length; i++) {
            hash = 31 * hash + hash(row, i);
        }
        hash *= 0x9E3779B9; // spreads keys that differ in their low bits only, such as days
        return hash ^ (hash >>> 15);
    }

    private int hash(Row row, int i) {
        return switch (types[i]) {
            case NUMBER -> Double.hashCode(row.number(positions[i]) + 0.0); // one hash for both zeros
            case TEXT ->
                row.isMissing(positions[i]) ? 0 : row.text(positions[i]).hashCode();
            default -> Long.hashCode(row.integer(positions[i]));
        };
    }

    private boolean isSame(Row a, Row b) {
        for (int i = 0; i < positions.length; i++) {
            if (!isSame(a, b, i)) {
                return false;
            }
        }
        return true;
    }

    private boolean isSame(Row a, Row b, int i) {
        int position = positions[i];
        return switch (types[i]) {
            case NUMBER ->
                Double.doubleToLongBits(a.number(position) + 0.0) == Double.doubleToLongBits(b.number(position) + 0.0);
            case TEXT ->
                a.isMissing(position)
                        ? b.isMissing(position)
                        : !b.isMissing(position) && a.text(position).equals(b.text(position));
            default -> a.integer(position) == b.integer(position);
        };
    }
}
