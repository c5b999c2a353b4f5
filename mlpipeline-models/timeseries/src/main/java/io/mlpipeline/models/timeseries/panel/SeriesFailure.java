package io.mlpipeline.models.timeseries.panel;

import java.util.List;

/**
 * A series that could not be read or learned. The others go on.
 *
 * @param key its key
 * @param reason what went wrong
 */
public record SeriesFailure(List<String> key, String reason) {
    /** Copies the key. */
    public SeriesFailure {
        key = List.copyOf(key);
    }

    static SeriesFailure of(List<String> key, RuntimeException e) {
        return new SeriesFailure(key, e.getMessage() == null ? e.toString() : e.getMessage());
    }
}
