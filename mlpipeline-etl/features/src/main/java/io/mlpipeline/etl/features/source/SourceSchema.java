package io.mlpipeline.etl.features.source;

import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What raw input looks like: its columns, found by name wherever they stand, and how their values are written.
 *
 * <p>A column that the input lacks is refused, and so is one that is not declared, unless
 * {@link #ignoringUnknownColumns()} says otherwise: a misspelt header must not turn into a silent gap. Immutable and safe
 * for use by many threads; the {@linkplain #parser parsers} are not.
 */
public final class SourceSchema implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The position of a column that is not declared. */
    public static final int UNKNOWN = -1;

    private final List<SourceColumn> columns;
    private final boolean unknownIgnored;
    private final Schema schema;

    private SourceSchema(List<SourceColumn> columns, boolean unknownIgnored) {
        this.columns = List.copyOf(columns);
        this.unknownIgnored = unknownIgnored;
        this.schema = Schema.of(columns.stream().map(SourceColumn::column).toList());
    }

    /**
     * Declares the columns.
     *
     * @param columns at least one, in the order of the typed rows; the input's order does not matter
     * @return a schema
     * @throws IllegalArgumentException if two columns share a name or could both be found under one
     */
    public static SourceSchema of(SourceColumn... columns) {
        SourceSchema schema = new SourceSchema(List.of(columns), false);
        schema.positionsByHeader();
        return schema;
    }

    /**
     * Declares texts that mean "no value" in every column, beside the empty one.
     *
     * @param tokens such texts, such as {@code "NA"} or {@code "?"}
     * @return a changed copy
     */
    public SourceSchema missing(String... tokens) {
        return new SourceSchema(
                columns.stream().map(column -> column.missing(tokens)).toList(), unknownIgnored);
    }

    /**
     * Reads input with more columns than those declared, and leaves these out.
     *
     * @return a changed copy
     */
    public SourceSchema ignoringUnknownColumns() {
        return new SourceSchema(columns, true);
    }

    /**
     * Whether input may have more columns than those declared.
     *
     * @return true after {@link #ignoringUnknownColumns()}
     */
    public boolean ignoresUnknownColumns() {
        return unknownIgnored;
    }

    /**
     * Finds a column by a name in the input; case and white space don't count.
     *
     * @param header the name
     * @return the position in {@link #schema()}, or {@link #UNKNOWN}
     */
    public int columnOf(String header) {
        return positionsByHeader().getOrDefault(normal(header), UNKNOWN);
    }

    /**
     * The typed rows.
     *
     * @return the columns' names and types
     */
    public Schema schema() {
        return schema;
    }

    /**
     * The declared columns.
     *
     * @return an immutable list
     */
    public List<SourceColumn> columns() {
        return columns;
    }

    /**
     * Takes the values of rows whose source knows types.
     *
     * @return a taker of cells, for one thread
     */
    public RowCells cells() {
        return new RowCells(this);
    }

    /**
     * Finds the columns in a header.
     *
     * @param file what the header belongs to, for messages
     * @param header the names of the fields in their order
     * @return for each declared column the field that holds it
     * @throws InvalidDataException if a column is missing, undeclared or there twice; the message shows the header
     */
    public int[] fieldsOf(String file, List<String> header) {
        Map<String, Integer> positions = positionsByHeader();
        int[] fieldOf = new int[columns.size()];
        Arrays.fill(fieldOf, -1);
        for (int field = 0; field < header.size(); field++) {
            Integer column = positions.get(normal(header.get(field)));
            if (column != null) {
                refuseTwice(fieldOf[column], file, header, field, column);
                fieldOf[column] = field;
            } else if (!unknownIgnored) {
                throw refusal(
                        file,
                        header,
                        "has an undeclared column '" + header.get(field).strip() + "'",
                        "Declare it, or say ignoringUnknownColumns()");
            }
        }
        requireAll(fieldOf, file, header);
        return fieldOf;
    }

    /**
     * Finds the columns in a header.
     *
     * @param file what the header belongs to, for messages
     * @param header the names of the fields in their order
     * @return a parser of the rows below that header, for one thread
     * @throws InvalidDataException if a column is missing, undeclared or there twice; the message shows the header
     */
    public RowParser parser(String file, List<String> header) {
        return new RowParser(this, fieldsOf(file, header), header.size());
    }

    private void refuseTwice(int taken, String file, List<String> header, int field, int column) {
        if (taken >= 0) {
            throw refusal(
                    file,
                    header,
                    "names column '" + columns.get(column).name() + "' twice, in field " + (taken + 1) + " and field "
                            + (field + 1),
                    "Keep one of them");
        }
    }

    private void requireAll(int[] fieldOf, String file, List<String> header) {
        for (int column = 0; column < fieldOf.length; column++) {
            if (fieldOf[column] < 0) {
                SourceColumn absent = columns.get(column);
                throw refusal(
                        file,
                        header,
                        "lacks column '" + absent.name() + "' (looked for " + absent.headers() + ")",
                        "Rename it there, or give its name with from(..); maybe the delimiter is another");
            }
        }
    }

    private static InvalidDataException refusal(String file, List<String> header, String what, String fix) {
        return new InvalidDataException(file + ": the header " + what + "; it reads " + header + ". " + fix);
    }

    private Map<String, Integer> positionsByHeader() {
        Map<String, Integer> positions = new HashMap<>();
        for (int column = 0; column < columns.size(); column++) {
            for (String header : columns.get(column).headers()) {
                Integer other = positions.put(normal(header), column);
                if (other != null && other != column) {
                    throw new IllegalArgumentException(
                            "Columns '" + columns.get(other).name() + "' and '"
                                    + columns.get(column).name() + "' would both be found under '" + header + "'");
                }
            }
        }
        return positions;
    }

    private static String normal(String header) {
        return header.codePoints()
                .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c))
                .mapToObj(Character::toString)
                .collect(Collectors.joining())
                .toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "SourceSchema" + columns;
    }
}
