package io.mlpipeline.etl.features;

import java.util.Arrays;

/**
 * A series with the positions at which windows over it ended last: rows of a series mostly come in the order of time, so the next
 * position is near. For one thread.
 */
final class SeriesCursor {
    private static final int NEAR = 4;

    private final Series series;
    private int[] positions = new int[0];

    SeriesCursor(Series series) {
        this.series = series;
    }

    Series series() {
        return series;
    }

    /** How many times are at most the given one; each slot remembers its own last answer. */
    int countAtMost(long time, int slot) {
        if (slot >= positions.length) {
            positions = Arrays.copyOf(positions, slot + 8);
        }
        int count = near(time, positions[slot]);
        positions[slot] = count;
        return count;
    }

    private int near(long time, int from) {
        if (from == 0 || series.time(from - 1) <= time) {
            for (int count = from; count <= from + NEAR; count++) {
                if (count == series.size() || series.time(count) > time) {
                    return count;
                }
            }
        }
        return series.countAtMost(time);
    }
}
