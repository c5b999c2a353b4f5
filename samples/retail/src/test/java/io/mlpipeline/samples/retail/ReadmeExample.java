package io.mlpipeline.samples.retail;

import static io.mlpipeline.etl.features.Features.column;
import static io.mlpipeline.etl.features.Features.dayOfWeek;
import static io.mlpipeline.etl.features.Features.days;
import static io.mlpipeline.etl.features.Features.lag;
import static io.mlpipeline.etl.features.Features.rolling;
import static io.mlpipeline.models.core.evaluation.Metrics.WAPE;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.etl.features.FeaturePipeline;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.models.core.bundle.Bundle;
import io.mlpipeline.models.core.evaluation.TimeSplit;
import io.mlpipeline.models.xgboost.XGBoostRegressor;
import io.mlpipeline.registry.ModelRegistry;
import io.mlpipeline.registry.promotion.PromotionPolicy;
import io.mlpipeline.registry.version.ModelVersion;
import io.mlpipeline.serving.adapters.core.PredictionService;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** The README's example; {@link ReadmeTest} compares the text and runs it. */
final class ReadmeExample {
    private ReadmeExample() {}

    // spotless:off
    // README
    record Sale(String item, LocalDate day, double units, double price, boolean promo) {}   // your own record
    record Ask(String item, LocalDate day, boolean promo) {}                                // what you know beforehand

    static double expectedUnits(List<Sale> history, LocalDate cut, Ask ask, Path folder) {
        Frame sales = Frame.of(Sale.class, history);
        FittedFeatures features = FeaturePipeline.over(sales.schema())
            .series("day", "item").horizon(days(7)).target("units").knownAhead("promo")
            .feature("weekday", dayOfWeek("day"))
            .feature("promo", column("promo"))
            .feature("units_lag_7", lag("units", days(7)))                    // by the calendar; a lag of 6 is refused: a leak
            .feature("units_mean_28", rolling("units", days(28)).mean())
            .feature("price_mean_28", rolling("price", days(28)).mean().imputeMedian())
            .build()
            .fit(sales, cut);                                                 // learns from the days before the cut only
        var parts = TimeSplit.testFrom(cut).gap(days(7)).of(features.trainingSet(sales));
        TrainedModel model = XGBoostRegressor.builder().trees(100).maxDepth(4).seed(42).build().fit(parts.train());
        try (ModelRegistry registry = ModelRegistry.open(folder)) {
            ModelVersion candidate = registry.register("daily-units", Bundle.builder(features, model).goldenRows(sales).build());
            registry.promote(candidate, PromotionPolicy.beatIncumbentOn(parts.test()).by(WAPE, 0.02));   // or a refusal with reasons
            try (var service = PredictionService.of(registry, "daily-units").history(features.history(sales)).build()) {
                return service.as(Ask.class).predict(ask).value();            // pure Java, one file, no native library
            }
        }
    }
    // README
    // spotless:on
}
