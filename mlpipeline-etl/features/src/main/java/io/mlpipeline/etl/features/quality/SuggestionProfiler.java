package io.mlpipeline.etl.features.quality;

import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.profile.CategoricalProfile;
import io.mlpipeline.api.profile.ColumnProfile;
import io.mlpipeline.api.profile.DatasetProfile;
import io.mlpipeline.api.profile.DatasetProfiler;
import io.mlpipeline.api.profile.NumericProfile;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects what {@link ExpectationSuggestions} are made from; mergeable, so that every part of the rows can have its own. The result
 * depends on the rows alone, not on their order or parts. Memory grows with the distinct texts, and by 8 bytes a row for every column
 * without a repeated value. {@link Serializable} only so that a distributed engine can move it. Not thread-safe.
 */
public final class SuggestionProfiler implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Schema schema;
    private final DatasetProfiler profiler;
    private final List<ColumnFacts> facts = new ArrayList<>();

    /**
     * Creates an empty profiler.
     *
     * @param schema the columns of the rows
     */
    public SuggestionProfiler(Schema schema) {
        this.schema = schema;
        this.profiler = new DatasetProfiler(schema);
        schema.columns().forEach(column -> facts.add(new ColumnFacts(column.type())));
    }

    /**
     * Adds a row.
     *
     * @param row a row with this profiler's schema
     */
    public void add(Row row) {
        profiler.add(row);
        for (int i = 0; i < facts.size(); i++) {
            facts.get(i).add(row, i);
        }
    }

    /**
     * Adds all rows of another profiler.
     *
     * @param other a profiler of the same schema, left as it is
     * @return this profiler
     * @throws IllegalArgumentException if the schemas differ
     */
    public SuggestionProfiler merge(SuggestionProfiler other) {
        profiler.merge(other.profiler);
        for (int i = 0; i < facts.size(); i++) {
            facts.get(i).merge(other.facts.get(i));
        }
        return this;
    }

    /**
     * What the rows so far support.
     *
     * @return the suggestions; the profiler may go on
     */
    public ExpectationSuggestions suggest() {
        DatasetProfile profile = profiler.build();
        List<Suggestion> all = new ArrayList<>();
        for (int i = 0; i < facts.size(); i++) {
            ColumnProfile column = profile.columns().get(i);
            ColumnSuggestions suggestions = new ColumnSuggestions(column.name(), profile.rows(), facts.get(i));
            if (column instanceof CategoricalProfile categories) {
                all.addAll(suggestions.ofText(categories));
            } else if (column instanceof NumericProfile numbers) {
                all.addAll(suggestions.ofNumbers(numbers));
            }
        }
        return new ExpectationSuggestions(schema, all);
    }
}
