package io.mlpipeline.models.timeseries.smoothing;

import io.mlpipeline.models.timeseries.smoothing.EtsForm.Component;

/** The level, trend and season of a model as they move along the series, in the component form. Mutable; for one thread. */
final class EtsState {
    private final EtsForm form;
    private final EtsParameters parameters;
    private final double[] season;
    private int phase;
    private double level;
    private double trend;

    EtsState(EtsForm form, EtsParameters parameters) {
        this.form = form;
        this.parameters = parameters;
        this.season = parameters.season().clone();
        this.level = parameters.level();
        this.trend = parameters.trend();
    }

    EtsState copy() {
        EtsState copy = new EtsState(form, parameters);
        System.arraycopy(season, 0, copy.season, 0, season.length);
        copy.phase = phase;
        copy.level = level;
        copy.trend = trend;
        return copy;
    }

    double level() {
        return level;
    }

    double trend() {
        return trend;
    }

    /** The trend as it acts on the next step. */
    private double dampedTrend() {
        if (form.trend() == Component.MULTIPLICATIVE) {
            return form.damped() ? Math.pow(trend, parameters.phi()) : trend;
        }
        return parameters.phi() * trend;
    }

    /** The next level as far as it is known. */
    double base() {
        return switch (form.trend()) {
            case NONE -> level;
            case ADDITIVE -> level + dampedTrend();
            case MULTIPLICATIVE -> level * dampedTrend();
        };
    }

    /** The season of the next step: 0 or 1 where there is none. */
    double seasonal() {
        return switch (form.season()) {
            case NONE -> 0;
            case ADDITIVE, MULTIPLICATIVE -> season[phase];
        };
    }

    /** The mean of the next step. */
    double mean() {
        return combine(base());
    }

    private double combine(double base) {
        return switch (form.season()) {
            case NONE -> base;
            case ADDITIVE -> base + season[phase];
            case MULTIPLICATIVE -> base * season[phase];
        };
    }

    /** Whether the next step can follow: parts that multiply must be positive. */
    boolean isSound() {
        if (form.error() == Component.MULTIPLICATIVE && !(mean() > 0)) {
            return false;
        }
        if (form.trend() == Component.MULTIPLICATIVE && !(level > 0 && trend > 0)) {
            return false;
        }
        return form.season() != Component.MULTIPLICATIVE || season[phase] > 0;
    }

    /** Takes in the next value. */
    void observe(double value) {
        double base = base();
        double growth = dampedTrend();
        double before = level;
        level = base + parameters.alpha() * (withoutSeason(value) - base);
        if (form.hasTrend()) {
            double seen = form.trend() == Component.ADDITIVE ? level - before : level / before;
            trend = growth + parameters.beta() / parameters.alpha() * (seen - growth);
        }
        if (form.isSeasonal()) {
            double seen = form.season() == Component.ADDITIVE ? value - base : value / base;
            season[phase] += parameters.gamma() * (seen - season[phase]);
            turn();
        }
    }

    private double withoutSeason(double value) {
        return switch (form.season()) {
            case NONE -> value;
            case ADDITIVE -> value - season[phase];
            case MULTIPLICATIVE -> value / season[phase];
        };
    }

    /** Moves on without a value. */
    void skip() {
        double base = base();
        trend = dampedTrend();
        level = base;
        turn();
    }

    private void turn() {
        phase = season.length == 0 ? 0 : (phase + 1) % season.length;
    }
}
