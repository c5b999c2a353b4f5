package io.mlpipeline.models.xgboost;

import static io.mlpipeline.etl.features.Features.column;
import static io.mlpipeline.etl.features.Features.dayOfWeek;
import static io.mlpipeline.etl.features.Features.days;
import static io.mlpipeline.etl.features.Features.expanding;
import static io.mlpipeline.etl.features.Features.lag;
import static io.mlpipeline.etl.features.Features.rolling;
import static io.mlpipeline.etl.features.Features.targetEncoding;
import static io.mlpipeline.models.core.evaluation.Metrics.R2;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.etl.features.FeaturePipeline;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.etl.features.History;
import io.mlpipeline.etl.features.Kernel;
import io.mlpipeline.etl.features.expr.Folds;
import io.mlpipeline.models.core.evaluation.Evaluation;
import io.mlpipeline.models.core.evaluation.TimeSplit;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a target that is pure chance nothing can be learned, unless features leak. */
class RandomTargetTest {
    private static final LocalDate START = LocalDate.of(2026, 1, 1);
    private static final LocalDate TEST = START.plusDays(120);
    private static final Schema SCHEMA = Schema.builder()
            .date("day")
            .text("item")
            .text("customer")
            .bool("promo")
            .number("units")
            .build();

    /** Few rows a customer: a mean by customer that holds the row's own target gives it away. */
    private static Frame rows(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Frame.Builder frame = Frame.builder(SCHEMA);
        RowBuffer row = RowBuffer.of(SCHEMA);
        for (int day = 0; day < 160; day++) {
            for (int item = 0; item < 40; item++) {
                frame.add(row.clear()
                        .set("day", START.plusDays(day))
                        .set("item", "item" + item)
                        .set("customer", "customer" + random.nextInt(2_500))
                        .set("promo", random.nextBoolean())
                        .set("units", 10 + random.nextGaussian()));
            }
        }
        return frame.build();
    }

    private static FeaturePipeline pipeline() {
        return FeaturePipeline.over(SCHEMA)
                .series("day", "item")
                .horizon(days(7))
                .target("units")
                .knownAhead("promo", "customer")
                .feature("weekday", dayOfWeek("day"))
                .feature("promo", column("promo"))
                .feature("lag_7", lag("units", days(7)))
                .feature("lag_14", lag("units", days(14)))
                .feature("mean_28", rolling("units", days(28)).mean())
                .feature("std_28", rolling("units", days(28)).std())
                .feature("median_all", expanding("units").median())
                .feature(
                        "customer_target",
                        targetEncoding("customer", "units", new Folds(5, List.of("item", "day"), 1), 1))
                .feature("item_target", targetEncoding("item", "units", "item", "day"))
                .oneHot("item", 40)
                .frequency("customer_share", "customer")
                .build();
    }

    private static Model train(TrainingSet set) {
        return XGBoostRegressor.builder()
                .trees(60)
                .maxDepth(4)
                .learningRate(0.1)
                .seed(1)
                .build()
                .fit(set)
                .model();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void givesNoSkillOnHoldOut(long seed) {
        Frame rows = rows(seed);
        var parts = TimeSplit.testFrom(TEST).of(pipeline().fit(rows, TEST).trainingSet(rows));

        double r2 = Evaluation.of(train(parts.train()), parts.test(), R2).value(R2);

        assertThat(r2).isLessThanOrEqualTo(0.02);
    }

    /** What the library refuses to do by itself, done by hand: fitted on all rows and read by every row as if it were new. */
    @Test
    void aLeakByHandIsSeenByThisTest() {
        Frame rows = rows(1);
        FittedFeatures onAll = pipeline().fit(rows);
        Kernel live = onAll.kernel(SCHEMA);
        History history = onAll.history(rows);
        TrainingSet.Builder leaky = TrainingSet.builder(onAll.names(), "units");
        for (Frame.Cursor row = rows.cursor(); row.next(); ) {
            double[] vector = new double[onAll.names().size()];
            live.transform(row, history, vector);
            leaky.add(vector, row.number(4), row.integer(0) * 86_400_000_000L, row.text(1));
        }
        var parts = TimeSplit.testFrom(TEST).of(leaky.build());

        assertThat(Evaluation.of(train(parts.train()), parts.test(), R2).value(R2))
                .isGreaterThan(0.1);
    }
}
