package io.mlpipeline.testkit.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.registry.store.MetadataStore;
import io.mlpipeline.registry.version.ModelId;
import io.mlpipeline.registry.version.ModelVersion;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * 16 threads in each of two processes register and promote versions of one model. For a second; {@code -Dmlpipeline.race.seconds=60}
 * for longer.
 */
@Timeout(600)
class PromotionRaceTest {
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("mlpipeline.race.seconds", 1));
    private static final ModelId MODEL = ModelId.of(PromotionRace.MODEL);

    private static PostgresServer server;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() throws Exception {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void leavesOneVersionInProductionInSqlite() throws Exception {
        race(sqlite());
    }

    @Test
    void leavesOneVersionInProductionInPostgresql() throws Exception {
        race(postgresql());
    }

    private static void race(StoreAddress address) throws Exception {
        address.use((store, registry) -> {
            List<Integer> acknowledged;
            try (Child other =
                    Child.start(PromotionRace.class, address.database(), address.artifacts(), "" + TIME.toMillis())) {
                other.begin();
                acknowledged = new ArrayList<>(PromotionRace.run(registry, TIME));
                for (String line = other.line(); line != null; line = other.line()) {
                    acknowledged.add(Integer.valueOf(line));
                }
            }
            System.out.println(acknowledged.size() + " promotions by two processes in " + TIME + " in " + store);
            verify(store, acknowledged);
            return true;
        });
    }

    /** Shows that the race is one: without the revision and without the constraint it ends with several versions in production. */
    @Test
    void findsTwoVersionsInProductionWherePromotionIsReadThenWriteInSqlite() throws Exception {
        StoreAddress address = sqlite();
        address.use((store, registry) -> {
            drop("jdbc:sqlite:" + address.database());
            return true;
        });
        readThenWrite(address);
    }

    @Test
    void findsTwoVersionsInProductionWherePromotionIsReadThenWriteInPostgresql() throws Exception {
        StoreAddress address = postgresql();
        address.use((store, registry) -> {
            drop(address.database());
            return true;
        });
        readThenWrite(address);
    }

    private static void readThenWrite(StoreAddress address) throws Exception {
        UnaryOperator<MetadataStore> without = ReadThenWriteStore::new;
        address.use(without, (store, registry) -> {
            List<Integer> acknowledged = PromotionRace.run(registry, Duration.ofSeconds(1));

            assertThatThrownBy(() -> verify(store, acknowledged)).isInstanceOf(AssertionError.class);
            return true;
        });
    }

    private static void drop(String url) throws Exception {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("DROP INDEX at_most_one_in_production");
        }
    }

    private static void verify(MetadataStore store, List<Integer> acknowledged) {
        assertThat(History.replay(store, MODEL)).containsExactlyInAnyOrderElementsOf(acknowledged);
        assertThat(store.versions(MODEL))
                .extracting(ModelVersion::version)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, acknowledged.size()).boxed().toList());
        assertThat(store.audit("default").verify().explanation()).isEqualTo("all entries follow from each other");
        assertThat(store.audit("default").head().sequence()).isEqualTo(2L * acknowledged.size());
    }

    private StoreAddress sqlite() {
        return new StoreAddress(
                folder.resolve("registry.db").toString(),
                folder.resolve("artifacts").toString());
    }

    private StoreAddress postgresql() throws Exception {
        return new StoreAddress(server.newSchema(), folder.resolve("artifacts").toString());
    }
}
