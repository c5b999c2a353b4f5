package io.mlpipeline.etl.spark;

import io.mlpipeline.etl.features.cleaning.ForwardFill;
import io.mlpipeline.etl.features.cleaning.ForwardScan;
import io.mlpipeline.etl.features.cleaning.TableStage;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiPredicate;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Fills missing values along each series, in partitions where the rows of a series stand together in the order of time. */
final class FillForward implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    private final TableStage stage;

    private FillForward(TableStage stage) {
        this.stage = stage;
    }

    static Dataset<Row> apply(Dataset<Row> rows, TableStage stage, ForwardFill fill) {
        Dataset<Row> series = fill.keys().isEmpty()
                ? rows.coalesce(1).sortWithinPartitions(PhysicalRows.named(fill.time()))
                : TrackedRows.byKey(rows, fill.keys(), fill.keys(), false, List.of(PhysicalRows.named(fill.time())));
        return series.mapPartitions(new FillForward(stage), Encoders.row(TrackedRows.struct(stage.schema())));
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        ForwardFill fill = (ForwardFill) stage.step();
        return Mapped.of(rows, new Filling(fill, stage)::next);
    }

    private static final class Filling {
        private final BiPredicate<io.mlpipeline.api.data.Row, io.mlpipeline.api.data.Row> sameSeries;
        private final TableStage stage;
        private final TrackedRows layout;
        private final ForwardScan scan;
        private final RowView view;
        private final RowView before;
        private @Nullable Row last;

        Filling(ForwardFill fill, TableStage stage) {
            this.sameSeries = fill.sameSeries(stage.schema());
            this.stage = stage;
            this.layout = new TrackedRows(stage.schema());
            this.scan = fill.scan(stage.schema());
            this.view = new RowView(stage.schema());
            this.before = new RowView(stage.schema());
        }

        Row next(Row row) {
            if (layout.isRemoved(row)) {
                return row;
            }
            boolean begins = last == null || !sameSeries.test(view.on(row), before.on(last));
            last = row;
            io.mlpipeline.api.data.Row filled = scan.next(view.on(row), begins);
            return scan.isFilled() ? TrackedRows.kept(filled, row, layout, 1L << stage.firstStep()) : row;
        }
    }
}
