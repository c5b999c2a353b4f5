package io.mlpipeline.models.core.explain;

/**
 * Points and weights that integrate polynomials over 0 to 1 exactly, up to degree {@code 2 n - 1} with n points.
 *
 * <p>Source: W. H. Press et al., Numerical Recipes, 3rd edition, section 4.6.1: Newton's method on the Legendre polynomial.
 */
record GaussLegendre(double[] points, double[] weights) {
    static GaussLegendre of(int count) {
        double[] points = new double[count];
        double[] weights = new double[count];
        for (int i = 0; i < count; i++) {
            double x = StrictMath.cos(Math.PI * (i + 0.75) / (count + 0.5));
            double slope = 0;
            for (int step = 0; step < 100; step++) {
                double value = 1;
                double before = 0;
                for (int j = 0; j < count; j++) {
                    double twoBefore = before;
                    before = value;
                    value = ((2 * j + 1) * x * before - j * twoBefore) / (j + 1);
                }
                slope = count * (x * value - before) / (x * x - 1);
                double change = value / slope;
                x -= change;
                if (Math.abs(change) < 1e-16) {
                    break;
                }
            }
            points[i] = (1 - x) / 2;
            weights[i] = 1 / ((1 - x * x) * slope * slope);
        }
        return new GaussLegendre(points, weights);
    }

    /**
     * Writes what replaces 1 - t at each point t, then what replaces each weight, at a split on a feature that the path asked before.
     *
     * @param share the share of the training data that passed the earlier splits on the feature, of which the row passed all
     */
    void replace(double share, double[] to, int at) {
        for (int q = 0; q < points.length; q++) {
            double rest = 1 - points[q];
            double inverse = 1 / (points[q] + rest * share);
            to[at + q] = rest * share * inverse;
            to[at + points.length + q] = weights[q] * share * inverse * inverse;
        }
    }
}
