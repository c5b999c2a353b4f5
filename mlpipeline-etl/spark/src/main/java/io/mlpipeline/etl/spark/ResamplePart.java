package io.mlpipeline.etl.spark;

import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.series.Resampling;
import io.mlpipeline.etl.spark.internal.PackedRow;
import java.time.LocalDate;
import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;

/** Resamples the keys of one partition, one after the other. */
final class ResamplePart implements MapPartitionsFunction<PackedRow, PackedRow> {
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
    public Iterator<PackedRow> call(Iterator<PackedRow> rows) {
        PackedView view = new PackedView(new Packing(schema));
        Packing series = new Packing(resampling.schemaOver(schema));
        Iterator<Row> typed = Mapped.of(rows, view::on);
        return Mapped.of(resampling.resample(typed, schema, lastDay), series::pack);
    }
}
