package io.mlpipeline.etl.store.online;

import io.mlpipeline.api.error.TransientFailureException;
import io.mlpipeline.etl.store.group.GroupId;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Values in one table of a SQLite or PostgreSQL database.
 *
 * <p>Each thread that reads or writes at the same time takes one connection of the host's data source; it is kept with its
 * prepared statements for the next call and closed with this store. Safe for use by many threads and processes.
 */
public final class JdbcOnlineStore implements OnlineStore {
    private final DataSource database;
    private final ConcurrentLinkedDeque<JdbcSession> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    private JdbcOnlineStore(DataSource database) {
        this.database = database;
    }

    /**
     * Opens a store, and makes its table {@code mlpipeline_online_features} if it is not there.
     *
     * @param database gives connections to SQLite or PostgreSQL; it stays the host's
     * @return the store
     * @throws IllegalArgumentException if it is another database
     * @throws TransientFailureException if the database cannot be reached
     */
    public static JdbcOnlineStore open(DataSource database) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(JdbcSession.table(connection.getMetaData().getDatabaseProductName()));
        } catch (SQLException e) {
            throw failure("make the table of", e);
        }
        return new JdbcOnlineStore(database);
    }

    @Override
    public void put(GroupId group, List<OnlineRecord> records) {
        // In one order, so that two writers never wait for each other in a circle.
        List<OnlineRecord> ordered =
                records.stream().sorted(Comparator.comparing(OnlineRecord::key)).toList();
        run("write to", session -> {
            session.put(group, ordered);
            return true;
        });
    }

    @Override
    public List<Optional<OnlineRecord>> get(GroupId group, List<String> keys) {
        return run("read from", session -> {
            if (keys.size() == 1) {
                return List.of(session.get(group, keys.get(0)));
            }
            Map<ByteBuffer, OnlineRecord> found = new HashMap<>();
            session.get(group, keys, found);
            List<Optional<OnlineRecord>> records = new ArrayList<>(keys.size());
            for (String key : keys) {
                records.add(Optional.ofNullable(found.get(ByteBuffer.wrap(KeyBytes.of(key))))
                        .map(each -> new OnlineRecord(key, each.stamp(), each.values())));
            }
            return records;
        });
    }

    private <T> T run(String what, Work<T> work) {
        if (closed) {
            throw new IllegalStateException("The online store is closed");
        }
        JdbcSession session = null;
        try {
            session = idle.pollFirst();
            if (session == null) {
                session = new JdbcSession(database.getConnection());
            }
            T result = work.on(session);
            giveBack(session);
            return result;
        } catch (SQLException e) {
            closeQuietly(session, e);
            closeIdle(e); // what broke one connection has often broken all
            throw failure(what, e);
        } catch (RuntimeException e) {
            closeQuietly(session, null);
            throw e;
        }
    }

    private void giveBack(JdbcSession session) throws SQLException {
        idle.addFirst(session);
        if (closed) {
            closeIdle(null);
        }
    }

    private void closeIdle(@Nullable SQLException cause) {
        for (JdbcSession each = idle.pollFirst(); each != null; each = idle.pollFirst()) {
            closeQuietly(each, cause);
        }
    }

    private static void closeQuietly(@Nullable JdbcSession session, @Nullable SQLException cause) {
        try {
            if (session != null) {
                session.close();
            }
        } catch (SQLException e) {
            if (cause != null) {
                cause.addSuppressed(e);
            }
        }
    }

    private static TransientFailureException failure(String what, SQLException e) {
        return new TransientFailureException(
                "Cannot " + what + " the online store: " + e.getMessage() + ". Maybe the database cannot be reached",
                e);
    }

    @Override
    public void close() {
        closed = true;
        closeIdle(null);
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(JdbcSession session) throws SQLException;
    }
}
