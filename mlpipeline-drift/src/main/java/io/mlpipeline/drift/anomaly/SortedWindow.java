package io.mlpipeline.drift.anomaly;

import java.util.Arrays;

/** The last values of a stream, in order of size. Adding costs a binary search and the moving of part of the window. */
final class SortedWindow {
    private final double[] arrival;
    private final double[] sorted;
    private int size;
    private int oldest;

    SortedWindow(int capacity) {
        this.arrival = new double[capacity];
        this.sorted = new double[capacity];
    }

    int size() {
        return size;
    }

    /** The value of a rank, 0 for the smallest. */
    double at(int rank) {
        return sorted[rank];
    }

    /** Adds a value; the oldest leaves when the window is full. */
    void add(double value) {
        if (size == arrival.length) {
            remove(arrival[oldest]);
        }
        int place = rankOf(value);
        System.arraycopy(sorted, place, sorted, place + 1, size - place);
        sorted[place] = value;
        size++;
        arrival[oldest] = value;
        oldest = (oldest + 1) % arrival.length;
    }

    private void remove(double value) {
        int place = rankOf(value);
        System.arraycopy(sorted, place + 1, sorted, place, size - place - 1);
        size--;
    }

    private int rankOf(double value) {
        int place = Arrays.binarySearch(sorted, 0, size, value);
        return place < 0 ? -place - 1 : place;
    }

    /** A quantile, interpolated between neighbours (type 7 of Hyndman and Fan); NaN of an empty window. */
    double quantile(double share) {
        if (size == 0) {
            return Double.NaN;
        }
        double position = share * (size - 1);
        int below = (int) position;
        int above = Math.min(below + 1, size - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /** The median of the distances from a centre that lies among the values: two runs outwards, nearest first. */
    double medianDistance(double centre) {
        int above = rankOf(centre);
        int below = above - 1;
        double last = 0;
        double distance = 0;
        for (int taken = 0; taken <= size / 2; taken++) {
            last = distance;
            double up = above < size ? sorted[above] - centre : Double.POSITIVE_INFINITY;
            double down = below >= 0 ? centre - sorted[below] : Double.POSITIVE_INFINITY;
            distance = Math.min(up, down);
            above += up <= down ? 1 : 0;
            below -= up <= down ? 0 : 1;
        }
        return size % 2 == 1 ? distance : (last + distance) / 2;
    }

    void clear() {
        size = 0;
        oldest = 0;
    }
}
