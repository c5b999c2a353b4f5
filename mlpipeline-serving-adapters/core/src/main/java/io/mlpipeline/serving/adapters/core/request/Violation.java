package io.mlpipeline.serving.adapters.core.request;

import java.io.Serializable;
import java.util.Objects;

/**
 * One thing that is wrong with a request.
 *
 * @param instance which row of a batch, from 0; 0 for a single row
 * @param field the column
 * @param kind what sort of mistake it is, for programs
 * @param detail what is wrong, with the offending value cut to a readable length, for people
 * @param hint what to do about it
 */
public record Violation(int instance, String field, Kind kind, String detail, String hint) implements Serializable {
    private static final int SHOWN = 64;

    /** Checks the parts. */
    public Violation {
        if (instance < 0) {
            throw new IllegalArgumentException("Instances count from 0, got " + instance);
        }
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(hint, "hint");
    }

    /**
     * A value as messages show it: quoted, on one line and cut to a readable length.
     *
     * @param value any text
     * @return the quoted text
     */
    public static String quoted(String value) {
        String shown = value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "...";
        return "'" + shown.replaceAll("\\p{Cntrl}", "?") + "'";
    }

    /** What sort of mistake a violation is. */
    public enum Kind {
        /** The model has no such field. */
        UNKNOWN_FIELD,
        /** The field is given more than once. */
        DUPLICATE_FIELD,
        /** The field, or its value, is not given and the model cannot do without it. */
        MISSING_VALUE,
        /** The value is of another type. */
        WRONG_TYPE,
        /** The number is {@code NaN} or infinite. */
        NOT_FINITE,
        /** The value is of the right type, but outside of what the type can mean. */
        OUT_OF_RANGE,
        /** A text that names a series is empty or white space. */
        BLANK_KEY
    }
}
