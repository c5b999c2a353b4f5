package io.mlpipeline.models.timeseries.smoothing;

/**
 * The one-step form of the Theta method (Fiorucci et al. 2016, equations 9 to 11).
 *
 * @param intercept of the trend line, at step 0, the step before the first
 * @param slope of the trend line
 * @param alpha the smoothing parameter
 * @param theta the stretching of the curvature
 * @param initial the level before the first value
 */
record ThetaModel(double intercept, double slope, double alpha, double theta, double initial) {

    /** The intercept at step 0 and the slope of the least squares line, the first value being step 1. */
    static double[] line(double[] values) {
        double n = 0;
        double st = 0;
        double sy = 0;
        double stt = 0;
        double sty = 0;
        for (int t = 1; t <= values.length; t++) {
            double value = values[t - 1];
            if (!Double.isNaN(value)) {
                n++;
                st += t;
                sy += value;
                stt += (double) t * t;
                sty += t * value;
            }
        }
        double slope = (sty - st * sy / n) / (stt - st * st / n);
        return new double[] {(sy - slope * st) / n, slope};
    }

    static double first(double[] values) {
        int t = 0;
        while (Double.isNaN(values[t])) {
            t++;
        }
        return values[t];
    }

    /** The typical distance of the values from the first. */
    static double scale(double[] values) {
        double first = first(values);
        double squares = 0;
        int count = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                squares += (value - first) * (value - first);
                count++;
            }
        }
        return Math.sqrt(squares / count);
    }

    /** The mean a number of steps after the end, given the level there and how many steps were seen. */
    double mean(double level, int seen, int ahead) {
        double faded = Math.pow(1 - alpha, seen);
        double line = faded * intercept + (ahead - 1 + (1 - faded * (1 - alpha)) / alpha) * slope;
        return level + (1 - 1 / theta) * line;
    }

    /** One-step errors of the present values. */
    boolean errors(double[] values, double[] out) {
        double level = initial;
        double faded = 1;
        int next = 0;
        for (double value : values) {
            double line = faded * intercept + (1 - faded * (1 - alpha)) / alpha * slope;
            if (!Double.isNaN(value)) {
                out[next++] = value - level - (1 - 1 / theta) * line;
                level += alpha * (value - level);
            }
            faded *= 1 - alpha;
        }
        return true;
    }

    /** The level after more values. */
    double level(double[] values, double before) {
        double level = before;
        for (double value : values) {
            level += Double.isNaN(value) ? 0 : alpha * (value - level);
        }
        return level;
    }
}
