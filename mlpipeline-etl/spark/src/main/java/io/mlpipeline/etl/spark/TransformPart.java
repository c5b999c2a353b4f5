package io.mlpipeline.etl.spark;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.profile.DatasetProfile;
import io.mlpipeline.etl.features.FittedFeatures;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/** Computes the features of one partition, one series after the other. */
final class TransformPart implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    private final String features;
    private final Schema schema;

    TransformPart(FittedFeatures features, Schema schema) {
        this.features = features.toJson();
        this.schema = schema;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        // The profile of the fitted rows plays no part in computing features.
        FittedFeatures fitted = FittedFeatures.fromJson(features, new DatasetProfile(0, List.of()));
        boolean isSeries = !fitted.timeColumn().isEmpty();
        return new Transformed(fitted, new FrameParts(rows, schema, fitted.keyColumns(), isSeries));
    }

    private static final class Transformed implements Iterator<Row> {
        private final FittedFeatures features;
        private final FrameParts parts;
        private Frame.Cursor current;
        private int remaining;

        Transformed(FittedFeatures features, FrameParts parts) {
            this.features = features;
            this.parts = parts;
            this.current = Frame.builder(features.transformedSchema()).build().cursor();
        }

        @Override
        public boolean hasNext() {
            return remaining > 0 || parts.hasNext();
        }

        @Override
        public Row next() {
            if (remaining == 0) {
                Frame frame = features.transform(parts.next());
                current = frame.cursor();
                remaining = frame.size();
            }
            if (!current.next()) {
                throw new NoSuchElementException();
            }
            remaining--;
            return PhysicalRows.toSpark(current);
        }
    }
}
