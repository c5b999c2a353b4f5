package io.mlpipeline.serving.adapters.core.request;

import io.mlpipeline.api.data.Column;
import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.serving.adapters.core.request.Violation.Kind;
import java.time.temporal.ChronoField;
import java.time.temporal.ValueRange;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Checks rows of one layout against a contract and copies them into the contract's layout. Immutable and safe for use by many
 * threads.
 */
public final class RequestReader {
    /** More than a person reads, and a bound on what one hostile batch can cost. */
    private static final int MOST_VIOLATIONS = 20;

    private static final int NOT_GIVEN = -1;
    private static final ValueRange DAYS = ChronoField.EPOCH_DAY.range();

    private final RequestContract contract;
    private final Schema layout;
    private final int[] positions;

    private RequestReader(RequestContract contract, Schema layout, int[] positions) {
        this.contract = contract;
        this.layout = layout;
        this.positions = positions;
    }

    static RequestReader of(RequestContract contract, Schema layout, boolean strict) {
        List<Violation> found = new ArrayList<>();
        if (strict) {
            layout.columns().stream()
                    .filter(column -> !contract.schema().contains(column.name()))
                    .forEach(column -> found.add(unknown(contract, column.name(), 0)));
        }
        int[] positions = contract.schema().columns().stream()
                .mapToInt(column -> positionOf(contract, column, layout, found))
                .toArray();
        if (!found.isEmpty()) {
            throw new InvalidRequestException(found);
        }
        return new RequestReader(contract, layout, positions);
    }

    private static int positionOf(RequestContract contract, Column wanted, Schema layout, List<Violation> found) {
        if (!layout.contains(wanted.name())) {
            if (!contract.isOptional(wanted.name())) {
                found.add(missing(wanted, 0));
            }
            return NOT_GIVEN;
        }
        int position = layout.indexOf(wanted.name());
        ColumnType given = layout.column(position).type();
        if (given != wanted.type() && !(given == ColumnType.INTEGER && wanted.type() == ColumnType.NUMBER)) {
            found.add(new Violation(
                    0,
                    wanted.name(),
                    Kind.WRONG_TYPE,
                    "Field '" + wanted.name() + "' holds " + given + ", but the model takes " + wanted.type(),
                    "Convert the column before it is sent"));
        }
        return position;
    }

    /**
     * A field that the contract does not know, as a violation.
     *
     * @param contract the contract
     * @param field the field's name
     * @param instance which row of a batch, from 0
     * @return the violation, which lists the fields there are
     */
    public static Violation unknown(RequestContract contract, String field, int instance) {
        return new Violation(
                instance,
                field,
                Kind.UNKNOWN_FIELD,
                "Field " + Violation.quoted(field) + " is unknown to the model",
                "Leave it out; the fields are " + contract.schema().names());
    }

    private static Violation missing(Column column, int instance) {
        boolean number = column.type() == ColumnType.NUMBER;
        return new Violation(
                instance,
                column.name(),
                Kind.MISSING_VALUE,
                "Field '" + column.name() + "' (" + column.type() + ") is missing" + (number ? " or NaN" : ""),
                "Give " + (number ? "a finite number" : "a value")
                        + ": no row that the model was trained on lacked it");
    }

    /**
     * The schema of the rows that can be read.
     *
     * @return the layout
     */
    public Schema layout() {
        return layout;
    }

    /**
     * Checks and copies one row.
     *
     * @param row a row of this reader's layout
     * @return a new row of the contract's schema
     * @throws InvalidRequestException if a value is missing, not finite, out of range or a blank key
     */
    public Row read(Row row) {
        List<Violation> found = new ArrayList<>(0);
        Row accepted = read(row, 0, found);
        if (!found.isEmpty()) {
            throw new InvalidRequestException(found);
        }
        return accepted;
    }

    /**
     * Checks and copies all rows.
     *
     * @param rows a frame of this reader's layout
     * @return one new row of the contract's schema for each
     * @throws InvalidRequestException if any row is refused; none is accepted then
     */
    public List<Row> readAll(Frame rows) {
        Frame.Cursor cursor = rows.cursor();
        return readAll(IntStream.range(0, rows.size()).mapToObj(cursor::moveTo));
    }

    /**
     * Checks and copies all rows.
     *
     * @param rows rows of this reader's layout; each is read before the next is asked for
     * @return one new row of the contract's schema for each
     * @throws InvalidRequestException if any row is refused; none is accepted then
     */
    public List<Row> readAll(Stream<? extends Row> rows) {
        List<Violation> found = new ArrayList<>(0);
        List<Row> accepted = new ArrayList<>();
        for (Iterator<? extends Row> each = rows.iterator(); found.size() < MOST_VIOLATIONS && each.hasNext(); ) {
            accepted.add(read(each.next(), accepted.size(), found));
        }
        if (!found.isEmpty()) {
            throw new InvalidRequestException(found);
        }
        return accepted;
    }

    private Row read(Row row, int instance, List<Violation> found) {
        Schema schema = contract.schema();
        RowBuffer accepted = RowBuffer.of(schema);
        for (int i = 0; i < positions.length; i++) {
            if (positions[i] != NOT_GIVEN) {
                accepted.copyValue(row, positions[i], i);
            }
            Column column = schema.column(i);
            if (!accepted.isMissing(i)) {
                check(accepted, i, column, instance, found);
            } else if (!contract.isOptional(column.name())) {
                found.add(missing(column, instance));
            }
        }
        return accepted;
    }

    private void check(Row row, int position, Column column, int instance, List<Violation> found) {
        switch (column.type()) {
            case NUMBER -> {
                if (Double.isInfinite(row.number(position))) {
                    found.add(infinite(column, row.number(position), instance));
                }
            }
            case TEXT -> {
                if (contract.isKey(column.name()) && row.text(position).isBlank()) {
                    found.add(blank(column, instance));
                }
            }
            case BOOLEAN -> {
                if (row.integer(position) != 0 && row.integer(position) != 1) {
                    found.add(outOfRange(column, row.integer(position), "Give 0 for false or 1 for true", instance));
                }
            }
            case DATE -> {
                if (!DAYS.isValidValue(row.integer(position))) {
                    found.add(outOfRange(column, row.integer(position), "Give days since 1970-01-01", instance));
                }
            }
            case INTEGER, TIMESTAMP -> {
                // Every long has a meaning.
            }
        }
    }

    private static Violation infinite(Column column, double value, int instance) {
        return new Violation(
                instance,
                column.name(),
                Kind.NOT_FINITE,
                "Field '" + column.name() + "' is " + value,
                "Give a finite number. Maybe it was divided by zero");
    }

    private static Violation blank(Column column, int instance) {
        return new Violation(
                instance,
                column.name(),
                Kind.BLANK_KEY,
                "Field '" + column.name() + "' is blank, but names the series to predict",
                "Give the key as it is in the training data");
    }

    private static Violation outOfRange(Column column, long value, String hint, int instance) {
        return new Violation(
                instance,
                column.name(),
                Kind.OUT_OF_RANGE,
                "Field '" + column.name() + "' holds " + value + ", which is no " + column.type(),
                hint);
    }
}
