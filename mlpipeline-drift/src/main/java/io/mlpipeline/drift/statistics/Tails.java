package io.mlpipeline.drift.statistics;

import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.special.Gamma;

/**
 * Upper tail probabilities, accurate in relative terms however small they are.
 *
 * <p>{@code 1 - cumulativeProbability(x)} of commons-math3 would lose every digit below 1e-16; its special functions do not.
 */
final class Tails {
    private static final double PRECISION = 1e-15;
    private static final int ITERATIONS = 100_000;

    private Tails() {}

    /** P(|Z| >= |z|) of a standard normal Z. */
    static double normalTwoSided(double z) {
        return atMostOne(Erf.erfc(Math.abs(z) / Math.sqrt(2)));
    }

    /** P(X >= x) of a chi-square distribution; degrees of freedom need not be whole. */
    static double chiSquare(double x, double degreesOfFreedom) {
        return gamma(x / 2, degreesOfFreedom / 2);
    }

    /** P(X >= x) of a gamma distribution with scale 1. */
    static double gamma(double x, double shape) {
        if (x <= 0) {
            return 1;
        }
        if (Double.isInfinite(x)) {
            return 0;
        }
        return atMostOne(Gamma.regularizedGammaQ(shape, x, PRECISION, ITERATIONS));
    }

    /** P(|T| >= |t|) of Student's distribution; degrees of freedom need not be whole. */
    static double studentTwoSided(double t, double degreesOfFreedom) {
        double x = degreesOfFreedom / (degreesOfFreedom + t * t);
        return atMostOne(Beta.regularizedBeta(x, degreesOfFreedom / 2, 0.5, PRECISION, ITERATIONS));
    }

    /** P(X >= x) of Fisher's F distribution. */
    static double fisherF(double x, double numerator, double denominator) {
        if (x <= 0) {
            return 1;
        }
        double share = denominator / (denominator + numerator * x);
        return atMostOne(Beta.regularizedBeta(share, denominator / 2, numerator / 2, PRECISION, ITERATIONS));
    }

    private static double atMostOne(double probability) {
        return Math.max(0, Math.min(1, probability));
    }
}
