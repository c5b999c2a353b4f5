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
    private final boolean[] isText;
    private final NumericProfile.Accumulator[] numbers;
    private final CategoricalProfile.Accumulator[] categories;
    private long rows;

    /**
     * Creates an empty profiler.
     *
     * @param schema the columns to summarise
     */
    public DatasetProfiler(Schema schema) {
        this.schema = schema;
        this.isText = new boolean[schema.size()];
        this.numbers = new NumericProfile.Accumulator[schema.size()];
        this.categories = new CategoricalProfile.Accumulator[schema.size()];
        for (int i = 0; i < schema.size(); i++) {
            isText[i] = schema.column(i).type() == ColumnType.TEXT;
            numbers[i] = new NumericProfile.Accumulator();
            categories[i] = new CategoricalProfile.Accumulator();
        }
    }

    /**
     * Adds a row.
     *
     * @param row a row with this profiler's schema
     */
    public void add(Row row) {
        rows++;
        for (int i = 0; i < isText.length; i++) {
            if (!isText[i]) {
                numbers[i].add(row.number(i));
            } else if (row.isMissing(i)) {
                categories[i].addMissing();
            } else {
                categories[i].add(row.text(i));
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
            numbers[i].merge(other.numbers[i]);
            categories[i].merge(other.categories[i]);
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
            columns.add(isText[i] ? categories[i].build(name) : numbers[i].build(name));
        }
        return new DatasetProfile(rows, columns);
    }
}
