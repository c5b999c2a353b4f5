package io.mlpipeline.models.timeseries.arima;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Forecaster;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.WithFallback;
import io.mlpipeline.models.timeseries.baseline.SeasonalNaive;
import io.mlpipeline.models.timeseries.decomposition.Stl;
import java.util.BitSet;
import java.util.Optional;

/**
 * An ARIMA model whose order the series decides: one seasonal difference where the season is strong (Wang, Smith and Hyndman
 * 2006), differences until the test of Kwiatkowski et al. (1992) sees no trend, and the other orders and the constant by the
 * stepwise search of Hyndman and Khandakar (2008) on AICc.
 *
 * <p>The season is left out where the series is not longer than two of them or lacks every value of one part of it, and where it
 * is longer than 60 steps: give Fourier terms as regressors for those. A series that is constant or too short for any model
 * gives the naive forecast, and {@link FittedForecaster#fallback()} says so.
 */
public final class AutoArima implements Forecaster {
    private static final double STRONG_SEASON = 0.64;
    private static final int SEASONAL_WINDOW = 11;
    private static final double NUMBERS_A_PART = 1.5;
    private static final int LONGEST_SEASON = 60;

    private final int most;
    private final int mostSeasonal;
    private final InnovationVariance variance;

    private final UnitRootTest unitRootTest;
    private final boolean everyOrder;

    private AutoArima(Builder builder) {
        this.unitRootTest = builder.unitRootTest;
        this.everyOrder = builder.everyOrder;
        this.most = builder.most;
        this.mostSeasonal = builder.mostSeasonal;
        this.variance = builder.variance;
    }

    /**
     * Orders up to 5, seasonal ones up to 2.
     *
     * @return the forecaster
     */
    public static AutoArima withDefaults() {
        return builder().build();
    }

    /**
     * Starts the settings.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String name() {
        return "auto ARIMA";
    }

    /**
     * Learns a series.
     *
     * @param series the series
     * @return a {@link FittedArima}, or the naive forecast with a reason
     * @throws InvalidDataException if all values are missing, or a regressor is constant or repeats the others
     */
    @Override
    public FittedForecaster fit(TimeSeries series) {
        if (isConstant(series)) {
            return WithFallback.of(SeasonalNaive.withoutSeason().fit(series), "the series is constant");
        }
        boolean seasonal = isSeasonal(series);
        int seasonalDifferences = seasonal && seasonIsStrong(series) ? 1 : 0;
        int differences = unitRootTest.differences(withoutRegression(series, seasonalDifferences));
        OrderSearch search =
                new OrderSearch(series, differences, seasonalDifferences, most, seasonal ? mostSeasonal : 0);
        Optional<OrderSearch.Candidate> best = everyOrder ? search.runAll() : search.run();
        if (best.isEmpty()) {
            int present = series.length() - series.missing();
            return WithFallback.of(
                    SeasonalNaive.withDefaults().fit(series),
                    present + " values are too few for an ARIMA model, or it fits them without noise");
        }
        return Arima.builder(best.get().order())
                .constant(best.get().constant())
                .innovationVariance(variance)
                .build()
                .fit(series);
    }

    private static boolean isConstant(TimeSeries series) {
        double first = Double.NaN;
        for (double value : series.values()) {
            if (!Double.isNaN(value) && !Double.isNaN(first) && value != first) {
                return false;
            }
            first = Double.isNaN(first) ? value : first;
        }
        return true;
    }

    private static boolean isSeasonal(TimeSeries series) {
        int season = series.seasonLength();
        int present = series.length() - series.missing();
        return season > 1
                && season <= LONGEST_SEASON
                && series.length() > 2 * season
                && present > season + 4
                && isSeenWhole(series);
    }

    /** Whether every part of the season has a value somewhere. */
    private static boolean isSeenWhole(TimeSeries series) {
        BitSet seen = new BitSet(series.seasonLength());
        for (int t = 0; t < series.length(); t++) {
            if (!Double.isNaN(series.value(t))) {
                seen.set(t % series.seasonLength());
            }
        }
        return seen.cardinality() == series.seasonLength();
    }

    /**
     * The share of the season in the variance, corrected for the numbers that a season takes as R squared is for coefficients: on few
     * seasons noise looks like a season. Loess over 11 seasons takes one number (a level) to two (a line) for each part.
     */
    private static boolean seasonIsStrong(TimeSeries series) {
        double strength = Stl.builder()
                .seasonalWindow(SEASONAL_WINDOW)
                .build()
                .decompose(series)
                .seasonalStrength();
        int present = series.length() - series.missing();
        double rest = Math.max(1, present - NUMBERS_A_PART * series.seasonLength());
        return 1 - (1 - strength) * (present - 1) / rest > STRONG_SEASON;
    }

    /** The seasonally differenced series less its least squares regression. */
    private static double[] withoutRegression(TimeSeries series, int seasonalDifferences) {
        ArimaOrder order = ArimaOrder.of(0, 0, 0).seasonal(0, seasonalDifferences, 0);
        ArimaData data = ArimaData.of(series, order, Constant.NONE);
        double[] beta = Estimate.of(data).regression();
        return data.differenced(data.errors(beta));
    }

    @Override
    public String toString() {
        return name();
    }

    /** Collects the settings. Not thread-safe. */
    public static final class Builder {
        private int most = 5;
        private int mostSeasonal = 2;
        private UnitRootTest unitRootTest = UnitRootTest.KPSS;
        private boolean everyOrder;
        private InnovationVariance variance = InnovationVariance.PREDICTION;

        private Builder() {}

        /**
         * Sets the highest ar and ma order; 5 otherwise.
         *
         * @param order 0 to 20
         * @return this
         */
        public Builder highestOrder(int order) {
            this.most = checked(order, 20);
            return this;
        }

        /**
         * Sets the highest seasonal ar and ma order; 2 otherwise.
         *
         * @param order 0 to 5
         * @return this
         */
        public Builder highestSeasonalOrder(int order) {
            this.mostSeasonal = checked(order, 5);
            return this;
        }

        private static int checked(int order, int limit) {
            if (order < 0 || order > limit) {
                throw new IllegalArgumentException("the highest order is " + order + ": give 0 to " + limit);
            }
            return order;
        }

        /**
         * Sets the test that decides how often neighbouring values are differenced; {@link UnitRootTest#KPSS} otherwise.
         *
         * @param test the test
         * @return this
         */
        public Builder unitRootTest(UnitRootTest test) {
            this.unitRootTest = test;
            return this;
        }

        /**
         * Tries every order whose plain and seasonal orders add up to 5 or less instead of walking from neighbour to neighbour; takes
         * some ten times as long.
         *
         * @return this
         */
        public Builder everyOrder() {
            this.everyOrder = true;
            return this;
        }

        /**
         * Sets the variance behind the prediction intervals; {@link InnovationVariance#PREDICTION} otherwise.
         *
         * @param newVariance how it is estimated
         * @return this
         */
        public Builder innovationVariance(InnovationVariance newVariance) {
            this.variance = newVariance;
            return this;
        }

        /**
         * Ends the settings.
         *
         * @return the forecaster
         */
        public AutoArima build() {
            return new AutoArima(this);
        }
    }
}
