package io.mlpipeline.etl.features.cleaning;

import java.util.List;

/** What is to be done about rows that have the same key; starts in {@link CleaningSteps#duplicates}. Immutable. */
public final class DuplicateRows {
    private final List<String> key;
    private final Duplicates.Keep keep;
    private final String time;

    DuplicateRows(List<String> key, Duplicates.Keep keep, String time) {
        this.key = key;
        this.keep = keep;
        this.time = time;
    }

    /**
     * Keeps the first row in the order of files and lines.
     *
     * @return a changed copy
     */
    public DuplicateRows keepFirst() {
        return new DuplicateRows(key, Duplicates.Keep.FIRST, "");
    }

    /**
     * Keeps the last row in the order of files and lines.
     *
     * @return a changed copy
     */
    public DuplicateRows keepLast() {
        return new DuplicateRows(key, Duplicates.Keep.LAST, "");
    }

    /**
     * Keeps the row with the latest time; of several the greatest by its values, so that no order of rows matters.
     *
     * @param column a date, timestamp, integer or number column
     * @return a changed copy
     */
    public DuplicateRows keepLatest(String column) {
        return new DuplicateRows(requireKey(), Duplicates.Keep.LATEST, column);
    }

    /**
     * Keeps the row with the earliest time; of several the greatest by its values, so that no order of rows matters.
     *
     * @param column a date, timestamp, integer or number column
     * @return a changed copy
     */
    public DuplicateRows keepEarliest(String column) {
        return new DuplicateRows(requireKey(), Duplicates.Keep.EARLIEST, column);
    }

    private List<String> requireKey() {
        if (key.isEmpty()) {
            throw new IllegalStateException(
                    "Rows that are equal in all columns have no latest one. Name the key: duplicates(\"order\")");
        }
        return key;
    }

    /**
     * Leaves the other rows out, as expected.
     *
     * @param rule the reason's name
     * @return a step
     */
    public CleaningStep drop(String rule) {
        return new Duplicates(key, keep, time, Fate.drop(rule));
    }

    /**
     * Sets the other rows aside.
     *
     * @param rule the reason's name
     * @return a step
     */
    public CleaningStep quarantine(String rule) {
        return new Duplicates(key, keep, time, Fate.quarantine(rule));
    }
}
