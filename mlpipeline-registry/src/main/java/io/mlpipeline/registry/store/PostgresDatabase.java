package io.mlpipeline.registry.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * One schema of a PostgreSQL database. Writers of the same model wait for each other on the model's row, writers of the same tenant
 * on the head of its audit log, which each of them takes last.
 */
final class PostgresDatabase implements Database {
    private static final String READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    private static final String WRITE = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";

    private final DataSource source;
    private volatile boolean closed;

    private PostgresDatabase(DataSource source) {
        this.source = source;
    }

    static PostgresDatabase open(DataSource source) {
        PostgresDatabase database = new PostgresDatabase(source);
        new PostgresSchema(source).bringUpToDate(database);
        return database;
    }

    @Override
    public <T> T read(Work<T> work) {
        return run(READ, work);
    }

    @Override
    public <T> T write(Work<T> work) {
        return run(WRITE, work);
    }

    @Override
    public String overriding() {
        return " OVERRIDING SYSTEM VALUE";
    }

    @Override
    public void renumber(Connection connection, String table) throws SQLException {
        Sql.query(
                connection,
                "SELECT setval(pg_get_serial_sequence('" + table + "', 'id'), coalesce(max(id), 0) + 1, false) FROM "
                        + table,
                row -> row.getLong(1));
    }

    private <T> T run(String begin, Work<T> work) {
        if (closed) {
            throw new IllegalStateException("The registry in PostgreSQL is closed; open it again");
        }
        try (Connection connection = source.getConnection()) {
            boolean automatic = connection.getAutoCommit();
            if (automatic) {
                return Transactions.run(connection, begin, work);
            }
            // The host's pool hands out connections that would begin a transaction of their own.
            connection.setAutoCommit(true);
            try {
                return Transactions.run(connection, begin, work);
            } finally {
                connection.setAutoCommit(false);
            }
        } catch (SQLException e) {
            throw PostgresFailures.translated(e);
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    @Override
    public String toString() {
        return "PostgreSQL";
    }
}
