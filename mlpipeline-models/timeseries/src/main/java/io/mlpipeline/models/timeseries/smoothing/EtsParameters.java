package io.mlpipeline.models.timeseries.smoothing;

import java.util.Arrays;

/**
 * Smoothing parameters and initial states.
 *
 * @param alpha of the level, 0 to 1
 * @param beta of the trend, 0 to alpha; 0 where there is no trend
 * @param gamma of the season, 0 to 1 - alpha; 0 where there is no season
 * @param phi the damping, 1 where there is none
 * @param level the level before the first value
 * @param trend the trend before the first value
 * @param season the seasonal states, that of the first step first
 */
record EtsParameters(double alpha, double beta, double gamma, double phi, double level, double trend, double[] season) {
    private static final double LOWEST = 1e-4;
    private static final double HIGHEST = 1 - 1e-4;
    private static final double LEAST_DAMPING = 0.8;
    private static final double MOST_DAMPING = 0.98;

    /** Reads the free numbers of a search; those of the states are in units of the scale, around the start. */
    static EtsParameters of(double[] free, EtsForm form, EtsParameters start, double scale) {
        int i = 0;
        double alpha = between(LOWEST, HIGHEST, free[i++]);
        double beta = form.hasTrend() ? between(LOWEST, alpha, free[i++]) : 0;
        double gamma = form.isSeasonal() ? between(LOWEST, Math.max(LOWEST, 1 - alpha), free[i++]) : 0;
        double phi = form.damped() ? between(LEAST_DAMPING, MOST_DAMPING, free[i++]) : 1;
        double level = start.level + scale * free[i++];
        double trend = 0;
        if (form.hasTrend()) {
            trend = start.trend + (form.trend() == EtsForm.Component.ADDITIVE ? scale : 1) * free[i++];
        }
        double[] season = start.season.clone();
        double unit = form.season() == EtsForm.Component.ADDITIVE ? scale : 1;
        double rest = 0;
        for (int j = 0; j + 1 < season.length; j++) {
            double change = unit * free[i++];
            season[j] += change;
            rest -= change;
        }
        if (season.length > 0) {
            season[season.length - 1] += rest;
        }
        return new EtsParameters(alpha, beta, gamma, phi, level, trend, season);
    }

    /** The free numbers of smoothing parameters at the start states. */
    static double[] free(EtsForm form, int seasonLength, double alpha, double betaShare, double gammaShare) {
        double[] free = new double[form.parameters(seasonLength) - 1];
        int i = 0;
        free[i++] = logit(alpha);
        if (form.hasTrend()) {
            free[i++] = logit(betaShare);
        }
        if (form.isSeasonal()) {
            free[i++] = logit(gammaShare);
        }
        if (form.damped()) {
            free[i] = logit(0.8);
        }
        return free;
    }

    private static double between(double low, double high, double free) {
        return low + (high - low) / (1 + Math.exp(-free));
    }

    private static double logit(double share) {
        return Math.log(share / (1 - share));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EtsParameters that
                && Arrays.equals(numbers(), that.numbers())
                && Arrays.equals(season, that.season);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(numbers()) + Arrays.hashCode(season);
    }

    private double[] numbers() {
        return new double[] {alpha, beta, gamma, phi, level, trend};
    }

    @Override
    public String toString() {
        return "alpha " + alpha + ", beta " + beta + ", gamma " + gamma + ", phi " + phi + ", level " + level
                + ", trend " + trend + ", season " + Arrays.toString(season);
    }
}
