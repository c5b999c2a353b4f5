package io.mlpipeline.api.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The ordered, named and typed columns of a data set. Immutable and safe for use by many threads. */
public final class Schema implements Serializable {
    private static final long serialVersionUID = 1L;

    private final List<Column> columns;
    private final ColumnType[] types;
    private final Map<String, Integer> positions;

    private Schema(List<Column> columns) {
        this.columns = List.copyOf(columns);
        this.types = this.columns.stream().map(Column::type).toArray(ColumnType[]::new);
        this.positions = positionsOf(this.columns);
    }

    private static Map<String, Integer> positionsOf(List<Column> columns) {
        Map<String, Integer> positions = new HashMap<>();
        for (Column column : columns) {
            if (positions.put(column.name(), positions.size()) != null) {
                throw new IllegalArgumentException(
                        "Column '" + column.name() + "' is given twice; names must be unique");
            }
        }
        return positions;
    }

    /**
     * Creates a schema of the given columns.
     *
     * @param columns the columns in order, at least one, with unique names
     * @return the schema
     * @throws IllegalArgumentException if there is no column or a name is repeated
     */
    public static Schema of(List<Column> columns) {
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("A schema needs at least one column");
        }
        return new Schema(columns);
    }

    /**
     * Starts a schema.
     *
     * @return an empty builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The columns in order.
     *
     * @return an immutable list
     */
    public List<Column> columns() {
        return columns;
    }

    /** The types in order, for those who read often; nobody changes them. */
    ColumnType[] types() {
        return types;
    }

    /**
     * The number of columns.
     *
     * @return at least 1
     */
    public int size() {
        return columns.size();
    }

    /**
     * The column at a position.
     *
     * @param position 0 to {@code size() - 1}
     * @return the column
     */
    public Column column(int position) {
        return columns.get(position);
    }

    /**
     * Whether a column of this name exists.
     *
     * @param name the column's name
     * @return true if it does
     */
    public boolean contains(String name) {
        return positions.containsKey(name);
    }

    /**
     * The position of a column.
     *
     * @param name the column's name
     * @return 0 to {@code size() - 1}
     * @throws IllegalArgumentException if there is no such column; the message lists those there are
     */
    public int indexOf(String name) {
        Integer position = positions.get(name);
        if (position == null) {
            throw new IllegalArgumentException("No column '" + name + "'; the columns are " + names());
        }
        return position;
    }

    /**
     * The type of a column.
     *
     * @param name the column's name
     * @return its type
     * @throws IllegalArgumentException if there is no such column
     */
    public ColumnType typeOf(String name) {
        return columns.get(indexOf(name)).type();
    }

    /**
     * The names of the columns in order.
     *
     * @return an immutable list
     */
    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /**
     * The schema of the named columns only, in this schema's order.
     *
     * @param names columns of this schema
     * @return a schema with those columns
     * @throws IllegalArgumentException if a name is unknown or none is given
     */
    public Schema select(Collection<String> names) {
        names.forEach(this::indexOf);
        return of(
                columns.stream().filter(column -> names.contains(column.name())).toList());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Schema that && columns.equals(that.columns);
    }

    @Override
    public int hashCode() {
        return columns.hashCode();
    }

    @Override
    public String toString() {
        return columns.stream()
                .map(column -> column.name() + ":" + column.type())
                .collect(Collectors.joining(", ", "Schema(", ")"));
    }

    /** Collects columns in order. Not thread-safe. */
    public static final class Builder {
        private final List<Column> columns = new ArrayList<>();

        private Builder() {}

        /**
         * Adds a column of doubles.
         *
         * @param name the column's name
         * @return this builder
         */
        public Builder number(String name) {
            return add(name, ColumnType.NUMBER);
        }

        /**
         * Adds a column of longs.
         *
         * @param name the column's name
         * @return this builder
         */
        public Builder integer(String name) {
            return add(name, ColumnType.INTEGER);
        }

        /**
         * Adds a column of true and false.
         *
         * @param name the column's name
         * @return this builder
         */
        public Builder bool(String name) {
            return add(name, ColumnType.BOOLEAN);
        }

        /**
         * Adds a column of strings.
         *
         * @param name the column's name
         * @return this builder
         */
        public Builder text(String name) {
            return add(name, ColumnType.TEXT);
        }

        /**
         * Adds a column of calendar days.
         *
         * @param name the column's name
         * @return this builder
         */
        public Builder date(String name) {
            return add(name, ColumnType.DATE);
        }

        /**
         * Adds a column of instants.
         *
         * @param name the column's name
         * @return this builder
         */
        public Builder timestamp(String name) {
            return add(name, ColumnType.TIMESTAMP);
        }

        /**
         * Adds a column of any type.
         *
         * @param name the column's name
         * @param type its type
         * @return this builder
         */
        public Builder add(String name, ColumnType type) {
            Column column = new Column(name, type);
            if (columns.stream().anyMatch(each -> each.name().equals(name))) {
                throw new IllegalArgumentException("Column '" + name + "' is given twice; names must be unique");
            }
            columns.add(column);
            return this;
        }

        /**
         * Builds the schema.
         *
         * @return an immutable schema of the columns so far
         * @throws IllegalArgumentException if there is no column
         */
        public Schema build() {
            return of(columns);
        }
    }
}
