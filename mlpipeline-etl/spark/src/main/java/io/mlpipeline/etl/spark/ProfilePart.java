package io.mlpipeline.etl.spark;

import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.quality.ExpectationSuggestions;
import io.mlpipeline.etl.features.quality.SuggestionProfiler;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Looks for expectations in one partition. */
final class ProfilePart implements MapPartitionsFunction<Row, SuggestionProfiler> {
    private static final long serialVersionUID = 1L;

    private final Schema schema;

    private ProfilePart(Schema schema) {
        this.schema = schema;
    }

    /** What all rows support. */
    static ExpectationSuggestions suggest(Dataset<Row> rows, Schema schema) {
        Dataset<SuggestionProfiler> parts = ExactColumns.of(rows)
                .select(schema.names())
                .mapPartitions(new ProfilePart(schema), Encoders.javaSerialization(SuggestionProfiler.class));
        return Jobs.run(parts::collectAsList).stream()
                .reduce(new SuggestionProfiler(schema), SuggestionProfiler::merge)
                .suggest();
    }

    @Override
    public Iterator<SuggestionProfiler> call(Iterator<Row> rows) {
        SuggestionProfiler part = new SuggestionProfiler(schema);
        RowView view = new RowView(schema);
        rows.forEachRemaining(row -> part.add(view.on(row)));
        return List.of(part).iterator();
    }
}
