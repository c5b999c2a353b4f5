package io.mlpipeline.models.timeseries.smoothing;

import io.mlpipeline.models.timeseries.internal.LeastSquares;
import io.mlpipeline.models.timeseries.smoothing.EtsForm.Component;
import java.util.Arrays;

/**
 * A form with the parameters at which its likelihood is largest.
 *
 * @param form the form
 * @param parameters the parameters
 * @param logLikelihood without the constant terms, as the literature on exponential smoothing gives it
 * @param sumOfSquares of the errors, relative ones where the error is multiplicative
 * @param observations the number of present values
 * @param seasonLength the season length of the series
 */
record EtsEstimate(
        EtsForm form,
        EtsParameters parameters,
        double logLikelihood,
        double sumOfSquares,
        int observations,
        int seasonLength) {

    private static final double LARGEST_RELATIVE_VARIANCE = 4;

    private static final LeastSquares SEARCH = new LeastSquares(60, 1e-9);

    /** Smoothing starts: alpha, and the shares of beta and gamma in their ranges. */
    private static final double[][] STARTS = {{0.3, 0.1, 0.1}, {0.8, 0.1, 0.05}};

    static EtsEstimate of(double[] values, EtsForm form, int seasonLength) {
        EtsParameters start = EtsStart.of(values, form, seasonLength);
        double scale = scale(values);
        int present = count(values);
        double[][] starts = new double[STARTS.length][];
        Arrays.setAll(starts, i -> EtsParameters.free(form, seasonLength, STARTS[i][0], STARTS[i][1], STARTS[i][2]));
        LeastSquares.Solution best = SEARCH.minimise(
                (x, out) -> errors(values, form, EtsParameters.of(x, form, start, scale), out), present, starts);
        return at(values, form, EtsParameters.of(best.parameters(), form, start, scale), seasonLength);
    }

    static EtsEstimate at(double[] values, EtsForm form, EtsParameters parameters, int seasonLength) {
        int n = count(values);
        double[] scaled = new double[n];
        boolean sound = errors(values, form, parameters, scaled);
        double sum = 0;
        for (double error : scaled) {
            sum += error * error;
        }
        // The scaled errors' sum is the likelihood's: n log(sum e^2) + 2 sum log(mean).
        double logLikelihood = sound ? -0.5 * n * Math.log(sum) : Double.NEGATIVE_INFINITY;
        double squares = 0;
        for (double residual : residuals(values, form, parameters)) {
            squares += Double.isNaN(residual) ? 0 : residual * residual;
        }
        return new EtsEstimate(form, parameters, logLikelihood, squares, n, seasonLength);
    }

    /** Errors whose sum of squares is smallest where the likelihood is largest; false where the model breaks down. */
    private static boolean errors(double[] values, EtsForm form, EtsParameters parameters, double[] out) {
        EtsState state = new EtsState(form, parameters);
        boolean relative = form.error() == Component.MULTIPLICATIVE;
        double logs = 0;
        double product = 1;
        int next = 0;
        for (double value : values) {
            if (Double.isNaN(value)) {
                state.skip();
                continue;
            }
            if (!state.isSound()) {
                return false;
            }
            double mean = state.mean();
            out[next] = relative ? (value - mean) / mean : value - mean;
            next++;
            product *= relative ? mean : 1;
            if (product > 1e100 || product < 1e-100) {
                logs += Math.log(product);
                product = 1;
            }
            state.observe(value);
        }
        double scale = relative ? Math.exp((logs + Math.log(product)) / next) : 1;
        for (int i = 0; i < next; i++) {
            out[i] *= scale;
        }
        return Double.isFinite(scale);
    }

    /** One-step errors, relative ones where the error is multiplicative, {@code NaN} where missing. */
    static double[] residuals(double[] values, EtsForm form, EtsParameters parameters) {
        EtsState state = new EtsState(form, parameters);
        double[] residuals = new double[values.length];
        for (int t = 0; t < values.length; t++) {
            residuals[t] = step(state, form, values[t]);
        }
        return residuals;
    }

    /** Moves a state over one value and gives the error. */
    static double step(EtsState state, EtsForm form, double value) {
        if (Double.isNaN(value)) {
            state.skip();
            return Double.NaN;
        }
        double mean = state.mean();
        state.observe(value);
        return form.error() == Component.MULTIPLICATIVE ? (value - mean) / mean : value - mean;
    }

    private static double scale(double[] values) {
        double sum = 0;
        double squares = 0;
        int n = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                n++;
                double step = value - sum / Math.max(1, n - 1);
                squares += n == 1 ? 0 : step * step;
                sum += value;
            }
        }
        return Math.sqrt(squares / n);
    }

    private static int count(double[] values) {
        int count = 0;
        for (double value : values) {
            count += Double.isNaN(value) ? 0 : 1;
        }
        return count;
    }

    int estimated() {
        return form.parameters(seasonLength);
    }

    double aic() {
        return -2 * logLikelihood + 2 * estimated();
    }

    double aicc() {
        int k = estimated();
        int rest = observations - k - 1;
        return rest > 0 ? aic() + 2.0 * k * (k + 1) / rest : Double.POSITIVE_INFINITY;
    }

    double bic() {
        return -2 * logLikelihood + estimated() * Math.log(observations);
    }

    /** The variance of the errors, with the estimated numbers less the variance counted off. */
    double variance() {
        return sumOfSquares / freedom();
    }

    /** How much further new values err than the fitted ones, by Akaike's final prediction error: the parameters are estimates too. */
    double widening() {
        return Math.sqrt(1 + (estimated() - 1.0) / observations);
    }

    /**
     * Whether forecasts make sense: a relative error whose standard deviation is above 2 would often turn a positive series
     * negative, and its variance ahead explodes.
     */
    boolean isSound() {
        boolean tame = form.error() == Component.ADDITIVE || variance() <= LARGEST_RELATIVE_VARIANCE;
        return Double.isFinite(logLikelihood) && tame;
    }

    int freedom() {
        return Math.max(1, observations - estimated() + 1);
    }
}
