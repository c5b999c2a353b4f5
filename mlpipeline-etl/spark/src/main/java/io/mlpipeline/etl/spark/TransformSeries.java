package io.mlpipeline.etl.spark;

import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.etl.features.Series;
import io.mlpipeline.etl.spark.internal.PackedRow;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;

/** Computes the features of one partition, one series after the other. */
final class TransformSeries implements MapPartitionsFunction<PackedRow, PackedRow> {
    private static final long serialVersionUID = 1L;

    private final String features;
    private final Schema schema;

    TransformSeries(FittedFeatures features, Schema schema) {
        this.features = features.toJson();
        this.schema = schema;
    }

    @Override
    public Iterator<PackedRow> call(Iterator<PackedRow> rows) {
        return new Transformed(Transformation.of(features, schema), rows);
    }

    private final class Transformed implements Iterator<PackedRow> {
        private final Transformation transformation;
        private final SeriesRows wholes;
        private Series series = Series.of("", List.of(), new long[0], new double[0][]);
        private Iterator<PackedRow> current = Collections.emptyIterator();

        Transformed(Transformation transformation, Iterator<PackedRow> rows) {
            this.transformation = transformation;
            this.wholes = new SeriesRows(rows, transformation.seriesBuilder(), schema, transformation.keys());
        }

        @Override
        public boolean hasNext() {
            return current.hasNext() || wholes.hasNext();
        }

        @Override
        public PackedRow next() {
            if (!current.hasNext()) {
                SeriesRows.Whole whole = wholes.next();
                series = whole.series();
                current = whole.rows().iterator();
            }
            return transformation.transform(current.next(), series);
        }
    }
}
