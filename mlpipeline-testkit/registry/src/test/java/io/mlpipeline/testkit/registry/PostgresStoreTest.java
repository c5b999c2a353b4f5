package io.mlpipeline.testkit.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.mlpipeline.api.error.IncompatibleVersionException;
import io.mlpipeline.api.error.TransientFailureException;
import io.mlpipeline.registry.store.MetadataStore;
import io.mlpipeline.registry.store.StoreException;
import io.mlpipeline.registry.version.ModelId;
import io.mlpipeline.registry.version.Stage;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresStoreTest extends MetadataStoreContract {
    private static PostgresServer server;

    private HikariDataSource source;

    @BeforeAll
    static void start() throws IOException {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Override
    protected MetadataStore open() {
        return MetadataStore.postgresql(pool());
    }

    private HikariDataSource pool() {
        if (source == null) {
            try {
                source = PostgresServer.pool(server.newSchema(), 12);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        return source;
    }

    @AfterEach
    void closePool() {
        source.close();
    }

    @Test
    void holdsItsPromisesAgainstWhoeverElseWrites() throws SQLException {
        add(SALES);
        add(SALES);
        store.apply(SALES, 0, List.of(promote(1, Stage.NONE)), ACT);

        assertThatThrownBy(() -> execute("UPDATE version SET stage = 'PRODUCTION'"))
                .hasMessageContaining("at_most_one");
        for (String table : List.of("stage_change", "audit")) {
            assertThatThrownBy(() -> execute("DELETE FROM " + table)).hasMessageContaining("only ever added");
            assertThatThrownBy(() -> execute("UPDATE " + table + " SET tenant = 'x'"))
                    .hasMessageContaining("only ever added");
        }
    }

    @Test
    void refusesADatabaseOfANewerSchema() throws SQLException {
        execute("INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, installed_by,"
                + " execution_time, success) VALUES (99, '99', 'later', 'SQL', 'V99', 'x', 1, true)");

        assertThatThrownBy(this::open)
                .isInstanceOf(IncompatibleVersionException.class)
                .hasMessageContaining("schema version 99");
    }

    @Test
    void refusesTheSchemaOfAnotherApplicationAndLeavesItAlone() throws SQLException {
        try (HikariDataSource foreign = PostgresServer.pool(server.newSchema(), 2);
                Connection connection = foreign.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE model (customer TEXT)");

            assertThatThrownBy(() -> MetadataStore.postgresql(foreign))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("another application");
            assertThat(statement.executeUpdate("INSERT INTO model VALUES ('kept')"))
                    .isEqualTo(1);
        }
    }

    @Test
    void takesConnectionsThatDoNotCommitByThemselves() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setDataSource(pool());
        config.setAutoCommit(false);
        config.setMaximumPoolSize(2);
        try (HikariDataSource manual = new HikariDataSource(config);
                MetadataStore other = MetadataStore.postgresql(manual)) {
            other.add(SALES, version(), ACT);

            assertThat(store.versions(SALES)).hasSize(1);
            try (Connection connection = manual.getConnection()) {
                assertThat(connection.getAutoCommit()).isFalse();
            }
        }
    }

    @Test
    void saysThatALostConnectionMayPass() throws SQLException {
        add(SALES);
        try (Connection busy = pool().getConnection();
                Statement statement = busy.createStatement()) {
            statement.execute("BEGIN; UPDATE model SET revision = revision");
            ExecutorService thread = Executors.newSingleThreadExecutor();
            try {
                Future<?> waiting = thread.submit(() -> store.add(SALES, version(), ACT));
                while (!terminateWaiting(statement)) {
                    Thread.onSpinWait();
                }
                assertThatThrownBy(waiting::get).hasCauseInstanceOf(TransientFailureException.class);
            } finally {
                statement.execute("ROLLBACK");
                thread.shutdown();
            }
        }
        assertThat(store.versions(SALES)).as("half a registration").hasSize(1);
        assertThat(add(SALES).version()).isEqualTo(2);
    }

    private static boolean terminateWaiting(Statement statement) throws SQLException {
        try (var rows = statement.executeQuery(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")) {
            return rows.next();
        }
    }

    @Test
    void saysThatTheServerIsGone() throws SQLException {
        try (HikariDataSource nowhere = new HikariDataSource()) {
            nowhere.setJdbcUrl("jdbc:postgresql://127.0.0.1:1/none");
            nowhere.setInitializationFailTimeout(-1);
            nowhere.setConnectionTimeout(250);

            assertThatThrownBy(() -> MetadataStore.postgresql(nowhere)).isInstanceOf(TransientFailureException.class);
        }
    }

    @Test
    void opensANewSchemaFromManyThreadsAtOnce() throws Exception {
        try (HikariDataSource fresh = PostgresServer.pool(server.newSchema(), 12)) {
            Callable<List<String>> opener = () -> {
                try (MetadataStore opened = MetadataStore.postgresql(fresh)) {
                    return opened.models(ModelId.DEFAULT_TENANT);
                }
            };
            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                for (Future<List<String>> each : threads.invokeAll(Collections.nCopies(4, opener))) {
                    assertThat(each.get()).isEmpty();
                }
            } finally {
                threads.shutdown();
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = pool().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
