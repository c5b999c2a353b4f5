package io.mlpipeline.benchmarks.registry;

import static io.mlpipeline.etl.features.Features.column;
import static io.mlpipeline.etl.features.Features.days;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.api.provenance.TrainingProvenance;
import io.mlpipeline.etl.features.FeaturePipeline;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.models.core.bundle.Bundle;
import io.mlpipeline.models.core.evaluation.Evaluation;
import io.mlpipeline.models.core.evaluation.Metrics;
import io.mlpipeline.models.core.model.LinearModel;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;

/** The smallest model there is, so that the registry is measured and not the model: sales are nine times the price. */
final class NinefoldPrice {
    private static final int ROWS = 4;

    private NinefoldPrice() {}

    static Bundle bundle() {
        Schema schema =
                Schema.builder().date("day").number("price").number("units").build();
        Frame.Builder frame = Frame.builder(schema);
        RowBuffer row = RowBuffer.of(schema);
        for (int i = 1; i <= ROWS; i++) {
            frame.add(row.set("day", LocalDate.of(2026, 1, i)).set("price", i).set("units", 10.0 * i));
        }
        Frame rows = frame.build();
        FittedFeatures features = FeaturePipeline.over(schema)
                .series("day")
                .horizon(days(1))
                .target("units")
                .knownAhead("price")
                .feature("price", column("price"))
                .build()
                .fit(rows);
        LinearModel model = LinearModel.of(List.of("price"), new double[] {9}, 0);
        TrainingSet set = features.trainingSet(rows);
        var provenance = new TrainingProvenance("given", "none", new TreeMap<>(), set.size(), set.fingerprint());
        return Bundle.builder(features, new TrainedModel(model, List.of(), provenance))
                .evaluation(Evaluation.of(model, set, Metrics.WAPE, Metrics.BIAS))
                .goldenRows(rows)
                .build();
    }
}
