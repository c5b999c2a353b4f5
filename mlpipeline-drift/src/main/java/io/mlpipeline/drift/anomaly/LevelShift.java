package io.mlpipeline.drift.anomaly;

/** How far the mean of the latest values lies from that of the values before them. */
final class LevelShift {
    private final RecentValues latest;
    private final RecentValues before;

    LevelShift(int latest, int before) {
        this.latest = new RecentValues(latest);
        this.before = new RecentValues(before);
    }

    /** Takes a value; returns the distance of the means, 0 while there is nothing to compare with. */
    double add(double value) {
        if (latest.isFull()) {
            before.add(latest.oldest());
        }
        latest.add(value);
        return before.distance(latest.mean());
    }

    void clear() {
        latest.clear();
        before.clear();
    }
}
