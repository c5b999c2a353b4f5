package io.mlpipeline.etl.features.source;

import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.etl.features.quality.Violation;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the values of rows whose source knows types, cell by cell, and says why where it can't.
 *
 * <p>A value of the declared type is taken as it is, unless it is a declared sentinel ({@code missing("-999")}); zero is never
 * negative. Any other value is parsed from its text, as it would be in a file of text. Columns count as in
 * {@link SourceSchema#schema()}; one that is not taken is missing. Not thread-safe.
 */
public final class RowCells {
    private static final double LARGEST_EXACT = 0x1p53;

    private final List<SourceColumn> columns;
    private final ColumnType[] types;
    private final CellParser[] parsers;
    private final RawCells raw;
    private RowBuffer into;
    private List<Violation> violations;

    RowCells(SourceSchema source) {
        this.columns = source.columns();
        this.types = columns.stream().map(SourceColumn::type).toArray(ColumnType[]::new);
        this.parsers = columns.stream().map(SourceColumn::parser).toArray(CellParser[]::new);
        this.raw = new RawCells(source.schema().names());
        this.into = RowBuffer.of(source.schema());
        this.violations = new ArrayList<>();
    }

    /**
     * Starts a row, all of it missing.
     *
     * @param row receives the values
     * @param found receives one entry a refused cell
     */
    public void begin(RowBuffer row, List<Violation> found) {
        into = row.clear();
        violations = found;
        raw.clear();
    }

    /**
     * Takes a text, which is parsed as declared.
     *
     * @param column the position in the schema
     * @param value the text
     */
    public void text(int column, String value) {
        raw.set(column, value);
        parse(column, value);
    }

    private void parse(int column, String value) {
        judge(column, parsers[column].parse(value, into, column), value);
    }

    /**
     * Takes a double; {@code NaN} is missing.
     *
     * @param column the position in the schema
     * @param value the number
     */
    public void number(int column, double value) {
        if (!Double.isNaN(value)) {
            raw.setNumber(column, value);
            if (!parsers[column].isSentinel(value)) {
                take(column, value);
            }
        }
    }

    private void take(int column, double value) {
        boolean isWhole = value == Math.rint(value);
        if (types[column] == ColumnType.NUMBER && !Double.isInfinite(value)) {
            into.setNumber(column, 0.0 + value);
        } else if (types[column] == ColumnType.INTEGER && isWhole && Math.abs(value) < 0x1p63) {
            into.setInteger(column, (long) value);
        } else if (types[column] == ColumnType.NUMBER || types[column] == ColumnType.INTEGER) {
            refuse(column, isWhole ? "number too large" : "not a whole number", Double.toString(value));
        } else {
            boolean asInteger = isWhole && Math.abs(value) <= LARGEST_EXACT;
            parse(column, asInteger ? Long.toString((long) value) : Double.toString(value));
        }
    }

    /**
     * Takes a long.
     *
     * @param column the position in the schema
     * @param value the number
     */
    public void integer(int column, long value) {
        raw.setInteger(column, value);
        if (!parsers[column].isSentinel((double) value)) {
            take(column, value);
        }
    }

    private void take(int column, long value) {
        if (types[column] == ColumnType.NUMBER) {
            into.setNumber(column, (double) value);
        } else if (types[column] != ColumnType.INTEGER) {
            parse(column, Long.toString(value));
        } else if (value == ColumnType.MISSING_INTEGER) {
            refuse(column, "number too large", Long.toString(value));
        } else {
            into.setInteger(column, value);
        }
    }

    /**
     * Takes a decimal number.
     *
     * @param column the position in the schema
     * @param value the number
     */
    public void decimal(int column, BigDecimal value) {
        raw.set(column, value);
        boolean isWhole = value.stripTrailingZeros().scale() <= 0;
        if (types[column] != ColumnType.NUMBER && types[column] != ColumnType.INTEGER) {
            parse(column, value.toPlainString());
        } else if (parsers[column].isSentinel(value.doubleValue())) {
            into.setMissing(column);
        } else if (types[column] == ColumnType.NUMBER) {
            take(column, value.doubleValue());
        } else if (isWhole && value.toBigInteger().bitLength() < Long.SIZE) {
            take(column, value.longValueExact());
        } else {
            refuse(column, isWhole ? "number too large" : "not a whole number", value.toPlainString());
        }
    }

    /**
     * Takes a truth value.
     *
     * @param column the position in the schema
     * @param value true or false
     */
    public void truth(int column, boolean value) {
        raw.set(column, value);
        if (types[column] == ColumnType.BOOLEAN) {
            into.setInteger(column, value ? 1 : 0);
        } else {
            parse(column, Boolean.toString(value));
        }
    }

    /**
     * Takes a calendar day; a timestamp column reads its midnight in its declared zone.
     *
     * @param column the position in the schema
     * @param epochDay days since 1970-01-01
     */
    public void day(int column, long epochDay) {
        LocalDate day = LocalDate.ofEpochDay(epochDay);
        raw.set(column, day);
        if (types[column] == ColumnType.DATE) {
            into.setInteger(column, epochDay);
        } else if (types[column] == ColumnType.TIMESTAMP) {
            take(column, day.atStartOfDay());
        } else {
            parse(column, day.toString());
        }
    }

    /**
     * Takes an instant.
     *
     * @param column the position in the schema
     * @param micros microseconds since 1970-01-01T00:00:00Z
     */
    public void instant(int column, long micros) {
        raw.setInstant(column, micros);
        if (types[column] == ColumnType.TIMESTAMP) {
            into.setInteger(column, micros);
        } else {
            parse(column, Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString());
        }
    }

    /**
     * Takes a date and time without a zone; a timestamp column reads it in its declared zone, a date column drops the time.
     *
     * @param column the position in the schema
     * @param value the local time
     */
    public void local(int column, LocalDateTime value) {
        raw.set(column, value);
        take(column, value);
    }

    private void take(int column, LocalDateTime value) {
        if (types[column] == ColumnType.TIMESTAMP) {
            judge(column, parsers[column].accept(value, into, column), value.toString());
        } else if (types[column] == ColumnType.DATE) {
            into.setInteger(column, value.toLocalDate().toEpochDay());
        } else {
            parse(column, value.toString());
        }
    }

    /**
     * Refuses a cell.
     *
     * @param column the position in the schema
     * @param reason why, such as "not a number"
     * @param value the cell as text
     */
    public void refuse(int column, String reason, String value) {
        String name = columns.get(column).name();
        violations.add(new Violation(name, name + ": " + reason, value));
    }

    private void judge(int column, @Nullable String reason, String value) {
        if (reason != null) {
            refuse(column, reason, value);
        }
    }

    /**
     * The current row as text.
     *
     * @return a JSON object of what was taken, by the names of the schema
     */
    public String raw() {
        return raw.toString();
    }
}
