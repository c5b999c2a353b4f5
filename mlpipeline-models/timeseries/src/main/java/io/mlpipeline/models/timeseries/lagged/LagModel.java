package io.mlpipeline.models.timeseries.lagged;

import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.etl.features.Kernel;
import io.mlpipeline.etl.features.Series;
import io.mlpipeline.models.timeseries.Regressors;
import java.time.LocalDateTime;
import java.util.List;

/**
 * The fitted features and the model of one step ahead.
 *
 * @param features the features
 * @param model the model
 * @param ahead how many steps after the last known value it forecasts
 * @param regressors the regressors, in order
 */
record LagModel(FittedFeatures features, Model model, int ahead, List<String> regressors) {

    /** A way to forecast steps, for one thread. */
    Steps steps() {
        return new Steps();
    }

    /** Holds the scratch memory of one thread. */
    final class Steps {
        private final Kernel kernel = features.kernel();
        private final Schema schema = features.requestSchema();
        private final RowBuffer row = RowBuffer.of(schema);
        private final double[] vector = new double[features.names().size()];

        /**
         * The forecast of a step, in units of the series' size.
         *
         * @param values the values known, and those forecast before the step, by step
         * @param known how many there are
         * @param stamp the stamp of the step
         * @param future the regressors of the future
         * @param position the position of the step in them
         */
        double forecast(double[] values, int known, LocalDateTime stamp, Regressors future, int position) {
            int step = known + ahead - 1;
            int from = (int) Math.max(0, step - features.reach());
            long[] times = new long[known - from];
            double[] past = new double[times.length];
            for (int i = 0; i < times.length; i++) {
                times[i] = (long) from + i;
                past[i] = values[from + i];
            }
            row.clear();
            LagFeatures.write(row, schema, step, stamp);
            if (schema.names().contains(LagFeatures.SERIES)) {
                row.setInteger(schema.indexOf(LagFeatures.SERIES), 0);
            }
            for (String name : regressors) {
                row.setNumber(schema.indexOf(LagFeatures.regressor(name)), future.values(name)[position]);
            }
            kernel.transform(row, Series.of("0", List.of(LagFeatures.VALUE), times, new double[][] {past}), vector);
            double forecast = model.predict(vector);
            if (!Double.isFinite(forecast)) {
                throw new InvalidDataException("the model gives " + forecast + " for the step at " + stamp
                        + ". Maybe recent values are missing and its kind takes no missing features");
            }
            return forecast;
        }
    }
}
