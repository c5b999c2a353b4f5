package io.mlpipeline.models.timeseries.internal;

/** Which of some past errors bounds the next with a probability, whatever their distribution (split conformal prediction). */
public final class ConformalRank {
    private ConformalRank() {}

    /**
     * The rank ceil((count + 1) level).
     *
     * @param level the probability
     * @param count how many errors there are
     * @return the rank from 1; above {@code count} where the level needs more of them
     */
    public static int of(double level, int count) {
        // A product that should be whole comes out a trace above it.
        return (int) Math.ceil((count + 1) * level - 1e-9);
    }
}
