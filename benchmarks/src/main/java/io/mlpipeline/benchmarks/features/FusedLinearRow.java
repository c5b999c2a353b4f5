package io.mlpipeline.benchmarks.features;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.benchmarks.harness.Variant;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.etl.features.History;
import io.mlpipeline.etl.features.Kernel;
import io.mlpipeline.models.core.model.LinearModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** A raw row to a prediction: 31 features and a linear model of them. */
public final class FusedLinearRow {
    private static final int ROWS = 1_000;

    private FusedLinearRow() {}

    /** {@return the way from raw rows without missing values to predictions} */
    public static Variant variant() {
        Frame frame = RetailRow31.frame(4 * ROWS, 1);
        FittedFeatures features = RetailRow31.pipeline().fit(frame);
        Kernel kernel = features.kernel();
        List<Row> rows = complete(frame, features, kernel);
        double[] weights =
                new SplittableRandom(3).doubles(RetailRow31.FEATURES, -1, 1).toArray();
        LinearModel model = LinearModel.of(features.names(), weights, 0.5);
        double[] vector = new double[RetailRow31.FEATURES];
        return new Variant("31 features + linear", times -> {
            double sum = 0;
            for (int i = 0; i < times; i++) {
                kernel.transform(rows.get(i % rows.size()), History.none(), vector);
                sum += model.predict(vector);
            }
            return sum;
        });
    }

    /** Rows without missing features: a linear model has no prediction for others. */
    private static List<Row> complete(Frame frame, FittedFeatures features, Kernel kernel) {
        Frame requests = frame.select(features.requestSchema().names());
        double[] vector = new double[RetailRow31.FEATURES];
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < requests.size() && rows.size() < ROWS; i++) {
            Row row = RowBuffer.of(requests.schema()).copyOf(requests.row(i));
            kernel.transform(row, History.none(), vector);
            if (Arrays.stream(vector).allMatch(Double::isFinite)) {
                rows.add(row);
            }
        }
        return rows;
    }
}
