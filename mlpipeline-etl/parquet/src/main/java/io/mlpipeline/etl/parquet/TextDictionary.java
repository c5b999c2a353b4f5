package io.mlpipeline.etl.parquet;

import java.util.Arrays;

/** Numbers distinct texts in the order in which they come, up to a limit. Not thread-safe. */
final class TextDictionary {
    private final int most;
    private int[] slots = new int[1 << 10];
    private String[] values = new String[1 << 9];
    private int size;

    TextDictionary(int most) {
        this.most = most;
    }

    /** The number of a value, from 0; -1 if it is new and there is no room. */
    int idOf(String value) {
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
        slots[slot] = ++size;
        return size - 1;
    }

    private int slotOf(String value) {
        int mask = slots.length - 1;
        int hash = value.hashCode() * 0x9E3779B9;
        int slot = (hash >>> 8) & mask;
        while (slots[slot] != 0 && !values[slots[slot] - 1].equals(value)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        values = Arrays.copyOf(values, 2 * values.length);
        slots = new int[2 * slots.length];
        for (int id = 0; id < size; id++) {
            slots[slotOf(values[id])] = id + 1;
        }
    }

    int size() {
        return size;
    }

    String value(int id) {
        return values[id];
    }
}
