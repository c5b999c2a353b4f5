package io.mlpipeline.etl.features.cleaning;

import io.mlpipeline.etl.features.quality.QualityReport;
import java.util.List;
import java.util.Locale;

/**
 * The account of a cleaning: rows in = rows out + quarantined + declared drops, always.
 *
 * @param rows what became of the rows; one rule a step that removes rows
 * @param cells what became of values; one entry for each of the other steps
 */
public record CleaningReport(QualityReport rows, List<CellOutcome> cells) {
    /** Copies the list. */
    public CleaningReport {
        cells = List.copyOf(cells);
    }

    /**
     * How many values a step changed.
     *
     * @param step its name
     * @return 0 or more
     * @throws IllegalArgumentException if no step that changes values has that name
     */
    public long cells(String step) {
        return cells.stream()
                .filter(each -> each.step().equals(step))
                .mapToLong(CellOutcome::cells)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("No step '" + step + "' changes values; those that do are "
                                + cells.stream().map(CellOutcome::step).toList()));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(rows.toString());
        for (CellOutcome each : cells) {
            text.append(String.format(Locale.ROOT, "%n  %-10s %,10d values  %s", "changed", each.cells(), each.step()));
        }
        return text.toString();
    }
}
