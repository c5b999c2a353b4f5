package io.mlpipeline.models.timeseries.sequence;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.models.core.sequence.SequenceEstimator;
import io.mlpipeline.models.core.sequence.SequenceSet;
import io.mlpipeline.models.core.sequence.SequenceShape;
import io.mlpipeline.models.core.sequence.StaticFeature;
import io.mlpipeline.models.core.sequence.TrainedSequenceModel;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.panel.Panel;
import io.mlpipeline.models.timeseries.panel.PanelForecaster;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Learns one sequence model, such as an LSTM network, from all series of a panel. The regressors of the panel are its covariates,
 * besides what the calendar says; parts of the key may be static features. Immutable and thread-safe.
 *
 * <pre>{@code
 * var forecaster = SequenceForecaster.builder(Lstm.builder().seed(7).build(), 56, 14)
 *         .calendar(CalendarFeature.DAY_OF_WEEK)
 *         .staticKeys("shop", "sku")
 *         .shape(shape -> shape.seasons(7).logarithm(true).nonNegative(true))
 *         .build();
 * }</pre>
 */
public final class SequenceForecaster implements PanelForecaster {
    private final SequenceEstimator estimator;
    private final int window;
    private final int horizon;
    private final List<CalendarFeature> calendar;
    private final List<String> staticKeys;
    private final UnaryOperator<SequenceShape.Builder> details;

    private SequenceForecaster(Builder builder) {
        this.estimator = builder.estimator;
        this.window = builder.window;
        this.horizon = builder.horizon;
        this.calendar = builder.calendar;
        this.staticKeys = builder.staticKeys;
        this.details = builder.details;
    }

    /**
     * Starts a forecaster.
     *
     * @param estimator what learns, such as {@code Lstm} of mlpipeline-models-deep
     * @param window how many steps of the past it looks at, 1 or more; shorter histories are filled up with missing values
     * @param horizon the most steps that are forecast, 1 or more
     * @return the builder: no calendar, no static features, the season of the frequency where the window holds one, intervals at 80 %
     *     and 95 %
     */
    public static Builder builder(SequenceEstimator estimator, int window, int horizon) {
        return new Builder(estimator, window, horizon);
    }

    @Override
    public String name() {
        return estimator.name();
    }

    @Override
    public FittedSequenceForecaster fit(Panel panel) {
        SequenceShape shape = shape(panel);
        Inputs inputs = new Inputs(shape, calendar, staticKeys);
        SequenceSet.Builder data = SequenceSet.builder(shape);
        panel.asMap().forEach((key, series) -> add(data, inputs, key, series));
        TrainedSequenceModel trained = estimator.fit(data.build());
        return new FittedSequenceForecaster(estimator.name(), trained, inputs);
    }

    private static void add(SequenceSet.Builder data, Inputs inputs, List<String> key, TimeSeries series) {
        try {
            data.add(series.values(), inputs.covariates(series), inputs.codes(key));
        } catch (IllegalArgumentException | InvalidDataException e) {
            throw new InvalidDataException("the series " + key + " cannot be learned from: " + e.getMessage(), e);
        }
    }

    private SequenceShape shape(Panel panel) {
        TimeSeries first = panel.asMap().values().iterator().next();
        List<String> covariates = new ArrayList<>(first.regressors().names());
        calendar.forEach(feature -> covariates.addAll(feature.columns()));
        SequenceShape.Builder shape = details.apply(
                SequenceShape.builder("value", window, horizon).seasons(Math.min(window, first.seasonLength())));
        shape.covariates(covariates);
        int parts = panel.keys().get(0).size();
        if (staticKeys.size() > parts) {
            throw new IllegalArgumentException("the static keys " + staticKeys + " are more than the " + parts
                    + " parts of a key of the panel, such as " + panel.keys().get(0));
        }
        for (int i = 0; i < staticKeys.size(); i++) {
            int part = i;
            Set<String> categories = new TreeSet<>();
            panel.keys().forEach(key -> categories.add(key.get(part)));
            shape.with(new StaticFeature(staticKeys.get(i), List.copyOf(categories)));
        }
        return shape.build();
    }

    @Override
    public String toString() {
        return "SequenceForecaster(" + estimator + ", " + window + " to " + horizon + ", " + calendar + ")";
    }

    /** Collects settings. Not thread-safe. */
    public static final class Builder {
        private final SequenceEstimator estimator;
        private final int window;
        private final int horizon;
        private List<CalendarFeature> calendar = List.of();
        private List<String> staticKeys = List.of();
        private UnaryOperator<SequenceShape.Builder> details = shape -> shape;

        private Builder(SequenceEstimator estimator, int window, int horizon) {
            SequenceShape.builder("value", window, horizon);
            this.estimator = estimator;
            this.window = window;
            this.horizon = horizon;
        }

        /**
         * Gives the model what the stamps say.
         *
         * @param features each once
         * @return this
         */
        public Builder calendar(CalendarFeature... features) {
            Set<CalendarFeature> distinct = new LinkedHashSet<>();
            Collections.addAll(distinct, features);
            if (distinct.size() < features.length) {
                throw new IllegalArgumentException("a calendar feature is given twice: " + List.of(features));
            }
            this.calendar = List.copyOf(distinct);
            return this;
        }

        /**
         * Makes the first parts of the key static features. A category that was not learned is taken as unknown.
         *
         * @param names a name for each of these parts
         * @return this
         */
        public Builder staticKeys(String... names) {
            this.staticKeys = List.of(names);
            return this;
        }

        /**
         * Sets seasons, output, logarithm and the like.
         *
         * @param settings changes the shape
         * @return this
         */
        public Builder shape(UnaryOperator<SequenceShape.Builder> settings) {
            this.details = settings;
            return this;
        }

        /**
         * Ends the settings.
         *
         * @return the forecaster
         */
        public SequenceForecaster build() {
            return new SequenceForecaster(this);
        }
    }
}
