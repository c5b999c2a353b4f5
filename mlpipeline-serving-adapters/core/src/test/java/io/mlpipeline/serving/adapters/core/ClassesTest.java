package io.mlpipeline.serving.adapters.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.provenance.TrainingProvenance;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.models.core.bundle.Bundle;
import io.mlpipeline.models.core.model.LogisticModel;
import io.mlpipeline.models.core.model.MultinomialModel;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ClassesTest {
    private static final FittedFeatures FEATURES = Shop.features();

    private static PredictionService serving(Model model) {
        TrainingProvenance provenance = new TrainingProvenance("by hand", "none", new TreeMap<>(), 20, "0".repeat(64));
        Bundle bundle = Bundle.builder(FEATURES, new TrainedModel(model, List.of(), provenance))
                .name("daily-units")
                .goldenRows(Shop.sales())
                .build();
        return PredictionService.of(bundle).build();
    }

    /** The features are price (2.5 in the request), promo (1) and weight (missing, so 0). */
    private static MultinomialModel three(double large) {
        return MultinomialModel.of(
                FEATURES.names(),
                List.of("few", "some", "many"),
                new double[] {0, 0, 0, large, 0, 0, 0, -1, 0},
                new double[] {0, 0, 0});
    }

    @Test
    void tellsTheProbabilityOfEachClassByItsName() {
        try (PredictionService service = serving(three(1))) {
            Prediction prediction = service.predict(Shop.request(FEATURES));

            double sum = 1 + Math.exp(2.5) + Math.exp(-1);
            assertThat(prediction.value()).isEqualTo(1);
            assertThat(prediction.label()).contains("some");
            assertThat(prediction.probabilities())
                    .extracting(ClassProbability::label)
                    .containsExactly("few", "some", "many");
            assertThat(prediction.probabilities().get(1).probability()).isCloseTo(Math.exp(2.5) / sum, within(1e-12));
            assertThat(prediction.probabilities().get(2).probability()).isCloseTo(Math.exp(-1) / sum, within(1e-12));
            Frame requests = Frame.builder(FEATURES.requestSchema())
                    .add(Shop.request(FEATURES))
                    .build();
            assertThat(service.predictAll(requests))
                    .singleElement()
                    .satisfies(each -> assertThat(each.probabilities()).hasSize(3));
        }
    }

    @Test
    void tellsOneNumberOfTwoClasses() {
        LogisticModel two = LogisticModel.of(FEATURES.names(), List.of("no", "yes"), new double[] {0, 0, 0}, 0);
        try (PredictionService service = serving(two)) {
            Prediction prediction = service.predict(Shop.request(FEATURES));

            assertThat(prediction.value()).isEqualTo(0.5);
            assertThat(prediction.probabilities()).isEmpty();
            assertThat(prediction.label()).isEmpty();
        }
    }
}
