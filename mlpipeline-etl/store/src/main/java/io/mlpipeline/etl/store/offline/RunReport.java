package io.mlpipeline.etl.store.offline;

import java.time.LocalDate;
import java.util.List;

/**
 * What a call took in and changed.
 *
 * @param run the number of the current run afterwards
 * @param processed the names of the inputs that were taken in; none if all were known
 * @param rows how many rows they held
 * @param added how many rows more the store has now
 * @param repeated how many rows were repetitions, of each other or of rows taken in before: {@code rows = added + repeated}
 * @param late how many of the rows lie in a partition before the one of the watermark
 * @param recomputed the partitions whose features were computed, ascending
 */
public record RunReport(
        long run, List<String> processed, long rows, long added, long repeated, long late, List<LocalDate> recomputed) {
    /** Copies the lists. */
    public RunReport {
        processed = List.copyOf(processed);
        recomputed = List.copyOf(recomputed);
    }
}
