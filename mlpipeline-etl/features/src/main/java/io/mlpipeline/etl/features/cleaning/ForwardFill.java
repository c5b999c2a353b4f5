package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.expr.Form;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * The newest earlier value of the same key in place of a missing one. Made by {@link CleaningSteps#missing}. Immutable.
 *
 * <p>Of several rows at one time the one of the greatest value counts. Rows without a time or key stay as they are, and so do
 * those before the first value.
 */
public final class ForwardFill implements TableStep {
    private static final long serialVersionUID = 1L;

    private final String column;
    private final String time;
    private final List<String> keys;

    ForwardFill(String column, String time, List<String> keys) {
        this.column = column;
        this.time = time;
        this.keys = List.copyOf(keys);
    }

    static ForwardFill read(Form form) {
        return new ForwardFill(form.text("column"), form.text("time"), form.texts("keys"));
    }

    @Override
    public Form form() {
        return Form.of("forward-fill").with("column", column).with("time", time).withTexts("keys", keys);
    }

    /**
     * The column to fill.
     *
     * @return its name
     */
    public String column() {
        return column;
    }

    /**
     * The column that orders rows.
     *
     * @return its name
     */
    public String time() {
        return time;
    }

    /**
     * The columns that tell series apart.
     *
     * @return their names; none if all rows are one series
     */
    public List<String> keys() {
        return keys;
    }

    @Override
    public String name() {
        return column + ": the last value of the same " + (keys.isEmpty() ? "table" : String.join(", ", keys))
                + " where missing";
    }

    @Override
    public String description() {
        return name();
    }

    @Override
    public Optional<Fate> removal() {
        return Optional.empty();
    }

    @Override
    public Schema after(Schema before) {
        before.indexOf(column);
        keys.forEach(before::indexOf);
        if (before.typeOf(time) != ColumnType.DATE && before.typeOf(time) != ColumnType.TIMESTAMP) {
            throw new IllegalArgumentException("Column '" + time + "' holds " + before.typeOf(time)
                    + ", which is no time to fill along. Name a date or timestamp");
        }
        if (column.equals(time) || keys.contains(column)) {
            throw new IllegalArgumentException("Column '" + column + "' cannot be filled along itself");
        }
        return before;
    }

    /**
     * Tells whether two rows are of one series.
     *
     * @param schema the columns of the rows
     * @return true for rows whose keys are equal
     */
    public BiPredicate<Row, Row> sameSeries(Schema schema) {
        return new SameValues(schema, keys)::test;
    }

    /**
     * Starts to fill rows that come series by series and in the order of time.
     *
     * @param schema the columns of the rows
     * @return a scan for one thread
     */
    public ForwardScan scan(Schema schema) {
        return new ForwardScan(
                schema,
                schema.indexOf(column),
                schema.indexOf(time),
                keys.stream().mapToInt(schema::indexOf).toArray());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ForwardFill that && form().equals(that.form());
    }

    @Override
    public int hashCode() {
        return form().hashCode();
    }

    @Override
    public String toString() {
        return description();
    }
}
