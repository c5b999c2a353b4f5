package io.mlpipeline.registry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.error.IncompatibleVersionException;
import io.mlpipeline.registry.audit.Act;
import io.mlpipeline.registry.audit.Action;
import io.mlpipeline.registry.version.ArtifactId;
import io.mlpipeline.registry.version.ModelId;
import io.mlpipeline.registry.version.Stage;
import io.mlpipeline.registry.version.StageChange;
import io.mlpipeline.registry.version.StageChange.Cause;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteMetadataStoreTest {
    private static final ModelId SALES = ModelId.of("daily-sales");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Act ACT = new Act("anna", Action.REGISTERED, "", NOON);

    @TempDir
    Path folder;

    private MetadataStore store;

    @BeforeEach
    void openStore() {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private MetadataStore open() {
        return MetadataStore.sqlite(file());
    }

    @Test
    void keepsAWriteAheadLog() throws SQLException {
        try (Connection connection = raw()) {
            assertThat(Sql.query(connection, "PRAGMA journal_mode", row -> row.getString(1)))
                    .containsExactly("wal");
        }
    }

    @Test
    void holdsItsPromisesAgainstWhoeverElseWrites() throws SQLException {
        add(SALES);
        add(SALES);
        store.apply(SALES, 0, List.of(promote()), ACT);

        try (Connection connection = raw();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("UPDATE version SET stage = 'PRODUCTION'"))
                    .hasMessageContaining("UNIQUE");
            assertThatThrownBy(() -> statement.execute("DELETE FROM stage_change"))
                    .hasMessageContaining("only ever added");
            assertThatThrownBy(() -> statement.execute("UPDATE stage_change SET version = 2"))
                    .hasMessageContaining("only ever added");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"find", "production", "revision"})
    void readsOneModelWithoutScanning(String query) throws SQLException {
        String sql = switch (query) {
            case "find" -> "SELECT * FROM version WHERE tenant = 'a' AND model = 'b' AND version = 1";
            case "production" -> "SELECT * FROM version WHERE tenant = 'a' AND model = 'b' AND stage = 'PRODUCTION'";
            default -> "SELECT revision FROM model WHERE tenant = 'a' AND name = 'b'";
        };
        try (Connection connection = raw()) {
            assertThat(Sql.query(connection, "EXPLAIN QUERY PLAN " + sql, row -> row.getString("detail")))
                    .singleElement()
                    .asString()
                    .startsWith("SEARCH");
        }
    }

    @Test
    void refusesADatabaseOfANewerSchema() throws SQLException {
        store.close();
        try (Connection connection = raw()) {
            Sql.update(
                    connection,
                    "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, installed_by,"
                            + " execution_time, success) VALUES (99, '99', 'later', 'SQL', 'V99', 'x', 1, 1)");
        }

        assertThatThrownBy(this::open)
                .isInstanceOf(IncompatibleVersionException.class)
                .hasMessageContaining("schema version 99")
                .hasMessageContaining(file().toString());
    }

    @Test
    void refusesTheDatabaseOfAnotherApplicationAndLeavesItAlone() throws Exception {
        Path foreign = folder.resolve("foreign.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + foreign);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE customer (id INTEGER)");
        }
        byte[] before = Files.readAllBytes(foreign);

        assertThatThrownBy(() -> MetadataStore.sqlite(foreign))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("another application");
        assertThat(foreign).hasBinaryContent(before);
    }

    @Test
    void refusesAFileThatIsNoDatabase() throws Exception {
        Path text = Files.writeString(folder.resolve("notes.txt"), "not a database, whatever its name. ".repeat(100));

        assertThatThrownBy(() -> MetadataStore.sqlite(text))
                .isInstanceOf(CorruptArtifactException.class)
                .hasMessageContaining("notes.txt");
    }

    @Test
    void refusesADamagedDatabase() throws Exception {
        for (int i = 0; i < 50; i++) {
            add(SALES);
        }
        store.close();
        byte[] bytes = Files.readAllBytes(file());
        // Every page but the first, so that the file still looks like a database.
        for (int i = 4096; i < bytes.length; i += 7) {
            bytes[i] ^= 0x55;
        }
        Files.write(file(), bytes);

        assertThatThrownBy(this::open)
                .isInstanceOf(CorruptArtifactException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void refusesAFolderThatCannotBeMade() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> MetadataStore.sqlite(file.resolve("registry.db")))
                .isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> MetadataStore.sqlite(folder)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> MetadataStore.sqlite(Path.of("/"))).isInstanceOf(StoreException.class);
    }

    @Test
    void opensANewFileFromManyThreadsAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            for (int round = 0; round < 10; round++) {
                Path fresh = folder.resolve("fresh-" + round + ".db");
                Callable<List<String>> opener = () -> {
                    try (MetadataStore opened = MetadataStore.sqlite(fresh)) {
                        return opened.models("default");
                    }
                };
                for (Future<List<String>> each : threads.invokeAll(Collections.nCopies(6, opener))) {
                    assertThat(each.get()).isEmpty();
                }
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void staysFastWithManyVersions() {
        IntStream.range(0, 200).forEach(i -> add(SALES));

        assertThat(store.versions(SALES)).hasSize(200);
        assertThat(store.latest(SALES))
                .hasValueSatisfying(latest -> assertThat(latest.version()).isEqualTo(200));
    }

    private void add(ModelId model) {
        store.add(model, new NewVersion(ArtifactId.of(new byte[3]), new TreeMap<>(), NOON), ACT);
    }

    private static StageChange promote() {
        return new StageChange(1, Stage.NONE, Stage.PRODUCTION, Cause.PROMOTED, "first", NOON);
    }

    private Path file() {
        return folder.resolve("registry.db");
    }

    private Connection raw() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file());
    }
}
