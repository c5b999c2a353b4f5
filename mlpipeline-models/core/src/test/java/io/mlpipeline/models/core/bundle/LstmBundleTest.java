package io.mlpipeline.models.core.bundle;

import static io.mlpipeline.etl.features.Features.column;
import static io.mlpipeline.etl.features.Features.days;
import static io.mlpipeline.etl.features.Features.lag;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.provenance.TrainingProvenance;
import io.mlpipeline.etl.features.FeaturePipeline;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.models.core.sequence.LstmArchitecture;
import io.mlpipeline.models.core.sequence.LstmModel;
import io.mlpipeline.models.core.sequence.SequenceEncoder;
import io.mlpipeline.models.core.sequence.SequenceShape;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A recurrent network is deployed like any other model: features make its window, and one file holds all. */
class LstmBundleTest {
    private static final int WINDOW = 7;

    private static FittedFeatures features() {
        FeaturePipeline.Builder pipeline = FeaturePipeline.over(Sales.SCHEMA)
                .series("day", "item")
                .target("units")
                .knownAhead("promo", "price");
        for (int lag = WINDOW; lag >= 1; lag--) {
            pipeline.feature("units_lag_" + lag, lag("units", days(lag)));
        }
        for (int lag = WINDOW; lag >= 1; lag--) {
            pipeline.feature("promo_lag_" + lag, lag("promo", days(lag)));
        }
        return pipeline.feature("promo_lead_1", column("promo")).build().fit(Sales.frame());
    }

    private static LstmModel model() {
        SequenceShape shape = SequenceShape.builder("units", WINDOW, 1)
                .seasons(WINDOW)
                .covariates(List.of("promo"))
                .build();
        LstmArchitecture architecture = new LstmArchitecture(shape, 4, 1, 3, 1);
        float[] weights = new float[architecture.size()];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) random.nextDouble(-0.5, 0.5);
        }
        return LstmModel.of(architecture, SequenceEncoder.of(shape, new double[1], new double[] {1}), weights);
    }

    @Test
    void predictsFromAFileWhatItPredictedBefore() {
        FittedFeatures features = features();
        LstmModel model = model();
        TrainedModel trained = new TrainedModel(
                model, List.of(), new TrainingProvenance("lstm", "by hand", new TreeMap<>(), 1, "none"));
        Frame sales = Sales.frame();
        // The first day has no past at all, from which nothing can be forecast.
        Frame requests = sales.where(row -> sales.row(row).integer(0) > Sales.FIRST_DAY.toEpochDay());

        Bundle written = Bundle.builder(features, trained)
                .goldenRows(requests, features.history(sales))
                .build();
        Bundle read = Bundle.read(written.toBytes());

        assertThat(read.model()).isInstanceOf(LstmModel.class);
        double[] before = written.predictor(Sales.SCHEMA).predict(requests, features.history(sales));
        assertThat(read.predictor(Sales.SCHEMA).predict(requests, features.history(sales)))
                .isEqualTo(before);
        assertThat(before).doesNotContain(Double.NaN);
        assertThat(read.hash()).isEqualTo(written.hash());
    }
}
