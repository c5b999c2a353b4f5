package io.mlpipeline.etl.spark;

import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.etl.features.Series;
import io.mlpipeline.etl.spark.internal.PackedRow;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.jspecify.annotations.Nullable;

/** Computes the features of rows that need no past, each alone, so that Spark fuses it with what comes before and after. */
final class TransformRows implements MapFunction<PackedRow, PackedRow> {
    private static final long serialVersionUID = 1L;
    private static final Series NO_PAST = Series.of("", List.of(), new long[0], new double[0][]);

    private final String features;
    private final Schema rows;
    private transient @Nullable Transformation transformation;

    TransformRows(FittedFeatures features, Schema rows) {
        this.features = features.toJson();
        this.rows = rows;
    }

    @Override
    public PackedRow call(PackedRow row) {
        Transformation known = transformation;
        if (known == null) { // each task reads a copy of its own
            known = Transformation.of(features, rows);
            transformation = known;
        }
        return known.transform(row, NO_PAST);
    }
}
