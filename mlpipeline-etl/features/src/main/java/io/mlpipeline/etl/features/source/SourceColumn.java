package io.mlpipeline.etl.features.source;

import io.mlpipeline.api.data.Column;
import io.mlpipeline.api.data.ColumnType;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One column of a {@link SourceSchema}: its name in the pipeline, its names in the input, and how its values are written.
 *
 * <p>Unless told otherwise a column is found under its own name, space around a value is cut off, and an empty value is
 * missing. Immutable; every method returns a changed copy.
 */
public final class SourceColumn implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Column column;
    private final ValueFormat format;
    private final List<String> headers;
    private final Set<String> missing;
    private final boolean trimmed;

    private SourceColumn(
            Column column, ValueFormat format, List<String> headers, Set<String> missing, boolean trimmed) {
        this.column = column;
        this.format = format;
        this.headers = List.copyOf(headers);
        this.missing = Set.copyOf(missing);
        this.trimmed = trimmed;
    }

    private static SourceColumn of(String name, ColumnType type, ValueFormat format) {
        return new SourceColumn(new Column(name, type), format, List.of(name), Set.of(""), true);
    }

    /**
     * A column of strings.
     *
     * @param name its name in the pipeline
     * @return a text column
     */
    public static SourceColumn text(String name) {
        return of(name, ColumnType.TEXT, new TextFormat(false));
    }

    /**
     * A column of decimal numbers such as {@code -12.5} or {@code 1e3}, without grouping.
     *
     * @param name its name in the pipeline
     * @return a number column with a decimal point
     */
    public static SourceColumn number(String name) {
        return of(name, ColumnType.NUMBER, new NumberFormat('.'));
    }

    /**
     * A column of whole numbers; {@code 17850.0} is read as 17850, {@code 17850.5} is refused.
     *
     * @param name its name in the pipeline
     * @return an integer column with a decimal point
     */
    public static SourceColumn integer(String name) {
        return of(name, ColumnType.INTEGER, new IntegerFormat('.'));
    }

    /**
     * A column of truth values: true, yes and 1, or false, no and 0, in any case.
     *
     * @param name its name in the pipeline
     * @return a boolean column
     */
    public static SourceColumn bool(String name) {
        return of(name, ColumnType.BOOLEAN, BooleanFormat.DEFAULT);
    }

    /**
     * A column of truth values by the input's own words.
     *
     * @param name its name in the pipeline
     * @param yes the words for true, in any case
     * @param no the words for false, in any case
     * @return a boolean column
     * @throws IllegalArgumentException if a word means both
     */
    public static SourceColumn bool(String name, Set<String> yes, Set<String> no) {
        Set<String> yesWords = lowerCase(yes);
        Set<String> noWords = lowerCase(no);
        yesWords.stream().filter(noWords::contains).findFirst().ifPresent(both -> {
            throw new IllegalArgumentException("Column '" + name + "': '" + both + "' means both true and false");
        });
        return of(name, ColumnType.BOOLEAN, new BooleanFormat(yesWords, noWords));
    }

    private static Set<String> lowerCase(Set<String> words) {
        return words.stream().map(word -> word.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * A column of calendar days.
     *
     * @param name its name in the pipeline
     * @param patterns one or more of {@link java.time.format.DateTimeFormatter}'s patterns, such as {@code dd/MM/yyyy};
     *     the first that fits decides
     * @return a date column
     * @throws IllegalArgumentException if there is no pattern or one has no full date
     */
    public static SourceColumn date(String name, String... patterns) {
        return of(name, ColumnType.DATE, new DateFormat(atLeastOne(name, patterns)));
    }

    /**
     * A column of instants. A local time that the zone skips in spring is refused; one that it repeats in autumn is the
     * earlier of the two.
     *
     * @param name its name in the pipeline
     * @param zone where the clock hung, for texts without an offset of their own
     * @param patterns one or more of {@link java.time.format.DateTimeFormatter}'s patterns, such as
     *     {@code yyyy-MM-dd HH:mm:ss}; the first that fits decides; without a time of day it is midnight
     * @return a timestamp column
     * @throws IllegalArgumentException if there is no pattern or one has no full date
     */
    public static SourceColumn timestamp(String name, ZoneId zone, String... patterns) {
        return of(name, ColumnType.TIMESTAMP, new TimestampFormat(atLeastOne(name, patterns), zone));
    }

    private static List<String> atLeastOne(String name, String... patterns) {
        if (patterns.length == 0) {
            throw new IllegalArgumentException("Column '" + name + "' needs a pattern, such as 'yyyy-MM-dd'");
        }
        return List.of(patterns);
    }

    /**
     * Names the column in the input. Case and white space don't count when names are compared.
     *
     * @param names all names that the column goes by in files; its own name counts only if it is among them
     * @return a changed copy
     */
    public SourceColumn from(String... names) {
        if (names.length == 0 || Arrays.stream(names).anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "Column '" + name() + "' needs names to be found by, got " + Arrays.toString(names));
        }
        return new SourceColumn(column, format, List.of(names), missing, trimmed);
    }

    /**
     * Declares texts that mean "no value", beside the empty one.
     *
     * @param tokens such texts, such as {@code "NA"} or {@code "?"}, compared exactly after trimming
     * @return a changed copy
     */
    public SourceColumn missing(String... tokens) {
        Set<String> all = new HashSet<>(missing);
        all.addAll(List.of(tokens));
        return new SourceColumn(column, format, headers, all, trimmed);
    }

    /**
     * Reads numbers with a decimal comma.
     *
     * @return a changed copy
     * @throws IllegalStateException if this is not a column of numbers
     */
    public SourceColumn decimalComma() {
        if (column.type() == ColumnType.NUMBER) {
            return withFormat(new NumberFormat(','));
        }
        require(ColumnType.INTEGER, "a decimal comma");
        return withFormat(new IntegerFormat(','));
    }

    /**
     * Turns text to upper case by the rules of no country, so that codes which differ in case only become one.
     *
     * @return a changed copy
     * @throws IllegalStateException if this is not a text column
     */
    public SourceColumn upperCase() {
        require(ColumnType.TEXT, "upper case");
        return withFormat(new TextFormat(true));
    }

    /**
     * Keeps the white space around text.
     *
     * @return a changed copy
     * @throws IllegalStateException if this is not a text column
     */
    public SourceColumn untrimmed() {
        require(ColumnType.TEXT, "outer white space");
        return new SourceColumn(column, format, headers, missing, false);
    }

    private void require(ColumnType wanted, String what) {
        if (column.type() != wanted) {
            throw new IllegalStateException("Column '" + name() + "' holds " + column.type() + ", which has no " + what
                    + "; " + wanted + " has");
        }
    }

    private SourceColumn withFormat(ValueFormat other) {
        return new SourceColumn(column, other, headers, missing, trimmed);
    }

    /**
     * The name in the pipeline.
     *
     * @return the name
     */
    public String name() {
        return column.name();
    }

    /**
     * The type of the parsed values.
     *
     * @return the type
     */
    public ColumnType type() {
        return column.type();
    }

    /**
     * The names in the input.
     *
     * @return at least one name
     */
    public List<String> headers() {
        return headers;
    }

    Column column() {
        return column;
    }

    CellParser parser() {
        return new CellParser(missing, trimmed, format.parser());
    }

    @Override
    public String toString() {
        return column.name() + ":" + column.type() + " from " + headers;
    }
}
