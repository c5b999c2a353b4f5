package io.mlpipeline.etl.store.online;

import io.mlpipeline.etl.store.group.GroupId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Values in the memory of this process. Safe for use by many threads. */
public final class InMemoryOnlineStore implements OnlineStore {
    private final Map<GroupId, Map<String, OnlineRecord>> groups = new ConcurrentHashMap<>();

    /** Creates an empty store. */
    public InMemoryOnlineStore() {}

    @Override
    public void put(GroupId group, List<OnlineRecord> records) {
        Map<String, OnlineRecord> values = groups.computeIfAbsent(group, each -> new ConcurrentHashMap<>());
        for (OnlineRecord each : records) {
            values.merge(each.key(), each, InMemoryOnlineStore::newer);
        }
    }

    private static OnlineRecord newer(OnlineRecord before, OnlineRecord given) {
        return given.stamp().compareTo(before.stamp()) >= 0 ? given : before;
    }

    @Override
    public List<Optional<OnlineRecord>> get(GroupId group, List<String> keys) {
        Map<String, OnlineRecord> values = groups.getOrDefault(group, Map.of());
        if (keys.size() == 1) {
            return List.of(Optional.ofNullable(values.get(keys.get(0))));
        }
        List<Optional<OnlineRecord>> found = new ArrayList<>(keys.size());
        keys.forEach(key -> found.add(Optional.ofNullable(values.get(key))));
        return found;
    }

    @Override
    public void close() {}
}
