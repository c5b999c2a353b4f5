package io.mlpipeline.etl.features.series;

import java.util.Arrays;

/**
 * Row numbers ordered by key, those without a key last; within a key in the order of the rows until they are sorted. Different keys
 * may be sorted and read by several threads at once.
 */
public final class KeyOrder {
    private final int[] order;
    private final int[] begins;

    private KeyOrder(int[] order, int[] begins) {
        this.order = order;
        this.begins = begins;
    }

    /**
     * Orders by counting.
     *
     * @param groups the key of each row, 0 to {@code keys - 1}, or {@link KeyGroups#NONE}
     * @param keys the number of keys
     * @return an order
     */
    public static KeyOrder of(int[] groups, int keys) {
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

    /**
     * The number of keys.
     *
     * @return 0 or more
     */
    public int keys() {
        return begins.length - 2;
    }

    /**
     * The first position of a key.
     *
     * @param key 0 to {@code keys()}, which stands for rows without a key; or {@code keys() + 1} for the end of all
     * @return a position for {@link #row}
     */
    public int begin(int key) {
        return begins[key];
    }

    /**
     * The number of a key's rows.
     *
     * @param key 0 to {@code keys()}
     * @return 0 or more
     */
    public int size(int key) {
        return begins[key + 1] - begins[key];
    }

    /**
     * The row at a position.
     *
     * @param position 0 or more
     * @return a row number
     */
    public int row(int position) {
        return order[position];
    }

    /**
     * Sorts the rows of a key by time, equal ones in the order of the rows.
     *
     * @param key 0 to {@code keys()}
     * @param times the time of each row
     */
    public void sort(int key, long[] times) {
        int begin = begins[key];
        int end = begins[key + 1];
        for (int i = begin + 1; i < end; i++) {
            if (times[order[i - 1]] > times[order[i]]) {
                sort(begin, end, times);
                return;
            }
        }
    }

    private void sort(int begin, int end, long[] times) {
        int[] sorted = Arrays.copyOfRange(order, begin, end);
        mergeSort(sorted, Arrays.copyOfRange(order, begin, end), 0, sorted.length, times);
        System.arraycopy(sorted, 0, order, begin, sorted.length);
    }

    /** Merges from the second array into the first, which hold the same in this range; primitive, for there are many. */
    private static void mergeSort(int[] into, int[] from, int begin, int end, long[] times) {
        if (end - begin < 2) {
            return;
        }
        int middle = (begin + end) >>> 1;
        mergeSort(from, into, begin, middle, times);
        mergeSort(from, into, middle, end, times);
        int left = begin;
        int right = middle;
        for (int i = begin; i < end; i++) {
            boolean takesLeft = right >= end || (left < middle && times[from[left]] <= times[from[right]]);
            into[i] = takesLeft ? from[left++] : from[right++];
        }
    }

    /**
     * Cuts the keys into parts of similar size, which follow from the rows alone.
     *
     * @param rowsAPart how many rows a part should have; it has more if one key has more
     * @return the first key of each part, then the end of all: the number of keys, plus one if rows without a key follow
     */
    public int[] parts(int rowsAPart) {
        int ends = size(keys()) > 0 ? keys() + 1 : keys();
        int[] parts = new int[ends + 1];
        int count = Math.min(1, ends);
        for (int key = 1; key < ends; key++) {
            if (begins[key + 1] - begins[parts[count - 1]] > rowsAPart) {
                parts[count++] = key;
            }
        }
        parts[count] = ends;
        return Arrays.copyOf(parts, count + 1);
    }
}
