package io.mlpipeline.registry.store;

import io.mlpipeline.api.error.IncompatibleVersionException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The tables of a registry in PostgreSQL. Flyway makes and upgrades them, one process at a time; it is started only when needed. */
final class PostgresSchema {
    /** The number of the last migration in {@code io/mlpipeline/registry/postgresql}. */
    static final int VERSION = 2;

    private final DataSource source;

    PostgresSchema(DataSource source) {
        this.source = source;
    }

    void bringUpToDate(Database database) {
        if (database.read(PostgresSchema::versionIn) < VERSION) {
            migrate();
        }
        int found = database.read(PostgresSchema::versionIn);
        if (found > VERSION) {
            throw new IncompatibleVersionException(
                    "The registry in PostgreSQL has schema version " + found + ", this library knows up to " + VERSION
                            + "; use the version of mlpipeline that wrote it, or a later one");
        }
    }

    private static int versionIn(Connection connection) throws SQLException {
        List<String> history =
                Sql.query(connection, "SELECT to_regclass('flyway_schema_history')::text", row -> row.getString(1));
        return history.get(0) == null ? 0 : SqliteSchema.newestIn(connection, "success");
    }

    private void migrate() {
        try {
            Flyway.configure(PostgresSchema.class.getClassLoader())
                    .dataSource(source)
                    .locations("classpath:io/mlpipeline/registry/postgresql")
                    .failOnMissingLocations(true)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new StoreException(
                    "Cannot make the tables of the registry in PostgreSQL: " + e.getMessage()
                            + ". Maybe the schema belongs to another application (name one of your own as currentSchema),"
                            + " or org.flywaydb:flyway-database-postgresql is not on the class path.",
                    e);
        }
    }
}
