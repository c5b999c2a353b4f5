package io.mlpipeline.etl.spark;

import io.mlpipeline.etl.features.cleaning.StageFit;
import io.mlpipeline.etl.features.cleaning.StagePass;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Makes one pass of the fit of a stage over one partition. */
final class LearnPart implements MapPartitionsFunction<Row, StagePass.Summary> {
    private static final long serialVersionUID = 1L;

    private final StageFit fit;

    private LearnPart(StageFit fit) {
        this.fit = fit;
    }

    /** What one pass over all rows has learned. */
    static StagePass.Summary summary(Dataset<Row> rows, StageFit fit) {
        Dataset<StagePass.Summary> parts =
                rows.mapPartitions(new LearnPart(fit), Encoders.javaSerialization(StagePass.Summary.class));
        return Jobs.run(parts::collectAsList).stream().reduce(fit.pass().summary(), StagePass.Summary::merge);
    }

    @Override
    public Iterator<StagePass.Summary> call(Iterator<Row> rows) {
        StagePass pass = fit.pass();
        TrackedRows layout = new TrackedRows(fit.stage().schema());
        RowView view = new RowView(fit.stage().schema());
        rows.forEachRemaining(row -> {
            if (!layout.isRemoved(row)) {
                pass.add(view.on(row));
            }
        });
        return List.of(pass.summary()).iterator();
    }
}
