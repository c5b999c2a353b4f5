package io.mlpipeline.serving.adapters.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.mlpipeline.api.data.Column;
import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.serving.adapters.core.request.Violation;
import io.mlpipeline.serving.adapters.core.request.Violation.Kind;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Sets the fields of a row from JSON values. Strict: a number is no text and a text no number; dates and instants are ISO 8601.
 * {@code null} leaves the field missing.
 */
final class FieldSetter {
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE + 1);
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private final RowBuffer row;

    FieldSetter(RowBuffer row) {
        this.row = row;
    }

    /** Sets one field from the parser's current token, and tells if the value does not fit. */
    Optional<Violation> set(JsonParser json, int position, int instance) throws IOException {
        Column column = row.schema().column(position);
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return Optional.empty();
        }
        if (!fits(json.currentToken(), column.type())) {
            return Optional.of(wrongType(json, column, instance));
        }
        return switch (column.type()) {
            case NUMBER -> number(json, position, instance);
            case INTEGER -> integer(json, position, instance);
            case BOOLEAN -> {
                row.setInteger(position, json.getBooleanValue() ? 1 : 0);
                yield Optional.empty();
            }
            case TEXT -> {
                row.setText(position, json.getText());
                yield Optional.empty();
            }
            case DATE -> date(json, position, instance);
            case TIMESTAMP -> timestamp(json, position, instance);
        };
    }

    private static boolean fits(JsonToken token, ColumnType type) {
        return switch (type) {
            case NUMBER -> token.isNumeric();
            case INTEGER -> token == JsonToken.VALUE_NUMBER_INT;
            case BOOLEAN -> token.isBoolean();
            case TEXT, DATE, TIMESTAMP -> token == JsonToken.VALUE_STRING;
        };
    }

    /** From the text, which keeps the sign of a zero and every bit of a long integer. */
    private Optional<Violation> number(JsonParser json, int position, int instance) throws IOException {
        double value = Double.parseDouble(json.getText());
        if (Double.isInfinite(value)) {
            return violation(json, position, instance, Kind.NOT_FINITE, "is larger than any double");
        }
        row.setNumber(position, value);
        return Optional.empty();
    }

    private Optional<Violation> integer(JsonParser json, int position, int instance) throws IOException {
        BigInteger value = json.getBigIntegerValue();
        if (value.compareTo(LEAST) < 0 || value.compareTo(MOST) > 0) {
            return violation(json, position, instance, Kind.OUT_OF_RANGE, "does not fit 64 bits");
        }
        row.setInteger(position, value.longValue());
        return Optional.empty();
    }

    private Optional<Violation> date(JsonParser json, int position, int instance) throws IOException {
        try {
            row.setInteger(position, LocalDate.parse(json.getText()).toEpochDay());
            return Optional.empty();
        } catch (DateTimeParseException e) {
            return violation(json, position, instance, Kind.WRONG_TYPE, "is no date");
        }
    }

    private Optional<Violation> timestamp(JsonParser json, int position, int instance) throws IOException {
        try {
            Instant value = Instant.parse(json.getText());
            row.setInteger(position, ChronoUnit.MICROS.between(Instant.EPOCH, value));
            return Optional.empty();
        } catch (DateTimeParseException | ArithmeticException e) {
            return violation(json, position, instance, Kind.WRONG_TYPE, "is no instant");
        }
    }

    private Violation wrongType(JsonParser json, Column column, int instance) throws IOException {
        return new Violation(
                instance,
                column.name(),
                Kind.WRONG_TYPE,
                "Field '" + column.name() + "' takes " + column.type() + ", got " + shown(json),
                hint(column.type()));
    }

    private Optional<Violation> violation(JsonParser json, int position, int instance, Kind kind, String fault)
            throws IOException {
        Column column = row.schema().column(position);
        return Optional.of(new Violation(
                instance,
                column.name(),
                kind,
                "Field '" + column.name() + "' takes " + column.type() + "; " + shown(json) + " " + fault,
                hint(column.type())));
    }

    private static String shown(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "the text " + Violation.quoted(json.getText());
            default -> Violation.quoted(json.getText());
        };
    }

    private static String hint(ColumnType type) {
        return switch (type) {
            case NUMBER -> "Give a finite JSON number without quotes, such as 2.5";
            case INTEGER -> "Give a whole JSON number without fraction and exponent, such as 7";
            case BOOLEAN -> "Give true or false without quotes";
            case TEXT -> "Give a JSON string";
            case DATE -> "Give an ISO date as a string, such as \"2026-01-31\"";
            case TIMESTAMP -> "Give an ISO instant as a string, such as \"2026-01-31T12:00:00Z\"";
        };
    }
}
