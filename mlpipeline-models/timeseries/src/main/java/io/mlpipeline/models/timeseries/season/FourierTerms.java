package io.mlpipeline.models.timeseries.season;

import io.mlpipeline.models.timeseries.Regressors;
import io.mlpipeline.models.timeseries.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Pairs of sines and cosines that describe seasons of any length, also of a fractional one such as 365.25 days, as regressors for
 * {@link io.mlpipeline.models.timeseries.arima.Arima} (Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 10.5).
 * Immutable and thread-safe.
 */
public final class FourierTerms {
    private final List<Season> seasons;

    private FourierTerms(List<Season> seasons) {
        this.seasons = seasons;
    }

    private record Season(double period, int pairs) {}

    /**
     * The terms of one season.
     *
     * @param period its length in steps, more than 1
     * @param pairs how many pairs, from the slowest on; at most half the period
     * @return the terms
     */
    public static FourierTerms of(double period, int pairs) {
        return new FourierTerms(List.of()).and(period, pairs);
    }

    /**
     * These terms and those of another season. A wave that both seasons have stands once.
     *
     * @param period its length in steps, more than 1
     * @param pairs how many pairs, from the slowest on; at most half the period
     * @return the terms of all seasons
     */
    public FourierTerms and(double period, int pairs) {
        if (!(period > 1) || Double.isInfinite(period)) {
            throw new IllegalArgumentException("the period is " + period + " steps: give more than 1");
        }
        if (pairs < 1 || 2 * pairs > period) {
            throw new IllegalArgumentException(
                    pairs + " pairs for a period of " + period + " steps: give 1 to half the period");
        }
        List<Season> more = new ArrayList<>(seasons);
        more.add(new Season(period, pairs));
        return new FourierTerms(List.copyOf(more));
    }

    /**
     * The terms over the steps of a series.
     *
     * @param series the series
     * @return one value of each term for every step, beside the series' own regressors
     */
    public TimeSeries over(TimeSeries series) {
        return series.withRegressors(added(series.regressors(), 0, series.length()));
    }

    /**
     * The terms of the steps after a series.
     *
     * @param series the series, as long as the model has seen it
     * @param steps how many steps
     * @return one value of each term for every step
     */
    public Regressors after(TimeSeries series, int steps) {
        return after(series.length(), steps);
    }

    /**
     * The terms of steps that begin after a number of others.
     *
     * @param before the number of steps between the start of the first series and these
     * @param steps how many steps
     * @return one value of each term for every step
     */
    public Regressors after(int before, int steps) {
        return added(Regressors.none(), before, steps);
    }

    private Regressors added(Regressors to, int before, int steps) {
        Regressors all = to;
        List<Double> seen = new ArrayList<>();
        for (Season season : seasons) {
            for (int k = 1; k <= season.pairs(); k++) {
                double wave = k / season.period();
                if (seen.stream().noneMatch(other -> Math.abs(other - wave) < 1e-9)) {
                    seen.add(wave);
                    all = withWave(all, season.period(), k, before, steps);
                }
            }
        }
        return all;
    }

    private static Regressors withWave(Regressors to, double period, int k, int before, int steps) {
        double[] sine = new double[steps];
        double[] cosine = new double[steps];
        // The whole turns are taken off first, so that late steps are as exact as early ones.
        Arrays.setAll(sine, t -> StrictMath.sin(2 * Math.PI * ((k * (before + t + 1.0)) % period) / period));
        Arrays.setAll(cosine, t -> StrictMath.cos(2 * Math.PI * ((k * (before + t + 1.0)) % period) / period));
        String name = k + "-" + (period == Math.rint(period) ? Long.toString((long) period) : Double.toString(period));
        // The sine of the fastest wave of an even period is 0 everywhere.
        Regressors more = 2 * k == period ? to : to.and("sin" + name, sine);
        return more.and("cos" + name, cosine);
    }

    @Override
    public String toString() {
        return "FourierTerms " + seasons;
    }
}
