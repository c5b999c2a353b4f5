package io.mlpipeline.etl.features.series;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An order of rows by the values of some columns, ascending, the same on every machine.
 *
 * <p>Missing values come first; text is compared by UTF-16 code unit, numbers as {@link Double#compare}. Immutable.
 */
public final class RowOrder {
    private final List<String> columns;

    private RowOrder(List<String> columns) {
        this.columns = List.copyOf(columns);
    }

    /**
     * Orders by columns.
     *
     * @param columns the first one counts most
     * @return an order
     * @throws IllegalArgumentException if there is none
     */
    public static RowOrder by(String... columns) {
        if (columns.length == 0) {
            throw new IllegalArgumentException("An order needs at least one column");
        }
        return new RowOrder(List.of(columns));
    }

    /**
     * Sorts a frame. Rows that are equal in these columns keep their order.
     *
     * @param frame a frame that has the columns
     * @return a new frame
     * @throws IllegalArgumentException if a column is unknown
     */
    public Frame sort(Frame frame) {
        Frame.Cursor left = frame.cursor();
        Frame.Cursor right = frame.cursor();
        Comparator<Row> order = comparator(frame.schema());
        return frame.take(IntStream.range(0, frame.size())
                .boxed()
                .sorted((a, b) -> order.compare(left.moveTo(a), right.moveTo(b)))
                .mapToInt(Integer::intValue)
                .toArray());
    }

    /**
     * Compares rows.
     *
     * @param schema the schema of the rows, which has the columns
     * @return a comparator for any thread
     * @throws IllegalArgumentException if a column is unknown
     */
    public Comparator<Row> comparator(Schema schema) {
        return columns.stream()
                .map(column -> comparator(schema.indexOf(column), schema.typeOf(column)))
                .reduce(Comparator::thenComparing)
                .orElseThrow();
    }

    private static Comparator<Row> comparator(int position, ColumnType type) {
        return (a, b) -> compare(a, b, position, type);
    }

    private static int compare(Row a, Row b, int position, ColumnType type) {
        boolean missing = a.isMissing(position);
        if (missing || b.isMissing(position)) {
            return Boolean.compare(b.isMissing(position), missing);
        }
        return switch (type) {
            case NUMBER -> Double.compare(a.number(position), b.number(position));
            case TEXT -> a.text(position).compareTo(b.text(position));
            default -> Long.compare(a.integer(position), b.integer(position));
        };
    }
}
