package io.mlpipeline.etl.spark;

import io.mlpipeline.etl.features.cleaning.RowCleaner;
import io.mlpipeline.etl.features.cleaning.RowStage;
import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Applies a fitted stage to the rows of one partition. */
final class CleanRows implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    private final RowStage stage;

    private CleanRows(RowStage stage) {
        this.stage = stage;
    }

    static Dataset<Row> apply(Dataset<Row> rows, RowStage stage) {
        return rows.mapPartitions(new CleanRows(stage), Encoders.row(TrackedRows.struct(stage.after())));
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        RowCleaner cleaner = stage.cleaner();
        RowView view = new RowView(stage.schema());
        TrackedRows layout = new TrackedRows(stage.schema());
        int size = cleaner.cleanedSchema().size();
        return Mapped.of(rows, row -> cleaned(row, cleaner, view, layout, size));
    }

    private static Row cleaned(Row row, RowCleaner cleaner, RowView view, TrackedRows layout, int size) {
        if (layout.isRemoved(row)) {
            return TrackedRows.stillRemoved(size, row, layout);
        }
        if (cleaner.clean(view.on(row))) {
            return TrackedRows.kept(cleaner.row(), row, layout, cleaner.changed());
        }
        return TrackedRows.removed(
                size, cleaner.removed(layout.file(row), layout.line(row)), cleaner.removedBy(), row, layout);
    }
}
