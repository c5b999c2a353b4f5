package io.mlpipeline.drift;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What was decided about a data set and each of its columns.
 *
 * @param referenceRows the number of rows of the training data
 * @param currentRows the number of rows now
 * @param verdict drifted if any column is; else uncertain if any is; else stable if any is; else not judged
 * @param severity the gravest of the columns'
 * @param columns one decision a column: those of the reference in its order, then new ones
 */
public record DriftReport(
        long referenceRows, long currentRows, Verdict verdict, Severity severity, List<ColumnDrift> columns) {
    /** Copies the columns. */
    public DriftReport {
        columns = List.copyOf(columns);
    }

    static DriftReport of(long referenceRows, long currentRows, List<ColumnDrift> columns) {
        Severity severity = columns.stream()
                .map(ColumnDrift::severity)
                .max(Severity::compareTo)
                .orElse(Severity.NONE);
        Verdict verdict =
                Verdict.overall(columns.stream().map(ColumnDrift::verdict).toList());
        return new DriftReport(referenceRows, currentRows, verdict, severity, columns);
    }

    /**
     * The decision about a column.
     *
     * @param name the column's name
     * @return the decision, or empty if the column is unknown or ignored
     */
    public Optional<ColumnDrift> column(String name) {
        return columns.stream().filter(column -> column.column().equals(name)).findFirst();
    }

    /**
     * The columns that drifted, the gravest first.
     *
     * @return those with the verdict {@link Verdict#DRIFTED}
     */
    public List<ColumnDrift> drifted() {
        return columns.stream()
                .filter(column -> column.verdict() == Verdict.DRIFTED)
                .sorted(Comparator.comparing(ColumnDrift::severity).reversed())
                .toList();
    }

    /**
     * The whole decision in words, for a log or a message.
     *
     * @return one line for the data set, then one for each drifted column
     */
    public String words() {
        StringBuilder words = new StringBuilder();
        words.append(verdict)
                .append(": ")
                .append(drifted().size())
                .append(" of ")
                .append(columns.size());
        words.append(" columns drifted, ")
                .append(currentRows)
                .append(" rows against ")
                .append(referenceRows);
        words.append(" of training.");
        drifted().forEach(column -> words.append('\n').append(column.words()));
        return words.toString();
    }

    /**
     * This report as JSON: every component by its name, enumerations by theirs, an infinite statistic as the string "Infinity".
     *
     * @return one JSON object
     */
    public String toJson() {
        return ReportJson.write(this);
    }
}
