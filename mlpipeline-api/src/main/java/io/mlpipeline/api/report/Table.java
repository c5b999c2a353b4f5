package io.mlpipeline.api.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * Rows under typed columns.
 *
 * <pre>{@code
 * Table metrics = Table.builder("Hold-out", TableColumn.text("Model"), TableColumn.percent("WAPE", 1))
 *         .row("seasonal naive", 0.612)
 *         .row(Tone.STRONG, "XGBoost", 0.418)
 *         .build();
 * }</pre>
 */
public final class Table extends Block {
    private static final int LONGEST_TEXT = 320;

    private final String caption;
    private final List<TableColumn> columns;
    private final List<TableRow> rows;

    private Table(Builder builder) {
        this.caption = builder.caption;
        this.columns = builder.columns;
        this.rows = List.copyOf(builder.rows);
    }

    /**
     * Starts a table.
     *
     * @param caption what it shows, not blank
     * @param columns its columns, at least one
     * @return a builder without rows
     */
    public static Builder builder(String caption, TableColumn... columns) {
        Arguments.notBlank("A table's caption", caption);
        if (columns.length == 0) {
            throw new IllegalArgumentException("Table '" + caption + "' needs at least one column");
        }
        return new Builder(caption, List.of(columns));
    }

    @Override
    void writeTo(Markup out) {
        out.open("div", "class", "scroll", "role", "region", "tabindex", "0", "aria-label", caption);
        out.open("table").element("caption", caption);
        writeHead(out);
        out.open("tbody");
        if (rows.isEmpty()) {
            out.open("tr").element("td", "No data", "class", "none", "colspan", Integer.toString(columns.size()));
            out.close("tr");
        }
        rows.forEach(row -> writeRow(out, row));
        out.close("tbody").close("table").close("div");
    }

    private void writeHead(Markup out) {
        out.open("thead").open("tr");
        for (TableColumn column : columns) {
            out.element("th", column.name(), "scope", "col", "class", cssClass(column));
        }
        out.close("tr").close("thead");
    }

    private void writeRow(Markup out, TableRow row) {
        out.open("tr", "class", row.tone().cssClass());
        for (int i = 0; i < columns.size(); i++) {
            writeCell(out, row, i);
        }
        out.close("tr");
    }

    private void writeCell(Markup out, TableRow row, int position) {
        String text = row.cells().get(position);
        String shown = Ellipsis.afterCharacters(text, LONGEST_TEXT);
        out.open("td", "class", cssClass(columns.get(position)), "title", shown.equals(text) ? "" : text);
        if (position == 0) {
            row.tone().writeSignTo(out);
        }
        out.text(shown).close("td");
    }

    private static String cssClass(TableColumn column) {
        return column.isNumeric() ? "number" : "";
    }

    private record TableRow(Tone tone, List<String> cells) {}

    /** Collects rows. Not thread-safe. */
    public static final class Builder {
        private final String caption;
        private final List<TableColumn> columns;
        private final List<TableRow> rows = new ArrayList<>();

        private Builder(String caption, List<TableColumn> columns) {
            this.caption = caption;
            this.columns = columns;
        }

        /**
         * Appends a row that does not stand out.
         *
         * @param values one value a column: a {@link Number} in a numeric column, any object in a text column; a missing
         *     number is {@code NaN}
         * @return this builder
         * @throws IllegalArgumentException if the values do not fit the columns
         */
        public Builder row(Object... values) {
            return row(Tone.PLAIN, Arrays.asList(values));
        }

        /**
         * Appends a row.
         *
         * @param tone how the row stands out
         * @param values as in {@link #row(Object...)}
         * @return this builder
         * @throws IllegalArgumentException if the values do not fit the columns
         */
        public Builder row(Tone tone, Object... values) {
            return row(tone, Arrays.asList(values));
        }

        /**
         * Appends a row.
         *
         * @param tone how the row stands out
         * @param values as in {@link #row(Object...)}
         * @return this builder
         * @throws IllegalArgumentException if the values do not fit the columns
         */
        public Builder row(Tone tone, List<?> values) {
            Arguments.sameLength("A row of table '" + caption + "'", columns.size(), values.size());
            List<String> cells = new ArrayList<>(columns.size());
            Iterator<?> value = values.iterator();
            columns.forEach(column -> cells.add(column.show(value.next())));
            rows.add(new TableRow(tone, List.copyOf(cells)));
            return this;
        }

        /**
         * Builds the table; the builder may go on and build again.
         *
         * @return an immutable table of the rows so far
         */
        public Table build() {
            return new Table(this);
        }
    }
}
