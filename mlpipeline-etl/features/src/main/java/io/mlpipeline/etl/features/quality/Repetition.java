package io.mlpipeline.etl.features.quality;

import java.io.Serializable;
import java.util.Arrays;

/** Whether a number stands twice among many. Holds 8 bytes a number until it does, then nothing. Mergeable; not thread-safe. */
final class Repetition implements Serializable {
    private static final long serialVersionUID = 1L;

    private long[] values = new long[64];
    private int size;
    private boolean isFound;

    void add(long value) {
        if (isFound) {
            return;
        }
        if (size == values.length) {
            look(); // each time the memory would double, so the work is that of sorting once
            values = isFound ? values : Arrays.copyOf(values, Math.multiplyExact(2, size));
        }
        if (!isFound) {
            values[size++] = value;
        }
    }

    void merge(Repetition other) {
        if (other.isFound) {
            found();
        }
        for (int i = 0; i < other.size && !isFound; i++) {
            add(other.values[i]);
        }
    }

    boolean isFound() {
        look();
        return isFound;
    }

    private void look() {
        Arrays.sort(values, 0, size);
        for (int i = 1; i < size; i++) {
            if (values[i] == values[i - 1]) {
                found();
                return;
            }
        }
    }

    private void found() {
        isFound = true;
        values = new long[0];
        size = 0;
    }
}
