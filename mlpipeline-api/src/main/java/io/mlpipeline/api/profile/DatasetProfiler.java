package io.mlpipeline.api.profile;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Summarises rows into a {@link DatasetProfile}.
 *
 * <p>Text columns are summarised as categories, all others as numbers (a date as its epoch day, a timestamp as microseconds).
 * The result depends on the rows alone, not on their order or grouping. Not thread-safe.
 */
public final class DatasetProfiler implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Schema schema;
    private final List<NumericProfile.Accumulator> numbers = new ArrayList<>();
    private final List<CategoricalProfile.Accumulator> categories = new ArrayList<>();
    private long rows;

    /**
     * Creates an empty profiler.
     *
     * @param schema the columns to summarise
     */
    public DatasetProfiler(Schema schema) {
        this.schema = schema;
        for (int i = 0; i < schema.size(); i++) {
            numbers.add(new NumericProfile.Accumulator());
            categories.add(new CategoricalProfile.Accumulator());
        }
    }

    /**
     * Adds a row.
     *
     * @param row a row with this profiler's schema
     */
    public void add(Row row) {
        rows++;
        for (int i = 0; i < schema.size(); i++) {
            if (!isText(i)) {
                numbers.get(i).add(row.number(i));
            } else if (row.isMissing(i)) {
                categories.get(i).addMissing();
            } else {
                categories.get(i).add(row.text(i));
            }
        }
    }

    /**
     * Adds all rows of another profiler.
     *
     * @param other a profiler of the same schema, left as it is
     * @throws IllegalArgumentException if the schemas differ
     */
    public void merge(DatasetProfiler other) {
        if (!schema.equals(other.schema)) {
            throw new IllegalArgumentException("Cannot merge a profile of " + other.schema + " into one of " + schema);
        }
        rows += other.rows;
        for (int i = 0; i < schema.size(); i++) {
            numbers.get(i).merge(other.numbers.get(i));
            categories.get(i).merge(other.categories.get(i));
        }
    }

    /**
     * Builds the summary; the profiler may go on.
     *
     * @return the summary of the rows so far
     */
    public DatasetProfile build() {
        List<ColumnProfile> columns = new ArrayList<>();
        for (int i = 0; i < schema.size(); i++) {
            String name = schema.column(i).name();
            columns.add(
                    isText(i) ? categories.get(i).build(name) : numbers.get(i).build(name));
        }
        return new DatasetProfile(rows, columns);
    }

    private boolean isText(int column) {
        return schema.column(column).type() == ColumnType.TEXT;
    }
}
