package io.mlpipeline.etl.local;

import java.util.Arrays;
import java.util.Comparator;

/** Row numbers ordered by key, those without a key last; within a key in the order of the rows until they are sorted. */
final class KeyOrder {
    private final int[] order;
    private final int[] begins;

    private KeyOrder(int[] order, int[] begins) {
        this.order = order;
        this.begins = begins;
    }

    /**
     * Orders by counting.
     *
     * @param groups the key of each row or {@link KeyGroups#NONE}
     * @param keys the number of keys
     */
    static KeyOrder of(int[] groups, int keys) {
        int[] begins = new int[keys + 2];
        for (int group : groups) {
            begins[bucket(group, keys) + 1]++;
        }
        for (int key = 0; key <= keys; key++) {
            begins[key + 1] += begins[key];
        }
        int[] next = begins.clone();
        int[] order = new int[groups.length];
        for (int row = 0; row < groups.length; row++) {
            order[next[bucket(groups[row], keys)]++] = row;
        }
        return new KeyOrder(order, begins);
    }

    private static int bucket(int group, int keys) {
        return group == KeyGroups.NONE ? keys : group;
    }

    /** The first position of a key; the number of keys stands for rows without one. */
    int begin(int key) {
        return begins[key];
    }

    int size(int key) {
        return begins[key + 1] - begins[key];
    }

    int row(int position) {
        return order[position];
    }

    /** Sorts the rows of a key by time, equal ones in the order of the rows; keys may be sorted by several threads at once. */
    void sort(int key, long[] times) {
        int begin = begins[key];
        int end = begins[key + 1];
        for (int i = begin + 1; i < end; i++) {
            if (times[order[i - 1]] > times[order[i]]) {
                int[] sorted = Arrays.stream(order, begin, end)
                        .boxed()
                        .sorted(Comparator.comparingLong(row -> times[row]))
                        .mapToInt(Integer::intValue)
                        .toArray();
                System.arraycopy(sorted, 0, order, begin, sorted.length);
                return;
            }
        }
    }
}
