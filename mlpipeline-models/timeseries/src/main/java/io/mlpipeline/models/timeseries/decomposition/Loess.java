package io.mlpipeline.models.timeseries.decomposition;

/** Locally weighted regression on equally spaced values (Cleveland 1979), with tricube weights. */
final class Loess {
    private static final double NEAR = 0.001;
    private static final double FAR = 0.999;

    private final int window;
    private final boolean linear;

    Loess(int window, boolean linear) {
        this.window = window;
        this.linear = linear;
    }

    /**
     * Smooths at every position of a range that may reach past both ends.
     *
     * @param values the values at positions 0 to length - 1
     * @param weights one for each, not negative
     * @param length how many values there are
     * @param from the first position to smooth at
     * @param out the smoothed values, one for each position
     */
    void smooth(double[] values, double[] weights, int length, int from, double[] out) {
        for (int i = 0; i < out.length; i++) {
            int position = from + i;
            int left = Math.max(0, Math.min(position - window / 2, length - window));
            int right = Math.min(length, left + window) - 1;
            out[i] = at(values, weights, left, right, position, length);
        }
    }

    private double at(double[] values, double[] weights, int left, int right, int position, int length) {
        int beyond = Math.max(0, (window - length) / 2);
        double reach = Math.max(position - left, right - position) + beyond;
        double sum = 0;
        double sumX = 0;
        double sumXX = 0;
        double sumY = 0;
        double sumXY = 0;
        for (int j = left; j <= right; j++) {
            double w = weights[j] * tricube(Math.abs(j - position), reach);
            double x = j - position;
            sum += w;
            sumX += w * x;
            sumXX += w * x * x;
            sumY += w * values[j];
            sumXY += w * x * values[j];
        }
        if (sum <= 0) {
            return values[Math.max(left, Math.min(right, position))];
        }
        double spread = sumXX - sumX * sumX / sum;
        double range = length - 1.0;
        boolean flat = !linear || Math.sqrt(Math.max(0, spread / sum)) <= NEAR * range;
        double slope = flat ? 0 : (sumXY - sumX * sumY / sum) / spread;
        return (sumY - slope * sumX) / sum;
    }

    private static double tricube(double distance, double reach) {
        if (distance <= NEAR * reach) {
            return 1;
        }
        if (distance > FAR * reach) {
            return 0;
        }
        double share = distance / reach;
        double rest = 1 - share * share * share;
        return rest * rest * rest;
    }
}
