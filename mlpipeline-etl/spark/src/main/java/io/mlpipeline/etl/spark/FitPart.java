package io.mlpipeline.etl.spark;

import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.FeatureFit;
import io.mlpipeline.etl.features.FitPass;
import io.mlpipeline.etl.features.FitSummary;
import io.mlpipeline.etl.features.Series;
import io.mlpipeline.etl.spark.internal.PackedRow;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;

/** Makes one pass of a fit over one partition. */
final class FitPart implements MapPartitionsFunction<PackedRow, FitSummary> {
    private static final long serialVersionUID = 1L;

    private final String fit;
    private final Schema schema;
    private final ArrayList<String> keys;

    private FitPart(String fit, Schema schema, List<String> keys) {
        this.fit = fit;
        this.schema = schema;
        this.keys = new ArrayList<>(keys);
    }

    /** What one pass over all rows has learned; where it uses history, rows stand together by key and in the order of time. */
    static FitSummary summary(Dataset<PackedRow> rows, FeatureFit fit, Schema schema, List<String> keys) {
        FitSummary nothing = fit.pass().summary();
        Dataset<FitSummary> parts = rows.mapPartitions(
                new FitPart(fit.toJson(), schema, keys), Encoders.javaSerialization(FitSummary.class));
        return Jobs.run(parts::collectAsList).stream().reduce(nothing, FitSummary::merge);
    }

    @Override
    public Iterator<FitSummary> call(Iterator<PackedRow> rows) {
        FitPass pass = FeatureFit.fromJson(fit).pass();
        PackedView view = new PackedView(new Packing(schema));
        if (pass.usesHistory()) {
            new SeriesRows(rows, pass.seriesBuilder(schema), schema, keys)
                    .forEachRemaining(whole -> whole.rows().forEach(row -> pass.add(view.on(row), whole.series())));
        } else {
            Series nothing = Series.of("", List.of(), new long[0], new double[0][]);
            rows.forEachRemaining(row -> pass.add(view.on(row), nothing));
        }
        return List.of(pass.summary()).iterator();
    }
}
