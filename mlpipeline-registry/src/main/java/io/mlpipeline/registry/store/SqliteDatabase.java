package io.mlpipeline.registry.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteDataSource;

/**
 * One SQLite file in write-ahead mode: one writer, and as many readers as there are threads that read.
 *
 * <p>Transactions are begun and ended by statement on connections in auto-commit mode. With auto-commit off the driver begins the
 * next transaction right after a commit, and an idle connection would hold the write lock. Writers of this process queue on a
 * lock of their own, because SQLite's waiting is polling and serves no one in turn.
 */
final class SqliteDatabase implements Database {
    /** To be run first on each connection: every later statement may meet a lock. */
    static final String WAIT_WHEN_BUSY = "PRAGMA busy_timeout = 30000";

    private static final int IDLE_READERS = 8;

    private final Path file;
    private final SQLiteDataSource source;
    private final SqliteFailures failures;
    private final ReentrantLock writing = new ReentrantLock();
    private final Connection writer;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private boolean closed;

    private SqliteDatabase(Path file, SQLiteDataSource source) throws SQLException {
        this.file = file;
        this.source = source;
        this.failures = new SqliteFailures(file);
        this.writer = connect();
    }

    static SqliteDatabase open(Path file) {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder == null) {
            throw new StoreException(file + " is not the path of a file; give one such as models/registry.db");
        }
        Folders.make(folder);
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + absolute);
        return new SqliteFailures(absolute).translate(() -> {
            SqliteDatabase database = new SqliteDatabase(absolute, source);
            try {
                new SqliteSchema(absolute, source).bringUpToDate(database.writer);
                return database;
            } catch (SQLException | RuntimeException e) {
                database.close();
                throw e;
            }
        });
    }

    @Override
    public <T> T read(Work<T> work) {
        return failures.translate(() -> {
            Connection reader = borrow();
            try {
                return inTransaction(reader, "BEGIN", work);
            } finally {
                giveBack(reader);
            }
        });
    }

    @Override
    public <T> T write(Work<T> work) {
        return failures.translate(() -> {
            writing.lock();
            try {
                requireOpen();
                return inTransaction(writer, "BEGIN IMMEDIATE", work);
            } finally {
                writing.unlock();
            }
        });
    }

    @Override
    public void close() {
        writing.lock();
        try {
            closeAll();
        } catch (SQLException e) {
            throw failures.translated(e);
        } finally {
            writing.unlock();
        }
    }

    private static <T> T inTransaction(Connection connection, String begin, Work<T> work) throws SQLException {
        Sql.execute(connection, begin);
        try {
            T result = work.run(connection);
            Sql.execute(connection, "COMMIT");
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            rollBack(connection, e);
            throw e;
        }
    }

    private static void rollBack(Connection connection, Throwable why) {
        try {
            Sql.execute(connection, "ROLLBACK");
        } catch (SQLException e) {
            // SQLite has rolled back by itself after some errors, such as a full disk; the first error is the one to
            // tell.
            why.addSuppressed(e);
        }
    }

    private Connection connect() throws SQLException {
        Connection connection = source.getConnection();
        try {
            Sql.execute(connection, WAIT_WHEN_BUSY);
            requireWriteAhead(connection);
            Sql.execute(connection, "PRAGMA synchronous = FULL");
            Sql.execute(connection, "PRAGMA foreign_keys = ON");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private void requireWriteAhead(Connection connection) throws SQLException {
        List<String> mode = Sql.query(connection, "PRAGMA journal_mode = WAL", row -> row.getString(1));
        if (!mode.equals(List.of("wal"))) {
            throw new StoreException("The registry at " + file + " cannot keep a write-ahead log, its journal mode is "
                    + mode + "; put it on a local disk");
        }
    }

    private Connection borrow() throws SQLException {
        synchronized (idle) {
            requireOpen();
            Connection reader = idle.poll();
            if (reader != null) {
                return reader;
            }
        }
        return connect();
    }

    private void giveBack(Connection reader) throws SQLException {
        synchronized (idle) {
            if (!closed && idle.size() < IDLE_READERS) {
                idle.push(reader);
                return;
            }
        }
        reader.close();
    }

    private void closeAll() throws SQLException {
        synchronized (idle) {
            closed = true;
            while (!idle.isEmpty()) {
                idle.pop().close();
            }
        }
        writer.close();
    }

    private void requireOpen() {
        synchronized (idle) {
            if (closed) {
                throw new IllegalStateException("The registry at " + file + " is closed; open it again");
            }
        }
    }

    @Override
    public String toString() {
        return "SQLite " + file;
    }
}
