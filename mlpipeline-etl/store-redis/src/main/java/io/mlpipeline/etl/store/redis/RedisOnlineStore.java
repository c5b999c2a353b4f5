package io.mlpipeline.etl.store.redis;

import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.error.TransientFailureException;
import io.mlpipeline.etl.store.group.GroupId;
import io.mlpipeline.etl.store.online.KeyBytes;
import io.mlpipeline.etl.store.online.OnlineRecord;
import io.mlpipeline.etl.store.online.OnlineStore;
import io.mlpipeline.etl.store.online.Stamp;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Values in Redis: one string an entity under {@code mlpipeline:GROUP:vVERSION:KEY}, its stamp before the values.
 *
 * <p>A script in the server compares stamps and writes, so that of many writers the newest wins. Entities of one call are read
 * and written in one round trip: a single server or one with replicas, no cluster, whose nodes would each hold a part of them.
 * Redis keeps the values until it is told otherwise; the group's time to live is enforced on reading. Safe for use by many
 * threads if the client is.
 */
public final class RedisOnlineStore implements OnlineStore {
    private static final int STAMP = 3 * Long.BYTES;
    private static final int RECORDS_A_CALL = 500;
    private static final byte[] PUT = """
            for i = 1, #KEYS do
              local new = ARGV[i]
              local old = redis.call('GET', KEYS[i])
              local isOlder = false
              if old then
                for j = 1, %d do
                  local a, b = string.byte(new, j), string.byte(old, j)
                  if a ~= b then
                    isOlder = not b or (a < b)
                    break
                  end
                end
              end
              if not isOlder then
                redis.call('SET', KEYS[i], new)
              end
            end
            return #KEYS
            """.formatted(STAMP).getBytes(StandardCharsets.UTF_8);

    private final UnifiedJedis redis;

    private RedisOnlineStore(UnifiedJedis redis) {
        this.redis = redis;
    }

    /**
     * Uses a client of the host.
     *
     * @param redis a client, pooled if many threads read; it stays the host's and is not closed
     * @return a store over it
     */
    public static RedisOnlineStore on(UnifiedJedis redis) {
        return new RedisOnlineStore(redis);
    }

    @Override
    public void put(GroupId group, List<OnlineRecord> records) {
        for (int from = 0; from < records.size(); from += RECORDS_A_CALL) {
            List<byte[]> keys = new ArrayList<>();
            List<byte[]> values = new ArrayList<>();
            for (OnlineRecord each : records.subList(from, Math.min(records.size(), from + RECORDS_A_CALL))) {
                keys.add(key(group, each.key()));
                values.add(encode(each));
            }
            call(() -> redis.eval(PUT, keys, values));
        }
    }

    @Override
    public List<Optional<OnlineRecord>> get(GroupId group, List<String> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        if (keys.size() == 1) {
            String key = keys.get(0);
            byte[] found = call(() -> redis.get(key(group, key)));
            return List.of(Optional.ofNullable(found).map(value -> decode(key, value)));
        }
        byte[][] wanted = keys.stream().map(key -> key(group, key)).toArray(byte[][]::new);
        List<byte[]> found = call(() -> redis.mget(wanted));
        List<Optional<OnlineRecord>> records = new ArrayList<>(keys.size());
        for (int i = 0; i < found.size(); i++) {
            String key = keys.get(i);
            records.add(Optional.ofNullable(found.get(i)).map(value -> decode(key, value)));
        }
        return records;
    }

    private static <T> T call(Supplier<T> work) {
        try {
            return work.get();
        } catch (JedisException e) {
            throw new TransientFailureException(
                    "Redis did not answer as expected: " + e.getMessage() + ". Maybe it cannot be reached or is full",
                    e);
        }
    }

    private static byte[] key(GroupId group, String key) {
        byte[] prefix =
                ("mlpipeline:" + group.name() + ":v" + group.version() + ":").getBytes(StandardCharsets.US_ASCII);
        byte[] entity = KeyBytes.of(key);
        return ByteBuffer.allocate(prefix.length + entity.length)
                .put(prefix)
                .put(entity)
                .array();
    }

    /** The stamp in bytes that are in the order of its numbers when compared without sign, then the values. */
    private static byte[] encode(OnlineRecord record) {
        return ByteBuffer.allocate(STAMP + record.values().length)
                .putLong(record.stamp().time() ^ Long.MIN_VALUE)
                .putLong(record.stamp().created() ^ Long.MIN_VALUE)
                .putLong(record.stamp().run() ^ Long.MIN_VALUE)
                .put(record.values())
                .array();
    }

    private static OnlineRecord decode(String key, byte[] value) {
        if (value.length < STAMP) {
            throw new CorruptArtifactException("The value of entity '" + key + "' in Redis has " + value.length
                    + " bytes and no stamp. Maybe something else writes under its key; materialise the group again");
        }
        ByteBuffer bytes = ByteBuffer.wrap(value);
        Stamp stamp = new Stamp(
                bytes.getLong() ^ Long.MIN_VALUE, bytes.getLong() ^ Long.MIN_VALUE, bytes.getLong() ^ Long.MIN_VALUE);
        byte[] values = new byte[bytes.remaining()];
        bytes.get(values);
        return new OnlineRecord(key, stamp, values);
    }

    /** Does nothing: the client is the host's. */
    @Override
    public void close() {}
}
