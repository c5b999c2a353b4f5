package io.mlpipeline.etl.store.online;

import io.mlpipeline.etl.store.group.GroupId;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the newest values of each entity. It knows nothing of columns, times to live and clocks: {@link OnlineFeatures} does,
 * the same over every store.
 *
 * <p>A store that cannot be reached throws a {@link io.mlpipeline.api.error.TransientFailureException}. Safe for use by many
 * threads and, but for a store in memory, processes.
 */
public interface OnlineStore extends AutoCloseable {
    /**
     * Stores values. For each key the values of the greatest stamp stay, whatever was there before and however often and in
     * whatever order this is called; of equal stamps the values given last stay.
     *
     * @param group the group
     * @param records values of different keys
     */
    void put(GroupId group, List<OnlineRecord> records);

    /**
     * Reads values.
     *
     * @param group the group
     * @param keys the keys, which may repeat
     * @return for each key its record, or empty if nothing is known of it
     */
    List<Optional<OnlineRecord>> get(GroupId group, List<String> keys);

    /** Closes what this store opened, and nothing that it was given. */
    @Override
    void close();
}
