package io.mlpipeline.etl.spark;

import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.FeatureFit;
import io.mlpipeline.etl.features.FitPass;
import io.mlpipeline.etl.features.FitSummary;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Makes one pass of a fit over one partition. */
final class FitPart implements MapPartitionsFunction<Row, FitSummary> {
    private static final long serialVersionUID = 1L;

    private final String fit;
    private final Schema schema;
    private final ArrayList<String> keys;
    private final boolean isSeries;

    private FitPart(String fit, Schema schema, List<String> keys, boolean isSeries) {
        this.fit = fit;
        this.schema = schema;
        this.keys = new ArrayList<>(keys);
        this.isSeries = isSeries;
    }

    /** What one pass over all rows has learned. */
    static FitSummary summary(Dataset<Row> rows, String fit, Schema schema, List<String> keys, boolean isSeries) {
        FitSummary nothing = FeatureFit.fromJson(fit).pass().summary();
        Dataset<FitSummary> parts = rows.mapPartitions(
                new FitPart(fit, schema, keys, isSeries), Encoders.javaSerialization(FitSummary.class));
        return Jobs.run(parts::collectAsList).stream().reduce(nothing, FitSummary::merge);
    }

    @Override
    public Iterator<FitSummary> call(Iterator<Row> rows) {
        FitPass pass = FeatureFit.fromJson(fit).pass();
        new FrameParts(rows, schema, keys, isSeries).forEachRemaining(pass::add);
        return List.of(pass.summary()).iterator();
    }
}
