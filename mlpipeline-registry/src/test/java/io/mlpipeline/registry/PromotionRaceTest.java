package io.mlpipeline.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.registry.store.MetadataStore;
import io.mlpipeline.registry.version.ModelVersion;
import io.mlpipeline.registry.version.Stage;
import io.mlpipeline.registry.version.StageChange;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class PromotionRaceTest {
    private static final int THREADS = 16;
    private static final int ROUNDS = 10;
    private static final int KILLS = 4;

    @TempDir
    Path folder;

    @Test
    void neverLeavesTwoVersionsInProductionWithinOneProcess() throws Exception {
        try (MetadataStore store = MetadataStore.sqlite(database())) {
            List<Integer> acknowledged = PromotionRace.run(store, THREADS, ROUNDS);

            assertThat(acknowledged).hasSize(THREADS * ROUNDS);
            verify(store, acknowledged);
        }
    }

    @Test
    void neverLeavesTwoVersionsInProductionAcrossTwoProcesses() throws Exception {
        try (MetadataStore store = MetadataStore.sqlite(database())) {
            Process other = start(ROUNDS);
            List<Integer> acknowledged;
            try (BufferedReader output = other.inputReader(StandardCharsets.UTF_8)) {
                assertThat(output.readLine()).isEqualTo("ready");
                begin(other);
                acknowledged = new ArrayList<>(PromotionRace.run(store, THREADS, ROUNDS));
                output.lines().map(Integer::valueOf).forEach(acknowledged::add);
            } finally {
                other.destroy();
            }

            assertThat(acknowledged).hasSize(2 * THREADS * ROUNDS);
            verify(store, acknowledged);
        }
    }

    @Test
    void losesNothingThatWasAcknowledgedWhenTheProcessIsKilled() throws Exception {
        List<Integer> acknowledged = new ArrayList<>();
        for (int kill = 1; kill <= KILLS; kill++) {
            Process process = start(100_000);
            try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
                assertThat(output.readLine()).isEqualTo("ready");
                begin(process);
                output.lines().limit(20L * kill).map(Integer::valueOf).forEach(acknowledged::add);
                process.destroyForcibly();
            }
            process.waitFor();
            try (MetadataStore store = MetadataStore.sqlite(database())) {
                assertThat(replay(store)).containsAll(acknowledged);
            }
        }
    }

    /** Shows that the race is one: without the revision and without the constraint it ends with several versions in production. */
    @Test
    void findsTwoVersionsInProductionWherePromotionIsReadThenWrite() throws Exception {
        try (MetadataStore store = MetadataStore.sqlite(database())) {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database());
                    Statement statement = connection.createStatement()) {
                statement.execute("DROP INDEX at_most_one_in_production");
            }
            List<Integer> acknowledged = PromotionRace.run(new ReadThenWriteStore(store), THREADS, ROUNDS);

            assertThatThrownBy(() -> verify(store, acknowledged)).isInstanceOf(AssertionError.class);
        }
    }

    private static void verify(MetadataStore store, List<Integer> acknowledged) {
        assertThat(replay(store)).containsExactlyInAnyOrderElementsOf(acknowledged);
    }

    /** Goes through the history, where every change must begin as the one before left the model; returns who was promoted. */
    private static List<Integer> replay(MetadataStore store) {
        List<Integer> promoted = new ArrayList<>();
        int production = 0;
        for (StageChange change : store.history(PromotionRace.MODEL)) {
            if (change.to() == Stage.PRODUCTION) {
                assertThat(production)
                        .as("in production when %s arrived", change)
                        .isZero();
                production = change.version();
                promoted.add(production);
            } else {
                assertThat(change.version()).isEqualTo(production);
                production = 0;
            }
        }
        assertThat(store.revision(PromotionRace.MODEL)).isEqualTo(promoted.size());
        assertThat(store.versions(PromotionRace.MODEL))
                .filteredOn(version -> version.stage() == Stage.PRODUCTION)
                .extracting(ModelVersion::version)
                .containsExactly(production);
        return promoted;
    }

    private static void begin(Process process) throws IOException {
        process.outputWriter(StandardCharsets.UTF_8).append('\n').close();
    }

    private Process start(int rounds) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PromotionRace.class.getName(),
                        database().toString(),
                        Integer.toString(THREADS),
                        Integer.toString(rounds))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private Path database() {
        return folder.resolve("registry.db");
    }
}
