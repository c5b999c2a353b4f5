package io.mlpipeline.models.timeseries.internal;

/** The normal and Student's quantiles and the tails of chi-square and Student's t, to nearly full precision. */
public final class Distributions {
    private static final double LOG_ROOT_TWO_PI = 0.5 * StrictMath.log(2 * Math.PI);
    private static final int MAX_TERMS = 10_000;

    private Distributions() {}

    /**
     * The quantile of the standard normal distribution, by Halley's method on the distribution function.
     *
     * @param probability strictly between 0 and 1
     * @return the value that is not exceeded with that probability
     */
    public static double normalQuantile(double probability) {
        if (probability > 0.5) {
            return -normalQuantile(1 - probability);
        }
        // Rational start in the lower tail (Abramowitz and Stegun 1964, 26.2.23), within 4.5e-4.
        double t = StrictMath.sqrt(-2 * StrictMath.log(probability));
        double x = -(t
                - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))));
        for (int step = 0; step < 4; step++) {
            double error = normalLowerTail(x) - probability;
            double newton = error * StrictMath.exp(LOG_ROOT_TWO_PI + 0.5 * x * x);
            x -= newton / (1 + 0.5 * x * newton);
        }
        return x;
    }

    /**
     * The quantile of Student's distribution.
     *
     * @param probability strictly between 0 and 1
     * @param degreesOfFreedom positive
     * @return the value that is not exceeded with that probability
     */
    public static double studentQuantile(double probability, double degreesOfFreedom) {
        if (probability < 0.5) {
            return -studentQuantile(1 - probability, degreesOfFreedom);
        }
        if (probability == 0.5) {
            return 0;
        }
        double tail = 1 - probability;
        double logConstant = logGamma(0.5 * (degreesOfFreedom + 1))
                - logGamma(0.5 * degreesOfFreedom)
                - 0.5 * StrictMath.log(Math.PI * degreesOfFreedom);
        // The tail is convex, so Newton's steps from below never pass the quantile, and one from above ends below.
        double t = studentStart(normalQuantile(probability), degreesOfFreedom);
        for (int step = 0; step < MAX_TERMS; step++) {
            double density = StrictMath.exp(
                    logConstant - 0.5 * (degreesOfFreedom + 1) * StrictMath.log1p(t * t / degreesOfFreedom));
            double change = (0.5 * studentTails(t, degreesOfFreedom) - tail) / density;
            t += change;
            if (Math.abs(change) <= 1e-14 * t) {
                break;
            }
        }
        return t;
    }

    /** Cornish and Fisher's expansion around the normal quantile z >= 0 (Abramowitz and Stegun 26.7.5), where it can be trusted. */
    private static double studentStart(double z, double degreesOfFreedom) {
        if (degreesOfFreedom < 2 * (1 + z * z)) {
            return z;
        }
        double n = degreesOfFreedom;
        double square = z * z;
        double first = z * (square + 1) / 4;
        double second = z * ((5 * square + 16) * square + 3) / 96;
        double third = z * (((3 * square + 19) * square + 17) * square - 15) / 384;
        return z + first / n + second / (n * n) + third / (n * n * n);
    }

    private static double normalLowerTail(double x) {
        return x <= 0 ? 0.5 * gammaUpperTail(0.5, 0.5 * x * x) : 1 - normalLowerTail(-x);
    }

    /**
     * The probability that a chi-square variable exceeds a value.
     *
     * @param value the value
     * @param degreesOfFreedom positive
     * @return the upper tail, 0 to 1
     */
    public static double chiSquareUpperTail(double value, double degreesOfFreedom) {
        return gammaUpperTail(0.5 * degreesOfFreedom, 0.5 * value);
    }

    /**
     * The probability that a variable of Student's t distribution is farther from 0 than a value, on either side.
     *
     * @param value the value
     * @param degreesOfFreedom positive
     * @return both tails, 0 to 1
     */
    public static double studentTails(double value, double degreesOfFreedom) {
        double square = value * value;
        return betaLowerTail(0.5 * degreesOfFreedom, 0.5, degreesOfFreedom / (degreesOfFreedom + square));
    }

    /** The regularised incomplete beta function (DLMF 8.17.22), by symmetry where its fraction converges faster (8.17.4). */
    private static double betaLowerTail(double a, double b, double x) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        if (x > (a + 1) / (a + b + 2)) {
            return 1 - betaLowerTail(b, a, 1 - x);
        }
        double front = logGamma(a + b) - logGamma(a) - logGamma(b) + a * StrictMath.log(x) + b * StrictMath.log1p(-x);
        return StrictMath.exp(front) / (a * betaFraction(a, b, x));
    }

    /** The continued fraction, by Lentz's evaluation. */
    private static double betaFraction(double a, double b, double x) {
        double fraction = 1;
        double c = 1;
        double d = 0;
        for (int n = 1; n < MAX_TERMS; n++) {
            int m = n / 2;
            double term = n % 2 == 0
                    ? m * (b - m) * x / ((a + 2.0 * m - 1) * (a + 2.0 * m))
                    : -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1));
            d = 1 / (1 + term * d);
            c = 1 + term / c;
            fraction *= c * d;
            if (Math.abs(c * d - 1) < 1e-16) {
                break;
            }
        }
        return fraction;
    }

    /** The regularised upper incomplete gamma function (DLMF 8.11.4 below a + 1, the continued fraction 8.9.2 above). */
    private static double gammaUpperTail(double a, double x) {
        if (x <= 0) {
            return 1;
        }
        double front = StrictMath.exp(a * StrictMath.log(x) - x - logGamma(a));
        return x < a + 1 ? 1 - front * lowerSeries(a, x) : front * upperFraction(a, x);
    }

    private static double lowerSeries(double a, double x) {
        double term = 1 / a;
        double sum = term;
        for (int n = 1; n < MAX_TERMS && term > sum * 1e-17; n++) {
            term *= x / (a + n);
            sum += term;
        }
        return sum;
    }

    /** Lentz's evaluation of the continued fraction. */
    private static double upperFraction(double a, double x) {
        double b = x + 1 - a;
        double c = 1e300;
        double d = 1 / b;
        double fraction = d;
        for (int n = 1; n < MAX_TERMS; n++) {
            double an = -n * (n - a);
            b += 2;
            d = 1 / (an * d + b);
            c = b + an / c;
            double factor = c * d;
            fraction *= factor;
            if (Math.abs(factor - 1) < 1e-16) {
                break;
            }
        }
        return fraction;
    }

    /** Stirling's series after the argument was raised above 15 by recurrence. */
    private static double logGamma(double a) {
        double shift = 0;
        double z = a;
        while (z < 15) {
            shift -= StrictMath.log(z);
            z += 1;
        }
        double inverse = 1 / (z * z);
        double series =
                (1.0 / 12 - inverse * (1.0 / 360 - inverse * (1.0 / 1260 - inverse * (1.0 / 1680 - inverse / 1188))))
                        / z;
        return shift + (z - 0.5) * StrictMath.log(z) - z + LOG_ROOT_TWO_PI + series;
    }
}
