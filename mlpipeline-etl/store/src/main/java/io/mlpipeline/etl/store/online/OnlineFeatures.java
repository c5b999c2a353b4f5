package io.mlpipeline.etl.store.online;

import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.store.group.FeatureGroup;
import io.mlpipeline.etl.store.group.FeatureView;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The features of a view as they are now.
 *
 * <p>The time to live is that of the group, by the same rule as in training: values older than it, {@code now - time > ttl}, are
 * expired and not handed out. The clock is the host's; for a group with dates it says in its zone what day it is. Values that are
 * a little ahead of this machine's clock have the age zero. Safe for use by many threads.
 */
public final class OnlineFeatures {
    private final FeatureView view;
    private final OnlineStore store;
    private final GroupTime time;
    private final Schema schema;
    private final RowCodec codec;
    private final Schema stored;
    private final int[] positions;
    private final boolean isWhole;
    private final Row none;
    private volatile @Nullable EntityKeys lastKeys;

    private OnlineFeatures(FeatureView view, OnlineStore store, Clock clock) {
        FeatureGroup group = view.group();
        this.view = view;
        this.store = store;
        this.time = new GroupTime(group, clock);
        this.schema = view.schema();
        this.stored = group.schema().select(group.features());
        this.codec = new RowCodec(stored);
        this.positions = view.columns().stream().mapToInt(stored::indexOf).toArray();
        this.isWhole = schema.equals(stored);
        this.none = RowBuffer.of(schema);
    }

    /**
     * Reads through a view.
     *
     * @param view what is read, under which names
     * @param store where the values are
     * @param clock tells what time it is
     * @return the reader
     */
    public static OnlineFeatures of(FeatureView view, OnlineStore store, Clock clock) {
        return new OnlineFeatures(view, store, clock);
    }

    /**
     * What is read.
     *
     * @return the view
     */
    public FeatureView view() {
        return view;
    }

    /**
     * Reads one entity.
     *
     * @param request a row with the key columns of the view
     * @return what is known of the entity now
     * @throws IllegalArgumentException if the row has no such columns
     */
    public OnlineRead read(Row request) {
        Optional<String> key = keysOf(request.schema()).of(request);
        return key.isEmpty()
                ? absent()
                : read(store.get(view.group().id(), List.of(key.get())).get(0), time.now());
    }

    /** Requests mostly come with one schema, so that of the last one is kept. */
    private EntityKeys keysOf(Schema rows) {
        EntityKeys known = lastKeys;
        if (known == null || known.rows() != rows) {
            known = new EntityKeys(rows, view.keys());
            lastKeys = known;
        }
        return known;
    }

    /**
     * Reads entities, all at once.
     *
     * @param requests rows with the key columns of the view; each a row of its own, not a cursor that moves
     * @return for each of them what is known of the entity now
     * @throws IllegalArgumentException if a row has no such columns
     */
    public List<OnlineRead> read(List<? extends Row> requests) {
        List<Optional<String>> keys = new ArrayList<>(requests.size());
        List<String> wanted = new ArrayList<>(requests.size());
        for (Row request : requests) {
            Optional<String> key = keysOf(request.schema()).of(request);
            keys.add(key);
            key.ifPresent(wanted::add);
        }
        Iterator<Optional<OnlineRecord>> found = wanted.isEmpty()
                ? List.<Optional<OnlineRecord>>of().iterator()
                : store.get(view.group().id(), wanted).iterator();
        long now = time.now();
        List<OnlineRead> reads = new ArrayList<>(requests.size());
        for (Optional<String> key : keys) {
            reads.add(key.isPresent() ? read(found.next(), now) : absent());
        }
        return reads;
    }

    private OnlineRead absent() {
        return new OnlineRead(OnlineRead.State.ABSENT, Duration.ZERO, none);
    }

    private OnlineRead read(Optional<OnlineRecord> record, long now) {
        return record.isPresent() ? read(record.get(), now) : absent();
    }

    private OnlineRead read(OnlineRecord record, long now) {
        long age = time.age(record.stamp().time(), now);
        if (time.isExpired(age)) {
            return new OnlineRead(OnlineRead.State.EXPIRED, time.duration(age), none);
        }
        RowBuffer all = RowBuffer.of(stored);
        codec.decode(record.values(), all);
        return new OnlineRead(OnlineRead.State.PRESENT, time.duration(age), viewed(all));
    }

    private Row viewed(RowBuffer all) {
        if (isWhole) {
            return all;
        }
        RowBuffer row = RowBuffer.of(schema);
        for (int i = 0; i < positions.length; i++) {
            row.copyValue(all, positions[i], i);
        }
        return row;
    }
}
