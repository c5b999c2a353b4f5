package io.mlpipeline.models.xgboost;

import static io.mlpipeline.etl.features.Features.column;
import static io.mlpipeline.etl.features.Features.dayOfWeek;
import static io.mlpipeline.etl.features.Features.days;
import static io.mlpipeline.etl.features.Features.lag;
import static io.mlpipeline.etl.features.Features.rolling;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.etl.features.FeaturePipeline;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.etl.features.History;
import io.mlpipeline.models.core.bundle.Bundle;
import io.mlpipeline.models.core.bundle.Predictor;
import java.time.LocalDate;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** From rows to a file and back to predictions, beside XGBoost's own. */
class XGBoostBundleTest {
    private static final Schema SCHEMA = Schema.builder()
            .date("day")
            .text("item")
            .bool("promo")
            .number("units")
            .build();

    private static Frame rows() {
        SplittableRandom random = new SplittableRandom(3);
        Frame.Builder frame = Frame.builder(SCHEMA);
        RowBuffer row = RowBuffer.of(SCHEMA);
        for (int item = 0; item < 5; item++) {
            for (int day = 0; day < 200; day++) {
                boolean promo = random.nextInt(8) == 0;
                frame.add(row.clear()
                        .set("day", LocalDate.of(2026, 1, 1).plusDays(day))
                        .set("item", "item" + item)
                        .set("promo", promo)
                        .set("units", 3 * item + day % 7 + (promo ? 5 : 0) + random.nextInt(4)));
            }
        }
        return frame.build();
    }

    private static FittedFeatures features(Frame rows) {
        return FeaturePipeline.over(SCHEMA)
                .series("day", "item")
                .horizon(days(7))
                .target("units")
                .knownAhead("promo")
                .feature("weekday", dayOfWeek("day"))
                .feature("promo", column("promo"))
                .feature("units_lag_7", lag("units", days(7)))
                .feature("units_mean_28", rolling("units", days(28)).mean())
                .build()
                .fit(rows);
    }

    private static Bundle bundle(FittedFeatures features, TrainedModel trained, Frame rows) {
        return Bundle.builder(features, trained).name("units").goldenRows(rows).build();
    }

    private static XGBoostRegressor regressor() {
        return XGBoostRegressor.builder()
                .trees(120)
                .objective(Objective.POISSON)
                .subsample(0.8)
                .seed(5)
                .build();
    }

    @Test
    void predictsFromTheFileWhatXGBoostPredicts() {
        Frame rows = rows();
        FittedFeatures features = features(rows);
        try (XGBoostFit fit = regressor().train(features.trainingSet(rows))) {
            Bundle bundle = Bundle.read(bundle(features, fit.trained(), rows).toBytes());
            Predictor predictor = bundle.predictor(rows.schema());
            History history = bundle.features().history(rows);

            double[] expected = fit.nativePredict(features.trainingSet(rows).toArray(), rows.size());

            assertThat(predictor.predict(rows, history)).isEqualTo(expected);
            for (int i = 0; i < rows.size(); i++) {
                assertThat(predictor.predict(rows.row(i), history)).isEqualTo(expected[i]);
            }
        }
    }

    @Test
    void makesTheSameFileWhenEverythingIsDoneAgain() {
        Frame rows = rows();
        FittedFeatures features = features(rows);

        String one = bundle(features, regressor().fit(features.trainingSet(rows)), rows)
                .hash();
        String two = bundle(features(rows()), regressor().fit(features(rows()).trainingSet(rows())), rows())
                .hash();

        assertThat(one).isEqualTo(two);
    }
}
