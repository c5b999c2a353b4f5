package io.mlpipeline.models.timeseries.storage;

import static io.mlpipeline.etl.features.Features.column;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.provenance.TrainingProvenance;
import io.mlpipeline.etl.features.FeaturePipeline;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.models.core.bundle.Bundle;
import io.mlpipeline.models.core.bundle.BundleBuilder;
import io.mlpipeline.models.timeseries.FittedForecaster;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Fitted forecasters in the bundle format of all models: one file with its own proof, opened with this module and
 * {@code mlpipeline-models-core} alone. A request has one column, {@code step}; the prediction is the mean of that step.
 */
public final class ForecastBundle {
    private static final String TARGET = "mean";

    private ForecastBundle() {}

    /**
     * Starts the bundle of a forecaster. Its golden rows are the first steps.
     *
     * @param fitted one of this module's fitted forecasters, without regressors
     * @param steps how many steps ahead it can be asked for
     * @return the builder, to be named and built
     * @throws IllegalArgumentException as {@link ForecastModel#of} does
     */
    public static BundleBuilder builder(FittedForecaster fitted, int steps) {
        ForecastModel model = ForecastModel.of(fitted, steps);
        Frame rows = rows(model);
        FittedFeatures features = FeaturePipeline.over(rows.schema())
                .target(TARGET)
                .feature(ForecastModel.STEP, column(ForecastModel.STEP))
                .build()
                .fit(rows);
        SortedMap<String, String> parameters = new TreeMap<>();
        parameters.put("steps", Integer.toString(steps));
        fitted.fallback().ifPresent(reason -> parameters.put("fallback", reason));
        TrainingProvenance provenance = new TrainingProvenance(
                fitted.method(),
                "mlpipeline",
                parameters,
                fitted.snapshot().series().length(),
                features.trainingSet(rows).fingerprint());
        return Bundle.builder(features, new TrainedModel(model, List.of(), provenance))
                .goldenRows(rows);
    }

    /**
     * The forecaster of an opened bundle, for intervals and updates.
     *
     * @param bundle a bundle that {@link #builder} began
     * @return the forecaster
     * @throws IllegalArgumentException if the bundle holds a model of another kind
     */
    public static FittedForecaster forecaster(Bundle bundle) {
        if (bundle.model() instanceof ForecastModel model) {
            return model.forecaster();
        }
        throw new IllegalArgumentException(bundle + " holds no forecaster");
    }

    private static Frame rows(ForecastModel model) {
        Schema schema =
                Schema.builder().integer(ForecastModel.STEP).number(TARGET).build();
        Frame.Builder frame = Frame.builder(schema);
        RowBuffer row = RowBuffer.of(schema);
        for (int step = 1; step <= model.steps(); step++) {
            frame.add(row.clear().set(ForecastModel.STEP, step).set(TARGET, model.predict(new double[] {step})));
        }
        return frame.build();
    }
}
