package io.mlpipeline.registry.store;

import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.error.IncompatibleVersionException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteDataSource;

/**
 * The tables of a registry in SQLite. Flyway makes and upgrades them; it is started only when there is something to do, as it
 * takes half a second to find out that there is not.
 */
final class SqliteSchema {
    /** The number of the last migration in {@code io/mlpipeline/registry/sqlite}. */
    static final int VERSION = 2;

    private final Path file;
    private final SQLiteDataSource source;

    SqliteSchema(Path file, SQLiteDataSource source) {
        this.file = file;
        this.source = source;
    }

    /** To be called by one process at a time: Flyway takes no lock on SQLite. */
    void bringUpToDate(Connection connection) throws SQLException {
        requireSound(connection);
        if (versionIn(connection) < VERSION) {
            migrate();
        }
        int found = versionIn(connection);
        if (found > VERSION) {
            throw new IncompatibleVersionException(
                    "The registry at " + file + " has schema version " + found + ", this library knows up to " + VERSION
                            + "; use the version of mlpipeline that wrote it, or a later one");
        }
    }

    private void requireSound(Connection connection) throws SQLException {
        List<String> faults = Sql.query(connection, "PRAGMA quick_check(1)", row -> row.getString(1));
        if (!faults.equals(List.of("ok"))) {
            throw new CorruptArtifactException(
                    "The registry at " + file + " is damaged; restore it from a backup. SQLite says: " + faults);
        }
    }

    private static int versionIn(Connection connection) throws SQLException {
        List<String> history = Sql.query(
                connection,
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'flyway_schema_history'",
                row -> row.getString(1));
        return history.isEmpty() ? 0 : newestIn(connection, "success = 1");
    }

    static int newestIn(Connection connection, String success) throws SQLException {
        return Sql.query(
                        connection,
                        "SELECT coalesce(max(CAST(version AS INTEGER)), 0) FROM flyway_schema_history WHERE " + success,
                        row -> row.getInt(1))
                .get(0);
    }

    private void migrate() {
        try {
            Flyway.configure(SqliteSchema.class.getClassLoader())
                    .dataSource(source)
                    .locations("classpath:io/mlpipeline/registry/sqlite")
                    .failOnMissingLocations(true)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new StoreException(
                    "Cannot make the tables of the registry in " + file + ": " + e.getMessage()
                            + ". Maybe the file belongs to another application.",
                    e);
        }
    }
}
