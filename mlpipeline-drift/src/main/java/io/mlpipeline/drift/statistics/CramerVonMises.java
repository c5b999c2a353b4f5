package io.mlpipeline.drift.statistics;

import org.apache.commons.math3.special.Gamma;

/**
 * The limiting distribution of the Cramer-von Mises statistic (S. Csorgo and J. J. Faraway, The Exact and Asymptotic Distributions of
 * Cramer-von Mises Statistics, 1996, equation 1.2).
 */
final class CramerVonMises {
    private static final double NEGLIGIBLE = 1e-18;
    private static final double INTEGRATION_STEP = 1.0 / 64;

    private CramerVonMises() {}

    /** P(W >= x); accurate to about 1e-15 in absolute terms. */
    static double upperTail(double x) {
        if (x < 0.003) {
            return 1;
        }
        return Math.max(0, Math.min(1, 1 - lowerTail(x)));
    }

    private static double lowerTail(double x) {
        double sum = 0;
        double term = Double.POSITIVE_INFINITY;
        for (int k = 0; k < 1000 && (k < 2 || Math.abs(term) > NEGLIGIBLE); k++) {
            double y = 4 * k + 1;
            double q = y * y / (16 * x);
            double coefficient = Math.exp(Gamma.logGamma(k + 0.5) - Gamma.logGamma(k + 1.0));
            term = coefficient * Math.sqrt(y) * scaledBessel(q);
            sum += term;
        }
        return sum / (Math.pow(Math.PI, 1.5) * Math.sqrt(x));
    }

    /** exp(-q) K_{1/4}(q), by the integral of exp(-q (1 + cosh t)) cosh(t / 4), whose trapezoidal sums converge at once. */
    private static double scaledBessel(double q) {
        double sum = 0.5 * Math.exp(-2 * q);
        double term = 1;
        for (int i = 1; term > NEGLIGIBLE * sum && term > 0; i++) {
            double t = i * INTEGRATION_STEP;
            term = Math.exp(-q * (1 + Math.cosh(t))) * Math.cosh(t / 4);
            sum += term;
        }
        return sum * INTEGRATION_STEP;
    }
}
