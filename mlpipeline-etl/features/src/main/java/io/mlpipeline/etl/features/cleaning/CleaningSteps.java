package io.mlpipeline.etl.features.cleaning;

import java.util.List;

/** The steps that a {@link Cleaning} is made of; meant for static import. */
public final class CleaningSteps {
    private CleaningSteps() {}

    /**
     * What is to be done where a value is missing.
     *
     * @param column any column
     * @return a choice of steps
     */
    public static MissingValues missing(String column) {
        return new MissingValues(column, List.of(), 1);
    }

    /**
     * What is to be done about values that are far off.
     *
     * @param column a number, integer or boolean column
     * @return a choice of steps
     */
    public static Outliers outliers(String column) {
        return Outliers.of(column);
    }

    /**
     * What is to be done about rows that have the same key.
     *
     * @param key the columns that make the key; none to compare rows in all columns
     * @return a choice of steps; the first of equal rows is kept unless told otherwise
     */
    public static DuplicateRows duplicates(String... key) {
        return new DuplicateRows(List.of(key), Duplicates.Keep.FIRST, "");
    }

    /**
     * How text is to be written.
     *
     * @param column a text column
     * @return a choice of rules
     */
    public static TextRules text(String column) {
        return TextRules.of(column);
    }

    /**
     * What a text column is to be turned into.
     *
     * @param column a text column
     * @return a choice of types
     */
    public static Conversion convert(String column) {
        return Conversion.of(column);
    }
}
