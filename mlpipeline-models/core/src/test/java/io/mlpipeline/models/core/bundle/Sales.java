package io.mlpipeline.models.core.bundle;

import static io.mlpipeline.etl.features.Features.column;
import static io.mlpipeline.etl.features.Features.dayOfWeek;
import static io.mlpipeline.etl.features.Features.days;
import static io.mlpipeline.etl.features.Features.lag;
import static io.mlpipeline.etl.features.Features.rolling;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.model.TrainingMetric;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.api.provenance.TrainingProvenance;
import io.mlpipeline.etl.features.FeaturePipeline;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.models.core.model.TreeEnsemble;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A small shop: two items, sixty days, promotions now and then, a price that is sometimes missing. */
final class Sales {
    static final Schema SCHEMA = Schema.builder()
            .date("day")
            .text("item")
            .bool("promo")
            .number("price")
            .number("units")
            .build();
    static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);

    private Sales() {}

    static Frame frame() {
        SplittableRandom random = new SplittableRandom(20261121);
        Frame.Builder frame = Frame.builder(SCHEMA);
        RowBuffer row = RowBuffer.of(SCHEMA);
        for (String item : List.of("pen", "ink")) {
            for (int day = 0; day < 60; day++) {
                boolean promo = random.nextInt(10) == 0;
                row.clear()
                        .set("day", FIRST_DAY.plusDays(day))
                        .set("item", item)
                        .set("promo", promo);
                if (random.nextInt(12) > 0) {
                    row.set("price", 1 + random.nextInt(5) / 4.0);
                }
                row.set("units", 5 + day % 7 + (promo ? 4 : 0) + random.nextInt(3));
                frame.add(row);
            }
        }
        return frame.build();
    }

    static FittedFeatures features() {
        return FeaturePipeline.over(SCHEMA)
                .series("day", "item")
                .horizon(days(7))
                .target("units")
                .knownAhead("promo", "price")
                .feature("weekday", dayOfWeek("day"))
                .feature("promo", column("promo"))
                .feature("price", column("price").imputeMedian())
                .feature("units_lag_7", lag("units", days(7)))
                .feature("units_mean_14", rolling("units", days(14)).mean())
                .build()
                .fit(frame());
    }

    /** Three stumps over the features, as a trainer might have made them. */
    static TrainedModel model() {
        int[] left = {1, -1, -1};
        int[] right = {2, -1, -1};
        boolean[] defaultLeft = {true, false, false};
        TreeEnsemble model = TreeEnsemble.builder(features().names())
                .baseMargin(7)
                .tree(left, right, new int[] {3, 0, 0}, defaultLeft, new float[] {8.5f, -1.5f, 2.25f})
                .tree(left, right, new int[] {1, 0, 0}, defaultLeft, new float[] {0.5f, -0.1f, 3.3f})
                .tree(left, right, new int[] {4, 0, 0}, defaultLeft, new float[] {8f, -0.7f, 0.3f})
                .build();
        TrainingSet data = features().trainingSet(frame());
        TreeMap<String, String> parameters = new TreeMap<>();
        parameters.put("seed", "7");
        return new TrainedModel(
                model,
                List.of(),
                new TrainingProvenance("stumps", "by hand", parameters, data.size(), data.fingerprint()),
                List.of(new TrainingMetric("rmse", 1.5, data.size())));
    }
}
