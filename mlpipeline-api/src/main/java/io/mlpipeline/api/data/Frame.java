package io.mlpipeline.api.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A table in memory, stored by column. Immutable and safe for use by many threads; cursors are not.
 *
 * <p>Rows are numbered from 0. Reading a row through a {@link Cursor} allocates nothing.
 */
public final class Frame {
    private final Schema schema;
    private final List<FrameColumn> columns;
    private final int size;

    private Frame(Schema schema, List<FrameColumn> columns, int size) {
        this.schema = schema;
        this.columns = List.copyOf(columns);
        this.size = size;
    }

    /**
     * Starts a frame.
     *
     * @param schema its columns
     * @return an empty builder
     */
    public static Builder builder(Schema schema) {
        return new Builder(schema);
    }

    /**
     * Creates a frame of the host's own records; see {@link RecordMapper} for how components map to columns.
     *
     * @param type the record class
     * @param records the rows in order
     * @param <T> the record type
     * @return a frame with one column a component
     */
    public static <T extends Record> Frame of(Class<T> type, Collection<? extends T> records) {
        RecordMapper<T> mapper = RecordMapper.of(type);
        Builder builder = builder(mapper.schema());
        RowBuffer buffer = RowBuffer.of(mapper.schema());
        for (T each : records) {
            builder.add(mapper.read(each, buffer));
        }
        return builder.build();
    }

    /**
     * The rows of several frames, one frame after the other.
     *
     * @param schema the columns of all of them
     * @param frames any number of frames
     * @return a frame that shares nothing with them, or the only one
     * @throws IllegalArgumentException if a frame has other columns
     */
    public static Frame concat(Schema schema, List<Frame> frames) {
        for (Frame each : frames) {
            if (!each.schema.equals(schema)) {
                throw new IllegalArgumentException("A frame of " + each.schema + " does not fit one of " + schema);
            }
        }
        if (frames.size() == 1) {
            return frames.get(0);
        }
        int size = 0;
        for (Frame each : frames) {
            size = Math.addExact(size, each.size);
        }
        int total = size;
        return new Frame(
                schema,
                IntStream.range(0, schema.size())
                        .mapToObj(column -> FrameColumn.concat(
                                schema.column(column),
                                total,
                                frames.stream()
                                        .map(each -> each.columns.get(column))
                                        .toList()))
                        .toList(),
                total);
    }

    /**
     * The columns of this frame.
     *
     * @return the schema
     */
    public Schema schema() {
        return schema;
    }

    /**
     * The number of rows.
     *
     * @return 0 or more
     */
    public int size() {
        return size;
    }

    /**
     * A new cursor, before the first row.
     *
     * @return a cursor for one thread
     */
    public Cursor cursor() {
        return new Cursor();
    }

    /**
     * A copy of one row.
     *
     * @param row 0 to {@code size() - 1}
     * @return a row of its own
     */
    public Row row(int row) {
        return RowBuffer.of(schema).copyOf(cursor().moveTo(row));
    }

    /**
     * The rows for which a condition holds, in order.
     *
     * @param keep decides by row number
     * @return a new frame
     */
    public Frame where(IntPredicate keep) {
        return take(IntStream.range(0, size).filter(keep).toArray());
    }

    /**
     * The given rows in the given order.
     *
     * @param rows row numbers of this frame; may repeat
     * @return a new frame
     */
    public Frame take(int[] rows) {
        return new Frame(
                schema, columns.stream().map(column -> column.take(rows)).toList(), rows.length);
    }

    /**
     * This frame with other columns only.
     *
     * @param names columns of this frame
     * @return a frame with those columns in this frame's order, sharing the data
     */
    public Frame select(Collection<String> names) {
        Schema selected = schema.select(names);
        return new Frame(
                selected,
                selected.names().stream()
                        .map(name -> columns.get(schema.indexOf(name)))
                        .toList(),
                size);
    }

    /**
     * Some of this frame's columns, followed by new columns of numbers.
     *
     * @param kept columns of this frame, in the order wanted; possibly none
     * @param names the new columns' names
     * @param values for each new column one value a row, {@code NaN} where missing; they become the frame's own, for copies of large
     *     tables are dear: do not change them afterwards
     * @return a frame of as many rows, sharing the data of the columns that are kept
     * @throws IllegalArgumentException if a column is unknown, a name occurs twice, or the numbers of columns or rows differ
     */
    public Frame project(List<String> kept, List<String> names, double[][] values) {
        if (values.length != names.size() || Arrays.stream(values).anyMatch(each -> each.length != size)) {
            throw new IllegalArgumentException(names.size() + " columns " + names + " of " + size
                    + " rows need as many arrays of that many values");
        }
        Schema.Builder layout = Schema.builder();
        kept.forEach(name -> layout.add(name, schema.typeOf(name)));
        names.forEach(layout::number);
        Schema projected = layout.build();
        List<FrameColumn> data = new ArrayList<>();
        kept.forEach(name -> data.add(columns.get(schema.indexOf(name))));
        for (double[] each : values) {
            data.add(FrameColumn.ofNumbers(projected.column(data.size()), each));
        }
        return new Frame(projected, data, size);
    }

    @Override
    public String toString() {
        return "Frame(" + size + " rows, " + schema + ")";
    }

    /** A row view that moves over the frame. Not thread-safe. */
    public final class Cursor implements Row {
        private final FrameColumn[] data = columns.toArray(FrameColumn[]::new);
        private int row = -1;

        private Cursor() {}

        /**
         * Moves to the next row.
         *
         * @return false when there is none
         */
        public boolean next() {
            if (row + 1 >= size) {
                return false;
            }
            row++;
            return true;
        }

        /**
         * Moves to any row.
         *
         * @param target 0 to {@code size() - 1}
         * @return this cursor
         */
        public Cursor moveTo(int target) {
            if (target < 0 || target >= size) {
                throw new IndexOutOfBoundsException("Row " + target + " of a frame with " + size + " rows");
            }
            row = target;
            return this;
        }

        /**
         * The number of the current row.
         *
         * @return 0 to {@code size() - 1}; -1 before the first {@link #next()}
         */
        public int position() {
            return row;
        }

        @Override
        public Schema schema() {
            return schema;
        }

        @Override
        public boolean isMissing(int column) {
            return data[column].isMissing(row);
        }

        @Override
        public double number(int column) {
            return data[column].number(row);
        }

        @Override
        public long integer(int column) {
            return data[column].integer(row);
        }

        @Override
        public String text(int column) {
            return data[column].text(row);
        }

        @Override
        public String toString() {
            return row < 0 ? "before the first row" : Rows.toString(this);
        }
    }

    /** Collects rows. Not thread-safe. */
    public static final class Builder {
        private final Schema schema;
        private final List<FrameColumn.Builder> columns = new ArrayList<>();
        private int size;

        private Builder(Schema schema) {
            this.schema = schema;
            schema.columns().forEach(column -> columns.add(new FrameColumn.Builder(column)));
        }

        /**
         * Appends a copy of a row.
         *
         * @param row a row with this frame's schema
         * @return this builder
         * @throws IllegalArgumentException if the row has another schema
         */
        public Builder add(Row row) {
            if (row.schema() != schema && !row.schema().equals(schema)) {
                throw new IllegalArgumentException("A row of " + row.schema() + " does not fit a frame of " + schema);
            }
            for (int i = 0; i < columns.size(); i++) {
                columns.get(i).add(row, i);
            }
            size++;
            return this;
        }

        /**
         * The number of rows so far.
         *
         * @return 0 or more
         */
        public int size() {
            return size;
        }

        /**
         * Builds the frame; the builder may go on and build again.
         *
         * @return an immutable frame of the rows so far
         */
        public Frame build() {
            return new Frame(
                    schema, columns.stream().map(FrameColumn.Builder::build).toList(), size);
        }
    }

    /**
     * The numbers of a column.
     *
     * @param column the name of a column that is not text
     * @return a new array, one value a row, {@code NaN} where missing
     * @throws IllegalArgumentException if there is no such column or it is text
     */
    public double[] numbers(String column) {
        FrameColumn data = columns.get(schema.indexOf(column));
        double[] values = new double[size];
        Arrays.setAll(values, data::number);
        return values;
    }
}
