package io.mlpipeline.etl.spark;

import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.series.Resampling;
import java.time.LocalDate;
import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/** Resamples the keys of one partition, one after the other. */
final class ResamplePart implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    private final Resampling resampling;
    private final Schema schema;
    private final LocalDate lastDay;

    ResamplePart(Resampling resampling, Schema schema, LocalDate lastDay) {
        this.resampling = resampling;
        this.schema = schema;
        this.lastDay = lastDay;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        RowView view = new RowView(schema);
        Iterator<io.mlpipeline.api.data.Row> typed = Mapped.of(rows, view::on);
        return Mapped.of(resampling.resample(typed, schema, lastDay), PhysicalRows::toSpark);
    }
}
