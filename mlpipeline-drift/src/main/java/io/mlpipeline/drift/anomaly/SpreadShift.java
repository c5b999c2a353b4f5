package io.mlpipeline.drift.anomaly;

/** How far the logarithm of the latest values' standard deviation lies from its mean over the time before. */
final class SpreadShift {
    /** The spread, as a share of the whole stream's, below which no difference is made: a constant has no logarithm. */
    private static final double FLOOR = 1e-3;

    private final RecentValues latest;
    private final RecentValues delay;
    private final RecentValues before;
    private long count;
    private double mean;
    private double squares;

    SpreadShift(int latest, int before) {
        this.latest = new RecentValues(latest);
        this.delay = new RecentValues(latest);
        this.before = new RecentValues(before);
    }

    /** Takes a value; returns the distance of the logarithms, 0 while there is nothing to compare with. */
    double add(double value) {
        latest.add(value);
        double spread = Math.log(latest.deviation() + FLOOR * spreadOfAll(value) + Double.MIN_NORMAL);
        if (delay.isFull()) {
            before.add(delay.oldest());
        }
        delay.add(spread);
        return before.distance(spread);
    }

    /** Welford's running standard deviation. */
    private double spreadOfAll(double value) {
        count++;
        double step = value - mean;
        mean += step / count;
        squares += step * (value - mean);
        return Math.sqrt(squares / count);
    }

    void clear() {
        latest.clear();
        delay.clear();
        before.clear();
        count = 0;
        mean = 0;
        squares = 0;
    }
}
