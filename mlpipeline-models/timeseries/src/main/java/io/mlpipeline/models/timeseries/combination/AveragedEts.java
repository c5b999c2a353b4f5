package io.mlpipeline.models.timeseries.combination;

import io.mlpipeline.models.timeseries.FittedForecaster;
import io.mlpipeline.models.timeseries.Forecaster;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.smoothing.Ets;
import io.mlpipeline.models.timeseries.smoothing.FittedEts;
import java.util.Arrays;
import java.util.List;

/**
 * All forms of exponential smoothing that suit a series, weighted by their AICc (Kolassa 2011): a short series seldom tells one
 * form from the next, and the average errs less than the choice.
 *
 * <p>A form that is d above the least AICc weighs exp(-d / 8), a quarter of Akaike's exponent, which hold-outs inside the
 * training parts of the M3 series preferred to the whole. Forms that weigh less than a hundredth of all are left out. Where
 * exponential smoothing steps back, so does this.
 */
public final class AveragedEts implements Forecaster {
    private static final double FLATTENED = 1.0 / 8;
    private static final double LEAST_SHARE = 0.01;

    private AveragedEts() {}

    /**
     * The average over all forms.
     *
     * @return the forecaster
     */
    public static AveragedEts withDefaults() {
        return new AveragedEts();
    }

    @Override
    public String name() {
        return "averaged ETS";
    }

    /**
     * Learns a series.
     *
     * @param series the series
     * @return the weighted average of several {@link FittedEts}, or what {@link Ets#automatic()} falls back to
     * @throws io.mlpipeline.api.error.InvalidDataException if all values are missing
     */
    @Override
    public FittedForecaster fit(TimeSeries series) {
        List<FittedEts> forms = Ets.candidates(series).stream()
                .filter(form -> Double.isFinite(form.aicc()))
                .toList();
        if (forms.isEmpty()) {
            return Ets.automatic().fit(series);
        }
        double[] weights = forms.stream()
                .mapToDouble(form ->
                        Math.exp(-FLATTENED * (form.aicc() - forms.get(0).aicc())))
                .toArray();
        double least = LEAST_SHARE * Arrays.stream(weights).sum();
        int kept =
                (int) Arrays.stream(weights).filter(weight -> weight >= least).count();
        return FittedCombination.of(List.copyOf(forms.subList(0, kept)), Arrays.copyOf(weights, kept));
    }

    @Override
    public String toString() {
        return name();
    }
}
