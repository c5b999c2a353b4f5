package io.mlpipeline.serving.adapters.core;

import static io.mlpipeline.etl.features.Features.column;
import static io.mlpipeline.etl.features.Features.days;
import static io.mlpipeline.etl.features.Features.lag;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.FeaturePipeline;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.models.core.evaluation.Score;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** A small shop's data, and models of it that are as simple as a test needs. */
final class Shop {
    static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    static final Schema SCHEMA = Schema.builder()
            .text("item")
            .date("day")
            .number("price")
            .bool("promo")
            .number("weight")
            .number("units")
            .build();

    private Shop() {}

    /** Some rows lack the weight, none lacks anything else. */
    static Frame sales() {
        Frame.Builder rows = Frame.builder(SCHEMA);
        for (int i = 0; i < 20; i++) {
            RowBuffer row = RowBuffer.of(SCHEMA)
                    .set("item", "A")
                    .set("day", DAY.minusDays(i))
                    .set("price", 1 + i)
                    .set("promo", i % 2 == 0)
                    .set("units", 10 + i);
            rows.add(i % 5 == 0 ? row : row.set("weight", 3));
        }
        return rows.build();
    }

    static FittedFeatures features() {
        return pipeline()
                .feature("price", column("price"))
                .feature("promo", column("promo"))
                .feature("weight", column("weight").orElse(0))
                .build()
                .fit(sales());
    }

    static FittedFeatures priceAlone() {
        return pipeline().feature("price", column("price")).build().fit(sales());
    }

    static FittedFeatures withHistory() {
        return pipeline()
                .feature("price", column("price"))
                .feature("units_lag_7", lag("units", days(7)))
                .build()
                .fit(sales());
    }

    private static FeaturePipeline.Builder pipeline() {
        return FeaturePipeline.over(SCHEMA)
                .series("day", "item")
                .horizon(days(7))
                .target("units")
                .knownAhead("price", "promo", "weight");
    }

    static RowBuffer request(FittedFeatures features) {
        RowBuffer row = RowBuffer.of(features.requestSchema())
                .set("item", "A")
                .set("day", DAY)
                .set("price", 2.5);
        if (features.requestSchema().contains("promo")) {
            row.set("promo", true);
        }
        return row;
    }

    static LoadedModel model(int version, FittedFeatures features, Scorer scorer) {
        ServedModel info = new ServedModel(
                "daily-units", version, "hash-" + version, "units", List.of(new Score("wape", 0.2, false)));
        return new LoadedModel(info, features, rows -> scorer);
    }

    /** A source whose version a test changes. */
    static final class Source implements ModelSource {
        private final AtomicReference<LoadedModel> production;
        private volatile RuntimeException failure;

        Source(LoadedModel first) {
            production = new AtomicReference<>(first);
        }

        void promote(LoadedModel next) {
            production.set(next);
            failure = null;
        }

        void breakWith(RuntimeException cause) {
            failure = cause;
        }

        @Override
        public boolean isCurrent(LoadedModel model) {
            return failure == null
                    && production.get().info().version() == model.info().version();
        }

        @Override
        public LoadedModel load() {
            if (failure != null) {
                throw failure;
            }
            return production.get();
        }
    }

    static PredictionServiceBuilder serving(FittedFeatures features, Scorer scorer) {
        return new PredictionServiceBuilder(new Source(model(3, features, scorer)));
    }
}
