package io.mlpipeline.etl.features.series;

import java.util.Arrays;

/** Numbers distinct longs in the order in which they first appear: from a table if they lie close together, else by hashing. */
final class LongCodes {
    private static final int NONE = -1;
    private static final double LARGEST_LOAD = 0.5;

    private final boolean hashed;
    private final long least;
    private int[] table;
    private long[] values;
    private int count;

    private LongCodes(boolean hashed, long least, int size) {
        this.hashed = hashed;
        this.least = least;
        this.table = empty(size);
        this.values = new long[hashed ? 64 : 0];
    }

    /** For longs in a range, whose size the table has. */
    static LongCodes within(long least, long most) {
        return new LongCodes(false, least, Math.toIntExact(most - least + 1));
    }

    /** For any longs. */
    static LongCodes hashed() {
        return new LongCodes(true, 0, 1 << 10);
    }

    int codeOf(long value) {
        int slot = hashed ? slotOf(value) : (int) (value - least);
        int code = table[slot];
        return code == NONE ? begin(value, slot) : code;
    }

    /** How many distinct longs there were. */
    int count() {
        return count;
    }

    private int slotOf(long value) {
        int mask = table.length - 1;
        int slot = hash(value) & mask;
        while (table[slot] != NONE && values[table[slot]] != value) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private int begin(long value, int slot) {
        table[slot] = count;
        if (hashed) {
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            values[count] = value;
        }
        count++;
        if (hashed && count > LARGEST_LOAD * table.length) {
            grow();
        }
        return count - 1;
    }

    private void grow() {
        table = empty(2 * table.length);
        for (int code = 0; code < count; code++) {
            table[slotOf(values[code])] = code;
        }
    }

    private static int hash(long value) {
        long mixed = value * 0x9E3779B97F4A7C15L; // spreads values that differ in their low or high bits only
        return (int) (mixed ^ (mixed >>> 32));
    }

    private static int[] empty(int size) {
        int[] table = new int[size];
        Arrays.fill(table, NONE);
        return table;
    }
}
