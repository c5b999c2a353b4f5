package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.expr.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that were learned for each group of rows, such as the bounds of a product's price. Without columns to group by all
 * rows are one group. A group of which nothing was learned is absent. Immutable and safe for use by many threads.
 */
public final class GroupNumbers {
    private static final String MISSING = "";
    private static final String PRESENT = "=";

    private final List<String> columns;
    private final List<Group> groups;

    private GroupNumbers(List<String> columns, List<Group> groups) {
        this.columns = List.copyOf(columns);
        this.groups = groups.stream().sorted(Group.ORDER).toList();
        for (int i = 1; i < this.groups.size(); i++) {
            if (this.groups.get(i).key.equals(this.groups.get(i - 1).key)) {
                throw new IllegalArgumentException(
                        "Group " + this.groups.get(i).key + " of " + columns + " is given twice");
            }
        }
    }

    /** The numbers of all rows as one group. */
    static GroupNumbers ofAll(double[] numbers) {
        return new GroupNumbers(List.of(), numbers.length == 0 ? List.of() : List.of(new Group(List.of(), numbers)));
    }

    static Builder by(List<String> columns) {
        return new Builder(columns);
    }

    /** Refuses columns that make no groups. */
    static void requireGroupable(Schema schema, List<String> columns) {
        for (String column : columns) {
            ColumnType type = schema.typeOf(column);
            if (type == ColumnType.NUMBER || type == ColumnType.TIMESTAMP) {
                throw new IllegalArgumentException("Column '" + column + "' holds " + type
                        + ", which makes no groups. Group by text, integers, booleans or dates");
            }
        }
    }

    /**
     * The columns that rows are grouped by.
     *
     * @return their names; none if all rows are one group
     */
    public List<String> columns() {
        return columns;
    }

    /**
     * How many groups have numbers.
     *
     * @return 0 or more
     */
    public int size() {
        return groups.size();
    }

    /** The numbers of all rows as one group; empty if nothing was learned of them. */
    double[] onlyNumbers() {
        return groups.isEmpty() ? new double[0] : groups.get(0).numbers.clone();
    }

    Form form(String name) {
        return Form.of(name)
                .withTexts("by", columns)
                .withForms("groups", groups.stream().map(Group::form).toList());
    }

    static GroupNumbers read(Form form) {
        return new GroupNumbers(
                form.texts("by"), form.forms("groups").stream().map(Group::read).toList());
    }

    /** A lookup for rows of a schema, for one thread. It does not allocate. */
    Lookup bind(Schema schema) {
        return new Lookup(schema);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GroupNumbers that && form("groups").equals(that.form("groups"));
    }

    @Override
    public int hashCode() {
        return form("groups").hashCode();
    }

    @Override
    public String toString() {
        return groups.size() + " groups by " + columns;
    }

    private record Group(List<String> key, double[] numbers) {
        static final Comparator<Group> ORDER = (a, b) -> {
            for (int i = 0; i < a.key.size(); i++) {
                int order = a.key.get(i).compareTo(b.key.get(i));
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        };

        Form form() {
            Form form = Form.of("group").withTexts("key", key);
            for (int i = 0; i < numbers.length; i++) {
                form.with("n" + i, numbers[i]);
            }
            return form;
        }

        static Group read(Form form) {
            int count = 0;
            while (form.has("n" + count)) {
                count++;
            }
            double[] numbers = new double[count];
            Arrays.setAll(numbers, i -> form.number("n" + i));
            return new Group(form.texts("key"), numbers);
        }
    }

    /** Collects what was learned, group by group, in any order. Not thread-safe. */
    public static final class Builder {
        private final List<String> columns;
        private final List<Group> groups = new ArrayList<>();

        private Builder(List<String> columns) {
            this.columns = columns;
        }

        /**
         * Adds a group.
         *
         * @param row any row of the group, with the columns to group by
         * @param numbers what was learned; empty if nothing can be said
         * @return this builder
         */
        public Builder add(Row row, double[] numbers) {
            return numbers.length == 0 ? this : add(keyOf(row), numbers);
        }

        /**
         * The key of a row's group as texts, to be moved between processes.
         *
         * @param row a row with the columns to group by
         * @return one text a column
         */
        public List<String> keyOf(Row row) {
            List<String> key = new ArrayList<>(columns.size());
            for (String column : columns) {
                int position = row.schema().indexOf(column);
                boolean isText = row.schema().column(position).type() == ColumnType.TEXT;
                key.add(
                        row.isMissing(position)
                                ? MISSING
                                : PRESENT + (isText ? row.text(position) : Long.toString(row.integer(position))));
            }
            return List.copyOf(key);
        }

        /**
         * Adds a group by the texts of its key.
         *
         * @param key as given by {@link #keyOf}
         * @param numbers what was learned, not empty
         * @return this builder
         */
        public Builder add(List<String> key, double[] numbers) {
            groups.add(new Group(List.copyOf(key), numbers.clone()));
            return this;
        }

        /**
         * Builds the numbers.
         *
         * @return the same value for the same groups in any order
         */
        public GroupNumbers build() {
            return new GroupNumbers(columns, groups);
        }
    }

    /** Finds the numbers of a row's group: an open hash table over the parts of keys. */
    final class Lookup {
        private final int[] positions;
        private final boolean[] isText;
        private final int[] table;
        private final @Nullable Object[][] keys;

        private Lookup(Schema schema) {
            this.positions = columns.stream().mapToInt(schema::indexOf).toArray();
            requireGroupable(schema, columns);
            this.isText = new boolean[positions.length];
            for (int i = 0; i < positions.length; i++) {
                isText[i] = schema.column(positions[i]).type() == ColumnType.TEXT;
            }
            this.table = new int[Integer.highestOneBit(Math.max(2, groups.size())) << 2];
            Arrays.fill(table, -1);
            this.keys = new Object[groups.size()][];
            for (int group = 0; group < keys.length; group++) {
                keys[group] = decoded(groups.get(group).key);
                table[free(hash(keys[group]))] = group;
            }
        }

        private @Nullable Object[] decoded(List<String> key) {
            @Nullable Object[] parts = new Object[key.size()];
            for (int i = 0; i < parts.length; i++) {
                String part = key.get(i);
                String value = part.isEmpty() ? part : part.substring(PRESENT.length());
                parts[i] = part.equals(MISSING) ? null : isText[i] ? value : (Object) Long.valueOf(value);
            }
            return parts;
        }

        private int free(int hash) {
            int slot = hash & (table.length - 1);
            while (table[slot] >= 0) {
                slot = (slot + 1) & (table.length - 1);
            }
            return slot;
        }

        /** The numbers; null if the row's group is not known. Shared: not to be changed. */
        double @Nullable [] find(Row row) {
            int slot = hash(row) & (table.length - 1);
            while (table[slot] >= 0) {
                int group = table[slot];
                if (isSame(keys[group], row)) {
                    return groups.get(group).numbers;
                }
                slot = (slot + 1) & (table.length - 1);
            }
            return null;
        }

        private int hash(@Nullable Object[] key) {
            int hash = 0;
            for (Object part : key) {
                hash = 31 * hash + (part == null ? 0 : part.hashCode());
            }
            return spread(hash);
        }

        private int hash(Row row) {
            int hash = 0;
            for (int i = 0; i < positions.length; i++) {
                hash = 31 * hash + (row.isMissing(positions[i]) ? 0 : hashOfPresent(row, i));
            }
            return spread(hash);
        }

        private int hashOfPresent(Row row, int i) {
            return isText[i] ? row.text(positions[i]).hashCode() : Long.hashCode(row.integer(positions[i]));
        }

        private static int spread(int hash) {
            int mixed = hash * 0x9E3779B9;
            return mixed ^ (mixed >>> 15);
        }

        private boolean isSame(@Nullable Object[] key, Row row) {
            for (int i = 0; i < positions.length; i++) {
                Object part = key[i];
                if (row.isMissing(positions[i]) != (part == null) || (part != null && !isSamePart(part, row, i))) {
                    return false;
                }
            }
            return true;
        }

        private boolean isSamePart(Object part, Row row, int i) {
            return isText[i]
                    ? part.equals(row.text(positions[i]))
                    : ((Long) part).longValue() == row.integer(positions[i]);
        }
    }
}
