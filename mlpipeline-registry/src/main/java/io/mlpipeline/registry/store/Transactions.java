package io.mlpipeline.registry.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Transactions that are begun and ended by statement, on connections in auto-commit mode. */
final class Transactions {
    private Transactions() {}

    static <T> T run(Connection connection, String begin, Database.Work<T> work) throws SQLException {
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
            // The connection may be gone, and SQLite has rolled back by itself after some errors, such as a full disk;
            // the first error is the one to tell.
            why.addSuppressed(e);
        }
    }
}
