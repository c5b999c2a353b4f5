package io.mlpipeline.api.profile;

/** The summary of one column. */
public sealed interface ColumnProfile permits NumericProfile, CategoricalProfile {
    /**
     * The column's name.
     *
     * @return the name
     */
    String name();

    /**
     * The number of rows with a value.
     *
     * @return 0 or more
     */
    long count();

    /**
     * The number of rows without a value.
     *
     * @return 0 or more
     */
    long missing();

    /**
     * The share of rows without a value.
     *
     * @return 0 to 1; 0 without rows
     */
    default double missingShare() {
        long rows = count() + missing();
        return rows == 0 ? 0 : (double) missing() / rows;
    }
}
