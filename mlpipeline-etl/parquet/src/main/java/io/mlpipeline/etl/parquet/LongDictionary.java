package io.mlpipeline.etl.parquet;

import java.util.Arrays;

/** Numbers distinct longs in the order in which they come, up to a limit. Not thread-safe. */
final class LongDictionary {
    private final int most;
    private int[] slots = new int[1 << 10]; // a number from 1, or 0
    private long[] keys =
            new long[1 << 10]; // what each slot holds: a look at the values would be another miss of the cache
    private long[] values = new long[1 << 9];
    private int size;
    private long lastValue;
    private int lastId = -1;

    LongDictionary(int most) {
        this.most = most;
    }

    /** The number of a value, from 0; -1 if it is new and there is no room. */
    int idOf(long value) {
        if (value != lastValue || lastId < 0) { // flags and dates mostly repeat the value before
            lastId = find(value);
            lastValue = value;
        }
        return lastId;
    }

    private int find(long value) {
        int slot = slotOf(value);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        if (size == most) {
            return -1;
        }
        if (2 * (size + 1) > slots.length) {
            grow();
            slot = slotOf(value);
        }
        values[size] = value;
        keys[slot] = value;
        slots[slot] = ++size;
        return size - 1;
    }

    private int slotOf(long value) {
        int mask = slots.length - 1;
        long hash = value * 0x9E3779B97F4A7C15L;
        int slot = (int) (hash >>> 40) & mask;
        while (slots[slot] != 0 && keys[slot] != value) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        values = Arrays.copyOf(values, 2 * values.length);
        slots = new int[2 * slots.length];
        keys = new long[slots.length];
        for (int id = 0; id < size; id++) {
            int slot = slotOf(values[id]);
            keys[slot] = values[id];
            slots[slot] = id + 1;
        }
    }

    int size() {
        return size;
    }

    long value(int id) {
        return values[id];
    }
}
