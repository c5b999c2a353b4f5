package io.mlpipeline.testkit.registry;

import static io.mlpipeline.etl.features.Features.column;
import static io.mlpipeline.etl.features.Features.days;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.api.provenance.TrainingProvenance;
import io.mlpipeline.etl.features.Feature;
import io.mlpipeline.etl.features.FeaturePipeline;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.models.core.bundle.Bundle;
import io.mlpipeline.models.core.evaluation.Evaluation;
import io.mlpipeline.models.core.evaluation.Metrics;
import io.mlpipeline.models.core.model.LinearModel;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;

/**
 * A shop that sells ten times the price, so that every score can be had by hand: a model that says {@code w * price} errs by
 * {@code |10 - w| / 10} of the sales (WAPE).
 */
public final class TinyModels {
    public static final LocalDate OPENING = LocalDate.of(2026, 1, 1);

    private static final Schema SCHEMA =
            Schema.builder().date("day").number("price").number("units").build();

    private TinyModels() {}

    /** One day after the other from the opening on, at the prices given. */
    public static Frame sales(double... prices) {
        Frame.Builder rows = Frame.builder(SCHEMA);
        RowBuffer row = RowBuffer.of(SCHEMA);
        for (int i = 0; i < prices.length; i++) {
            rows.add(row.set("day", OPENING.plusDays(i)).set("price", prices[i]).set("units", 10 * prices[i]));
        }
        return rows.build();
    }

    /** The price as it is: the same for whatever rows. */
    public static FittedFeatures plain(Frame rows) {
        return fitted(column("price"), rows);
    }

    /** The price less its mean over its standard deviation: fitted to the rows. */
    public static FittedFeatures standardized(Frame rows) {
        return fitted(column("price").standardize(), rows);
    }

    private static FittedFeatures fitted(Feature price, Frame rows) {
        return FeaturePipeline.over(SCHEMA)
                .series("day")
                .horizon(days(1))
                .target("units")
                .knownAhead("price")
                .feature("price", price)
                .build()
                .fit(rows);
    }

    /** Says {@code weight * price}. */
    public static LinearModel times(double weight) {
        return LinearModel.of(List.of("price"), new double[] {weight}, 0);
    }

    /** A bundle of a model that says {@code weight * price}, judged on prices 1 to 4. */
    public static Bundle bundle(double weight) {
        Frame rows = sales(1, 2, 3, 4);
        FittedFeatures features = plain(rows);
        TrainingSet set = features.trainingSet(rows);
        var provenance = new TrainingProvenance("given", "none", new TreeMap<>(), set.size(), set.fingerprint());
        return Bundle.builder(features, new TrainedModel(times(weight), List.of(), provenance))
                .evaluation(Evaluation.of(times(weight), set, Metrics.WAPE, Metrics.BIAS))
                .goldenRows(rows)
                .build();
    }
}
