package io.mlpipeline.drift.statistics;

/** Distances between two rows of counts over the same cells. */
public final class Distances {
    private Distances() {}

    /**
     * The population stability index: the sum over all cells of the difference of the shares times the logarithm of their ratio.
     *
     * <p>Half a member is added to every cell of both rows, so that an empty cell weighs what so few members can tell instead of
     * making the index infinite.
     *
     * @param reference the reference's count in each cell
     * @param current the current count in each cell
     * @return 0 or more
     * @throws IllegalArgumentException if the rows differ in length or a count is negative
     */
    public static double populationStability(long[] reference, long[] current) {
        Counts.requirePair(reference, current);
        double n = Counts.sum(reference) + 0.5 * reference.length;
        double m = Counts.sum(current) + 0.5 * current.length;
        double sum = 0;
        for (int i = 0; i < reference.length; i++) {
            double p = (reference[i] + 0.5) / n;
            double q = (current[i] + 0.5) / m;
            sum += (q - p) * Math.log(q / p);
        }
        return sum;
    }

    /**
     * The total variation: half the sum over all cells of the absolute difference of the shares, which is the share of members that
     * would have to change their cell.
     *
     * @param reference the reference's count in each cell
     * @param current the current count in each cell
     * @return 0 to 1; 0 if a row is empty
     * @throws IllegalArgumentException if the rows differ in length or a count is negative
     */
    public static double totalVariation(long[] reference, long[] current) {
        Counts.requirePair(reference, current);
        double n = Counts.sum(reference);
        double m = Counts.sum(current);
        if (n == 0 || m == 0) {
            return 0;
        }
        double sum = 0;
        for (int i = 0; i < reference.length; i++) {
            sum += Math.abs(reference[i] / n - current[i] / m);
        }
        return Math.min(1, sum / 2);
    }
}
