package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.quality.QuarantinedRow;
import io.mlpipeline.etl.features.quality.Severity;
import io.mlpipeline.etl.features.quality.Violation;
import io.mlpipeline.etl.features.series.RowOrder;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Keeps one of the rows that have the same key. Made by {@link CleaningSteps#duplicates}. Immutable.
 *
 * <p>Rows whose key is missing in a part are no duplicates of each other. Without key columns, rows are compared in all
 * columns, and missing values equal each other.
 */
public final class Duplicates implements TableStep {
    private static final long serialVersionUID = 1L;

    /** Which of the rows of a key is kept. */
    enum Keep {
        FIRST,
        LAST,
        EARLIEST,
        LATEST
    }

    private final List<String> key;
    private final Keep keep;
    private final String time;
    private final Fate fate;

    Duplicates(List<String> key, Keep keep, String time, Fate fate) {
        this.key = List.copyOf(key);
        this.keep = keep;
        this.time = time;
        this.fate = fate;
    }

    static Duplicates read(Form form) {
        return new Duplicates(
                form.texts("key"),
                Keep.valueOf(form.text("keep")),
                form.text("time"),
                new Fate(form.text("rule"), Severity.valueOf(form.text("severity"))));
    }

    @Override
    public Form form() {
        return Form.of("duplicates")
                .withTexts("key", key)
                .with("keep", keep.name())
                .with("time", time)
                .with("rule", fate.rule())
                .with("severity", fate.severity().name());
    }

    @Override
    public String name() {
        return fate.rule();
    }

    @Override
    public String description() {
        return switch (keep) {
            case FIRST, LAST -> what() + " (the " + keep.name().toLowerCase(Locale.ROOT) + " is kept)";
            case EARLIEST, LATEST ->
                what() + " (that of the " + keep.name().toLowerCase(Locale.ROOT) + " " + time + " is kept)";
        };
    }

    private String what() {
        return key.isEmpty() ? "no other row is equal" : "no other row has the same " + key;
    }

    @Override
    public Optional<Fate> removal() {
        return Optional.of(fate);
    }

    @Override
    public Schema after(Schema before) {
        key.forEach(before::indexOf);
        if (!time.isEmpty()) {
            ColumnType type = before.typeOf(time);
            if (type == ColumnType.TEXT || type == ColumnType.BOOLEAN) {
                throw new IllegalArgumentException("Column '" + time + "' holds " + type
                        + ", which tells no latest row. Name a date, a timestamp or a number");
            }
        }
        return before;
    }

    /**
     * The columns to compare.
     *
     * @param schema the columns of the rows
     * @return the key; all columns if none was named
     */
    public List<String> columns(Schema schema) {
        return key.isEmpty() ? schema.names() : key;
    }

    /**
     * Whether the order of the rows decides which one is kept, so that the engine must know it.
     *
     * @return false if values alone decide
     */
    public boolean needsOrder() {
        return !key.isEmpty() && time.isEmpty();
    }

    /**
     * Whether missing values equal each other.
     *
     * @return true if rows are compared in all columns
     */
    public boolean comparesMissing() {
        return key.isEmpty();
    }

    /**
     * Whether the last of equal rows is kept, where {@link #needsOrder()}.
     *
     * @return false if the first is
     */
    public boolean keepsLast() {
        return keep == Keep.LAST;
    }

    /**
     * A row that is not kept, with the reason.
     *
     * @param file where it came from; empty if that is not known
     * @param line its line or number there
     * @param row the row
     * @return the row as it is quarantined
     */
    public QuarantinedRow removed(String file, long line, Row row) {
        int[] positions =
                columns(row.schema()).stream().mapToInt(row.schema()::indexOf).toArray();
        return QuarantinedRow.of(file, line, row, List.of(Violation.of(row, name(), positions)));
    }

    /**
     * Starts to compare rows of the same key.
     *
     * @param schema the columns of the rows
     * @return what decides between two of them, for one thread
     */
    public Choice choice(Schema schema) {
        return new Choice(schema);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Duplicates that && form().equals(that.form());
    }

    @Override
    public int hashCode() {
        return form().hashCode();
    }

    @Override
    public String toString() {
        return description();
    }

    /** Decides between rows of one key. Not thread-safe. */
    public final class Choice {
        private final int[] positions;
        private final SameValues sameKey;
        private final int timePosition;
        private final Comparator<Row> values;

        private Choice(Schema schema) {
            this.sameKey = new SameValues(schema, columns(schema));
            this.positions = key.stream().mapToInt(schema::indexOf).toArray();
            this.timePosition = time.isEmpty() ? -1 : schema.indexOf(time);
            this.values = RowOrder.by(schema.names().toArray(String[]::new)).comparator(schema);
        }

        /**
         * Whether a row takes part at all.
         *
         * @param row any row
         * @return false if a part of its key is missing
         */
        public boolean isCompared(Row row) {
            for (int position : positions) {
                if (row.isMissing(position)) {
                    return false;
                }
            }
            return true;
        }

        /**
         * Whether two rows have the same key.
         *
         * @param a a row
         * @param b another
         * @return true if all parts are equal
         */
        public boolean isSameKey(Row a, Row b) {
            return sameKey.test(a, b);
        }

        /**
         * Whether a row is kept rather than another. Where times are equal, the greater row by its values is, so that the
         * choice does not depend on the order in which an engine meets them.
         *
         * @param row a row that comes after the other
         * @param other the other row of the same key
         * @return true if the other one goes
         */
        public boolean isPreferred(Row row, Row other) {
            if (timePosition < 0) {
                return keep == Keep.LAST;
            }
            int byTime = compareTimes(row, other);
            return byTime == 0 ? values.compare(row, other) > 0 : (byTime > 0) == (keep == Keep.LATEST);
        }

        /** A row without a time is kept only if all are: it counts as older than any, or younger. */
        private int compareTimes(Row row, Row other) {
            boolean missing = row.isMissing(timePosition);
            if (missing || other.isMissing(timePosition)) {
                int order = Boolean.compare(other.isMissing(timePosition), missing);
                return keep == Keep.LATEST ? order : -order;
            }
            return row.schema().column(timePosition).type() == ColumnType.NUMBER
                    ? Double.compare(row.number(timePosition), other.number(timePosition))
                    : Long.compare(row.integer(timePosition), other.integer(timePosition));
        }
    }
}
