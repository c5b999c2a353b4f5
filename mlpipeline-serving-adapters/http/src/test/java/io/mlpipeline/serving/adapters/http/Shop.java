package io.mlpipeline.serving.adapters.http;

import static io.mlpipeline.etl.features.Features.column;
import static io.mlpipeline.etl.features.Features.days;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.provenance.TrainingProvenance;
import io.mlpipeline.etl.features.FeaturePipeline;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.models.core.bundle.Bundle;
import io.mlpipeline.models.core.evaluation.Evaluation;
import io.mlpipeline.models.core.evaluation.Metrics;
import io.mlpipeline.models.core.model.LinearModel;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;

/** Bundles of a small shop: the prediction is the price, plus what a test wants. */
final class Shop {
    static final String MODEL = "daily-units";
    static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    static final Schema SCHEMA = Schema.builder()
            .text("item")
            .date("day")
            .number("price")
            .bool("promo")
            .integer("stock")
            .timestamp("counted")
            .number("weight")
            .number("units")
            .build();
    static final FittedFeatures FEATURES = features();

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
                    .set("stock", i)
                    .set("counted", Instant.EPOCH)
                    .set("units", 10 + i);
            rows.add(i % 5 == 0 ? row : row.set("weight", 3));
        }
        return rows.build();
    }

    private static FittedFeatures features() {
        return FeaturePipeline.over(SCHEMA)
                .series("day", "item")
                .horizon(days(7))
                .target("units")
                .knownAhead("price", "promo", "weight", "stock")
                .feature("price", column("price"))
                .feature("promo", column("promo"))
                .feature("stock", column("stock"))
                .feature("weight", column("weight").orElse(0))
                .build()
                .fit(sales());
    }

    static Bundle bundle(double intercept) {
        return bundle(LinearModel.of(FEATURES.names(), new double[] {1, 0, 0, 0}, intercept));
    }

    static Bundle bundle(Model model) {
        TrainingProvenance provenance = new TrainingProvenance("by hand", "none", new TreeMap<>(), 20, "0".repeat(64));
        return Bundle.builder(FEATURES, new TrainedModel(model, List.of(), provenance))
                .name(MODEL)
                .evaluation(Evaluation.of(model, FEATURES.trainingSet(sales()), Metrics.MAE, Metrics.WAPE))
                .goldenRows(sales())
                .build();
    }

    static RowBuffer request(double price) {
        return RowBuffer.of(FEATURES.requestSchema())
                .set("item", "A")
                .set("day", DAY)
                .set("price", price)
                .set("promo", true)
                .set("stock", 7);
    }

    /** A request as JSON, with any value for the price. */
    static String json(String price) {
        return "{\"item\": \"A\", \"day\": \"2026-03-02\", \"price\": " + price + ", \"promo\": true, \"stock\": 7}";
    }
}
