package io.mlpipeline.models.timeseries.arima;

import io.mlpipeline.models.timeseries.internal.LeastSquares;
import java.util.Arrays;

/**
 * The coefficients at which the likelihood is largest.
 *
 * @param arma ar, ma, seasonal ar, seasonal ma
 * @param regression the coefficients of the constant and the regressors
 * @param logLikelihood the value there
 * @param variance the innovations' variance by maximum likelihood
 * @param observations the number of whitened observations
 * @param converged whether the search met its tolerance
 */
record Estimate(
        double[] arma,
        double[] regression,
        double logLikelihood,
        double variance,
        int observations,
        boolean converged) {

    private static final LeastSquares EXACT = new LeastSquares(60, 1e-10);
    private static final LeastSquares COMPARING = new LeastSquares(25, 1e-6);
    private static final LeastSquares ROUGH = new LeastSquares(20, 1e-5);

    /** Partial autocorrelations (ar, ma, seasonal ar, seasonal ma) that other searches begin from. */
    private static final double[][] MORE_STARTS = {
        {0.9, -0.3, 0.9, -0.3}, {-0.5, 0.5, -0.5, 0.5}, {0.3, -0.6, 0.3, -0.6}
    };

    /** Where a root this close to the unit circle ends a search, others are tried. */
    private static final double EDGE = 0.995;

    /**
     * Maximises the likelihood. Pure autoregressions and pure moving averages have one start and more if that fails; mixed
     * models, whose likelihood has several hills, have all of them, the conditional least squares solution among them.
     */
    static Estimate of(ArimaData data) {
        Likelihood likelihood = new Likelihood(data.order(), data.season(), data.whitener());
        ParameterSpace space = new ParameterSpace(data.order());
        LeastSquares.Residuals function = likelihood.asLeastSquares(space);
        double[] plain = space.free(0.1, -0.1, 0.1, -0.1);
        LeastSquares.Solution best = EXACT.minimise(function, likelihood.size(), plain);
        if (isMixed(data.order()) || !best.converged() || isOnEdge(space.coefficients(best.parameters()))) {
            for (double[] start : MORE_STARTS) {
                double[] free = space.free(start[0], start[1], start[2], start[3]);
                best = better(best, EXACT.minimise(function, likelihood.size(), free));
            }
            if (!data.hasGaps()) {
                best = better(best, EXACT.minimise(function, likelihood.size(), conditional(data, space, plain)));
            }
        }
        return at(likelihood, space.coefficients(best.parameters()), best.converged());
    }

    /** A quick estimate from one start, good enough to compare orders. */
    static Estimate rough(ArimaData data) {
        Likelihood likelihood = new Likelihood(data.order(), data.season(), data.whitener());
        ParameterSpace space = new ParameterSpace(data.order());
        LeastSquares.Solution found = COMPARING.minimise(
                likelihood.asLeastSquares(space), likelihood.size(), space.free(0.1, -0.1, 0.1, -0.1));
        return at(likelihood, space.coefficients(found.parameters()), found.converged());
    }

    /** The likelihood at given coefficients, those of the regression last. */
    static Estimate at(ArimaData data, double[] coefficients) {
        int k = data.order().coefficients();
        Likelihood likelihood = new Likelihood(data.order(), data.season(), data.whitener());
        double[] arma = Arrays.copyOf(coefficients, k);
        Likelihood.Point point = likelihood.at(arma, Arrays.copyOfRange(coefficients, k, coefficients.length));
        return new Estimate(
                arma, point.regression(), point.logLikelihood(), point.variance(), likelihood.observations(), true);
    }

    private static Estimate at(Likelihood likelihood, double[] arma, boolean converged) {
        Likelihood.Point point = likelihood.at(arma);
        return new Estimate(
                arma,
                point.regression(),
                point.logLikelihood(),
                point.variance(),
                likelihood.observations(),
                converged);
    }

    /** The conditional least squares solution, as free numbers. */
    private static double[] conditional(ArimaData data, ParameterSpace space, double[] start) {
        Whitener whitener = data.conditional();
        if (whitener.size() <= start.length + whitener.columns()) {
            return start;
        }
        Likelihood conditional = new Likelihood(data.order(), data.season(), whitener);
        return ROUGH.minimise(conditional.asLeastSquares(space), conditional.size(), start)
                .parameters();
    }

    private static LeastSquares.Solution better(LeastSquares.Solution one, LeastSquares.Solution other) {
        return other.sum() < one.sum() ? other : one;
    }

    private static boolean isMixed(ArimaOrder order) {
        return order.ar() + order.seasonalAr() > 0 && order.ma() + order.seasonalMa() > 0;
    }

    private static boolean isOnEdge(double[] arma) {
        for (double coefficient : arma) {
            if (Math.abs(coefficient) > EDGE) {
                return true;
            }
        }
        return false;
    }

    /** The same where what is left is rounding, not noise. */
    Estimate withoutNoise() {
        return new Estimate(arma, regression, Double.POSITIVE_INFINITY, 0, observations, true);
    }

    /** The number of estimated numbers, the variance among them. */
    int parameters() {
        return arma.length + regression.length + 1;
    }

    double aic() {
        return -2 * logLikelihood + 2 * parameters();
    }

    /** Infinite where there are too few observations for the correction. */
    double aicc() {
        int k = parameters();
        int rest = observations - k - 1;
        return rest > 0 ? aic() + 2.0 * k * (k + 1) / rest : Double.POSITIVE_INFINITY;
    }

    double bic() {
        return -2 * logLikelihood + parameters() * Math.log(observations);
    }

    double variance(InnovationVariance kind) {
        int freedom = observations - (kind == InnovationVariance.MAXIMUM_LIKELIHOOD ? 0 : parameters() - 1);
        return variance * observations / Math.max(1, freedom);
    }
}
