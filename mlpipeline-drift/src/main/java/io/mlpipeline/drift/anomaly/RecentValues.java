package io.mlpipeline.drift.anomaly;

/** The mean and spread of the last values of a stream. */
final class RecentValues {
    private static final double ROUNDING = 1e-12;

    private final double[] ring;
    private int size;
    private int next;
    private double sum;
    private double squares;

    RecentValues(int capacity) {
        this.ring = new double[capacity];
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size == ring.length;
    }

    /** The value that leaves when the next one comes; only of a full window. */
    double oldest() {
        return ring[next];
    }

    void add(double value) {
        if (isFull()) {
            double leaving = ring[next];
            sum -= leaving;
            squares -= leaving * leaving;
        } else {
            size++;
        }
        ring[next] = value;
        sum += value;
        squares += value * value;
        next++;
        if (next == ring.length) {
            next = 0;
            sumAnew();
        }
    }

    /** Once a round, so that what rounding leaves behind cannot grow. */
    private void sumAnew() {
        sum = 0;
        squares = 0;
        for (double value : ring) {
            sum += value;
            squares += value * value;
        }
    }

    double mean() {
        return sum / size;
    }

    /** The distance of a number from the mean, without what rounding leaves; 0 of an empty window. */
    double distance(double value) {
        if (size == 0) {
            return 0;
        }
        double mean = mean();
        double distance = Math.abs(value - mean);
        return distance <= ROUNDING * (Math.abs(value) + Math.abs(mean)) ? 0 : distance;
    }

    /** The population's standard deviation. Exact enough for a window, whose values are passed relative to its stream's level. */
    double deviation() {
        double mean = mean();
        return Math.sqrt(Math.max(0, squares / size - mean * mean));
    }

    void clear() {
        size = 0;
        next = 0;
        sum = 0;
        squares = 0;
    }
}
