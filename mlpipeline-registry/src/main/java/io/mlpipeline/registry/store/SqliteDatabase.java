package io.mlpipeline.registry.store;

import java.nio.file.Files;
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
    private static final String WAIT_WHEN_BUSY = "PRAGMA busy_timeout = 30000";

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
        if (folder == null || Files.isDirectory(absolute)) {
            throw new StoreException(file + " is a folder; give the path of a file such as models/registry.db");
        }
        Folders.make(folder);
        return new SqliteFailures(absolute).translate(() -> {
            try (Connection alone = sourceOf(absolute + "-lock").getConnection()) {
                Sql.execute(alone, WAIT_WHEN_BUSY);
                Sql.execute(alone, "BEGIN EXCLUSIVE");
                return openAlone(absolute);
            }
        });
    }

    /**
     * What is done on opening is not safe against another process that opens the same new file: neither Flyway nor the change to
     * write-ahead mode waits for a lock. So an exclusive transaction on an empty database beside it is the lock. A lock on a plain
     * file would not do, since it vanishes when this process closes the file elsewhere.
     */
    private static SqliteDatabase openAlone(Path file) throws SQLException {
        SQLiteDataSource source = sourceOf(file.toString());
        SqliteDatabase database = new SqliteDatabase(file, source);
        try {
            new SqliteSchema(file, source).bringUpToDate(database.writer);
            database.requireWriteAhead();
            return database;
        } catch (SQLException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static SQLiteDataSource sourceOf(String file) {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    @Override
    public <T> T read(Work<T> work) {
        return failures.translate(() -> {
            Connection reader = borrow();
            try {
                return Transactions.run(reader, "BEGIN", work);
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
                return Transactions.run(writer, "BEGIN IMMEDIATE", work);
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

    private Connection connect() throws SQLException {
        Connection connection = source.getConnection();
        try {
            Sql.execute(connection, WAIT_WHEN_BUSY);
            Sql.execute(connection, "PRAGMA synchronous = FULL");
            Sql.execute(connection, "PRAGMA foreign_keys = ON");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private void requireWriteAhead() throws SQLException {
        List<String> mode = Sql.query(writer, "PRAGMA journal_mode = WAL", row -> row.getString(1));
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
