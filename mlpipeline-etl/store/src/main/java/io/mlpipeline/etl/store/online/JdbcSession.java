package io.mlpipeline.etl.store.online;

import io.mlpipeline.etl.store.group.GroupId;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A connection with its prepared statements. Not thread-safe. */
final class JdbcSession implements AutoCloseable {
    private static final String TABLE = "mlpipeline_online_features";
    private static final int KEYS_A_READ = 100;
    private static final String READ = "SELECT event_time, created_time, run, feature_values, entity FROM " + TABLE
            + " WHERE group_name = ? AND group_version = ? AND entity ";
    private static final String WRITE = "INSERT INTO " + TABLE + " AS stored"
            + " (group_name, group_version, entity, event_time, created_time, run, feature_values)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (group_name, group_version, entity) DO UPDATE SET"
            + " event_time = excluded.event_time, created_time = excluded.created_time, run = excluded.run,"
            + " feature_values = excluded.feature_values"
            + " WHERE (excluded.event_time, excluded.created_time, excluded.run)"
            + " >= (stored.event_time, stored.created_time, stored.run)";

    private final Connection connection;
    private @Nullable PreparedStatement one;
    private @Nullable PreparedStatement many;
    private @Nullable PreparedStatement write;

    JdbcSession(Connection connection) {
        this.connection = connection;
    }

    /** What makes the table in a database. */
    static String table(String product) {
        String bytes = switch (product) {
            case "SQLite" -> "BLOB";
            case "PostgreSQL" -> "BYTEA";
            default ->
                throw new IllegalArgumentException("The online store runs on SQLite and PostgreSQL, not on " + product
                        + "; implement OnlineStore for it");
        };
        return "CREATE TABLE IF NOT EXISTS " + TABLE
                + " (group_name VARCHAR(100) NOT NULL, group_version INTEGER NOT NULL,"
                + " entity " + bytes + " NOT NULL, event_time BIGINT NOT NULL, created_time BIGINT NOT NULL,"
                + " run BIGINT NOT NULL, feature_values " + bytes + " NOT NULL,"
                + " PRIMARY KEY (group_name, group_version, entity))"
                // The row lies in the key's tree then, and a read is one search instead of two.
                + (product.equals("SQLite") ? " WITHOUT ROWID" : "");
    }

    Optional<OnlineRecord> get(GroupId group, String key) throws SQLException {
        if (one == null) {
            one = connection.prepareStatement(READ + "= ?");
        }
        one.setString(1, group.name());
        one.setInt(2, group.version());
        one.setBytes(3, KeyBytes.of(key));
        try (ResultSet rows = one.executeQuery()) {
            return rows.next() ? Optional.of(record(rows, key)) : Optional.empty();
        }
    }

    /** Finds the records of keys, by the bytes of the key. */
    void get(GroupId group, List<String> keys, Map<ByteBuffer, OnlineRecord> into) throws SQLException {
        if (many == null) {
            many = connection.prepareStatement(
                    READ + "IN (" + String.join(", ", Collections.nCopies(KEYS_A_READ, "?")) + ")");
        }
        for (int from = 0; from < keys.size(); from += KEYS_A_READ) {
            many.setString(1, group.name());
            many.setInt(2, group.version());
            for (int i = 0; i < KEYS_A_READ; i++) {
                // The last read asks for its last key again and again.
                many.setBytes(3 + i, KeyBytes.of(keys.get(Math.min(from + i, keys.size() - 1))));
            }
            try (ResultSet rows = many.executeQuery()) {
                while (rows.next()) {
                    into.put(ByteBuffer.wrap(rows.getBytes(5)), record(rows, ""));
                }
            }
        }
    }

    private static OnlineRecord record(ResultSet rows, String key) throws SQLException {
        return new OnlineRecord(key, new Stamp(rows.getLong(1), rows.getLong(2), rows.getLong(3)), rows.getBytes(4));
    }

    /** Writes all records or none. */
    void put(GroupId group, List<OnlineRecord> records) throws SQLException {
        boolean commits = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try {
            if (write == null) {
                write = connection.prepareStatement(WRITE);
            }
            for (OnlineRecord each : records) {
                write.setString(1, group.name());
                write.setInt(2, group.version());
                write.setBytes(3, KeyBytes.of(each.key()));
                write.setLong(4, each.stamp().time());
                write.setLong(5, each.stamp().created());
                write.setLong(6, each.stamp().run());
                write.setBytes(7, each.values());
                write.addBatch();
            }
            write.executeBatch();
            connection.commit();
            connection.setAutoCommit(commits);
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
