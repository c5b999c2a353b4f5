package io.mlpipeline.api.data;

/**
 * The types a column can have.
 *
 * <p>Every type has one physical form, chosen so that a row can be handled without allocation: {@code double} for
 * {@link #NUMBER}, {@link String} for {@link #TEXT}, {@code long} for all others. Every form has one missing value: {@code NaN},
 * no string, and {@link #MISSING_INTEGER}.
 */
public enum ColumnType {
    /** A double; {@code NaN} means missing. */
    NUMBER,
    /** A long; {@link #MISSING_INTEGER} means missing. */
    INTEGER,
    /** 0 or 1; {@link #MISSING_INTEGER} means missing. */
    BOOLEAN,
    /** A Unicode string; the empty string is a value. */
    TEXT,
    /** Days since 1970-01-01 in the proleptic ISO calendar, without a time zone. */
    DATE,
    /** Microseconds since 1970-01-01T00:00:00Z. */
    TIMESTAMP;

    /** The missing value of every type that is stored as a long. */
    public static final long MISSING_INTEGER = Long.MIN_VALUE;

    /**
     * Whether values of this type are stored as a long.
     *
     * @return true for all types but {@link #NUMBER} and {@link #TEXT}
     */
    public boolean isIntegral() {
        return this != NUMBER && this != TEXT;
    }
}
