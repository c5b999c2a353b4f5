package io.mlpipeline.api.profile;

import java.io.Serializable;

/** Counts by a long key, without boxing: an open-addressing hash table. */
final class LongCounts implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Receives one entry. */
    interface Visitor {
        void visit(long key, long count);
    }

    private long[] keys = new long[64];
    private long[] counts = new long[64];
    private int size;

    int size() {
        return size;
    }

    void add(long key, long count) {
        int slot = slotOf(key);
        if (counts[slot] == 0) {
            keys[slot] = key;
            size++;
        }
        counts[slot] += count;
        if (2 * size > keys.length) {
            grow();
        }
    }

    long get(long key) {
        return counts[slotOf(key)];
    }

    void forEach(Visitor visitor) {
        for (int i = 0; i < keys.length; i++) {
            if (counts[i] != 0) {
                visitor.visit(keys[i], counts[i]);
            }
        }
    }

    private int slotOf(long key) {
        int mask = keys.length - 1;
        long mixed = key * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed >>> 32 ^ mixed >>> 52) & mask;
        while (counts[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldCounts = counts;
        keys = new long[2 * oldKeys.length];
        counts = new long[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldCounts[i] != 0) {
                int slot = slotOf(oldKeys[i]);
                keys[slot] = oldKeys[i];
                counts[slot] = oldCounts[i];
            }
        }
    }
}
