package io.mlpipeline.api.report;

import java.util.Objects;
import java.util.function.DoubleFunction;
import java.util.function.LongFunction;

/** A column of a {@link Table}: its heading, and how its values are shown. Immutable. */
public final class TableColumn {
    private static final int MAX_DECIMALS = 12;

    private final String name;
    private final boolean numeric;
    private final DoubleFunction<String> format;
    private final LongFunction<String> formatWhole;

    private TableColumn(String name, boolean numeric, DoubleFunction<String> format, LongFunction<String> formatWhole) {
        this.name = Arguments.notBlank("A table column's name", name);
        this.numeric = numeric;
        this.format = format;
        this.formatWhole = formatWhole;
    }

    /**
     * Text, aligned left. Its values may be any object and are shown by {@code toString}.
     *
     * @param name the heading, not blank
     * @return the column
     */
    public static TableColumn text(String name) {
        return new TableColumn(name, false, NumberText::significant, NumberText::integer);
    }

    /**
     * Numbers with four significant digits, aligned right; whole numbers and thousands are shown in full.
     *
     * @param name the heading, not blank
     * @return the column
     */
    public static TableColumn number(String name) {
        return new TableColumn(name, true, NumberText::significant, NumberText::integer);
    }

    /**
     * Numbers with a fixed number of decimals, aligned right.
     *
     * @param name the heading, not blank
     * @param decimals 0 to 12
     * @return the column
     */
    public static TableColumn decimal(String name, int decimals) {
        checkDecimals(name, decimals);
        return numeric(name, value -> NumberText.fixed(value, decimals));
    }

    /**
     * Shares shown in percent, aligned right.
     *
     * @param name the heading, not blank
     * @param decimals 0 to 12
     * @return the column; its values are shares, 1 for 100 %
     */
    public static TableColumn percent(String name, int decimals) {
        checkDecimals(name, decimals);
        return numeric(name, value -> NumberText.percent(value, decimals));
    }

    /**
     * The heading.
     *
     * @return not blank
     */
    public String name() {
        return name;
    }

    boolean isNumeric() {
        return numeric;
    }

    String show(Object value) {
        Objects.requireNonNull(value, () -> "A value of table column '" + name + "' is null; a missing number is NaN");
        if (!numeric) {
            return value.toString();
        }
        if (value instanceof Long || value instanceof Integer) {
            return formatWhole.apply(((Number) value).longValue());
        }
        if (value instanceof Number number) {
            return format.apply(number.doubleValue());
        }
        throw new IllegalArgumentException("Table column '" + name + "' holds numbers, got " + value + " of "
                + value.getClass().getName() + ". Maybe the column should be TableColumn.text");
    }

    private static TableColumn numeric(String name, DoubleFunction<String> format) {
        return new TableColumn(name, true, format, format::apply);
    }

    private static void checkDecimals(String name, int decimals) {
        if (decimals < 0 || decimals > MAX_DECIMALS) {
            throw new IllegalArgumentException(
                    "Table column '" + name + "' can have 0 to " + MAX_DECIMALS + " decimals, got " + decimals);
        }
    }
}
