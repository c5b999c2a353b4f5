package io.mlpipeline.etl.features;

import java.util.Map;
import java.util.Optional;

/** Where a kernel finds the past of a series. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface History {
    /**
     * The series of a key.
     *
     * @param key as {@link FittedFeatures#keyOf} gives it
     * @return the series, or empty if nothing is known of the key: its windows are then empty
     */
    Optional<Series> series(String key);

    /**
     * A history that knows nothing.
     *
     * @return the history
     */
    static History none() {
        return key -> Optional.empty();
    }

    /**
     * A history in memory.
     *
     * @param series the series by key; copied
     * @return the history
     */
    static History of(Map<String, Series> series) {
        Map<String, Series> copy = Map.copyOf(series);
        return key -> Optional.ofNullable(copy.get(key));
    }
}
