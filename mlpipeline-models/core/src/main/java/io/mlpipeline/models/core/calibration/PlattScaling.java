package io.mlpipeline.models.core.calibration;

/**
 * {@code 1 / (1 + e^-(slope margin + intercept))}.
 *
 * <p>Source: J. Platt, Probabilistic outputs for support vector machines, 1999, with the targets of its section 2.2 that keep
 * probabilities off 0 and 1; fitted by Newton's method after H.-T. Lin et al., Machine Learning 68 (2007).
 *
 * @param slope how steep it is
 * @param intercept where it lies
 */
public record PlattScaling(double slope, double intercept) implements Calibration {
    private static final int MOST_STEPS = 100;
    private static final double RIDGE = 1e-12;

    static PlattScaling fit(double[] margins, double[] labels, double[] weights) {
        double positive = 0;
        double negative = 0;
        for (int i = 0; i < labels.length; i++) {
            positive += weights[i] * labels[i];
            negative += weights[i] * (1 - labels[i]);
        }
        double high = (positive + 1) / (positive + 2);
        double low = 1 / (negative + 2);
        double[] targets = new double[labels.length];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = labels[i] == 1 ? high : low;
        }
        return newton(margins, targets, weights, StrictMath.log((positive + 1) / (negative + 1)));
    }

    private static PlattScaling newton(double[] margins, double[] targets, double[] weights, double start) {
        PlattScaling fit = new PlattScaling(0, start);
        for (int step = 0; step < MOST_STEPS; step++) {
            double[] sums = fit.derivatives(margins, targets, weights);
            double determinant = sums[2] * sums[4] - sums[3] * sums[3] + RIDGE;
            double slopeStep = (sums[4] * sums[0] - sums[3] * sums[1]) / determinant;
            double interceptStep = (sums[2] * sums[1] - sums[3] * sums[0]) / determinant;
            double loss = fit.loss(margins, targets, weights);
            double length = 1;
            PlattScaling next = fit.moved(slopeStep, interceptStep);
            while (next.loss(margins, targets, weights) > loss && length > 1e-10) {
                length /= 2;
                next = fit.moved(length * slopeStep, length * interceptStep);
            }
            boolean settled = Math.abs(next.slope - fit.slope) <= 1e-14 * (1 + Math.abs(fit.slope))
                    && Math.abs(next.intercept - fit.intercept) <= 1e-14 * (1 + Math.abs(fit.intercept));
            fit = next;
            if (settled) {
                break;
            }
        }
        return fit;
    }

    private PlattScaling moved(double slopeStep, double interceptStep) {
        return new PlattScaling(slope - slopeStep, intercept - interceptStep);
    }

    /** The gradient of the loss, then its second derivatives. */
    private double[] derivatives(double[] margins, double[] targets, double[] weights) {
        double[] sums = new double[5];
        for (int i = 0; i < margins.length; i++) {
            double p = probability(margins[i]);
            double error = weights[i] * (p - targets[i]);
            double curve = weights[i] * p * (1 - p);
            sums[0] += error * margins[i];
            sums[1] += error;
            sums[2] += curve * margins[i] * margins[i];
            sums[3] += curve * margins[i];
            sums[4] += curve;
        }
        return sums;
    }

    private double loss(double[] margins, double[] targets, double[] weights) {
        double sum = 0;
        for (int i = 0; i < margins.length; i++) {
            double at = slope * margins[i] + intercept;
            sum += weights[i] * (Math.max(at, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(at))) - targets[i] * at);
        }
        return sum;
    }

    @Override
    public double probability(double margin) {
        return 1 / (1 + StrictMath.exp(-(slope * margin + intercept)));
    }
}
