package io.mlpipeline.testkit.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlpipeline.registry.ModelRegistry;
import io.mlpipeline.registry.OrphanCollection;
import io.mlpipeline.registry.store.ArtifactStore;
import io.mlpipeline.registry.store.BlobStore;
import io.mlpipeline.registry.store.MetadataStore;
import io.mlpipeline.registry.version.ModelId;
import io.mlpipeline.registry.version.ModelVersion;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process under load is killed, again and again on the same store; {@code -Dmlpipeline.kills=300} for more often than 3 times. */
@Timeout(3_600)
class KilledProcessTest {
    private static final int KILLS = Integer.getInteger("mlpipeline.kills", 3);
    private static final int LONGEST_MILLIS = 600;
    private static final ModelId MODEL = ModelId.of(RegistryLoad.MODEL);

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(17);
    private final List<Integer> promoted = new ArrayList<>();
    private int registered;
    private int acknowledged;

    @Test
    void losesNothingInSqlite() throws Exception {
        killAgainAndAgain(new StoreAddress(folder.resolve("registry.db").toString(), artifacts()));
    }

    @Test
    void losesNothingInPostgresql() throws Exception {
        try (PostgresServer server = PostgresServer.start()) {
            killAgainAndAgain(new StoreAddress(server.newSchema(), artifacts()));
        }
    }

    private void killAgainAndAgain(StoreAddress address) throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            List<String> told = killOne(address, kill);
            address.use((store, registry) -> {
                told.forEach(line -> check(line.split(" "), registry));
                return true;
            });
        }
        address.use((store, registry) -> {
            checkAll(store, registry);
            return true;
        });
    }

    private List<String> killOne(StoreAddress address, int round) throws Exception {
        List<String> told = new ArrayList<>();
        try (Child child =
                Child.start(RegistryLoad.class, address.database(), address.artifacts(), "" + round * 100_000)) {
            child.begin();
            told.add(child.line());
            Thread killer = new Thread(() -> killAfter(child, random.nextInt(LONGEST_MILLIS)));
            killer.start();
            for (String line = child.line(); line != null; line = child.line()) {
                told.add(line);
            }
            killer.join();
        }
        told.removeIf(line -> !line.endsWith(" ."));
        return told;
    }

    private static void killAfter(Child child, int millis) {
        try {
            Thread.sleep(millis);
            child.kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void check(String[] words, ModelRegistry registry) {
        acknowledged++;
        ModelVersion version = registry.get(RegistryLoad.MODEL, Integer.parseInt(words[1]));
        switch (words[0]) {
            case "registered" -> {
                registered++;
                assertThat(version.artifact().sha256()).isEqualTo(words[2]);
                assertThat(registry.bundle(version).hash()).isEqualTo(words[2]);
            }
            case "tagged" -> assertThat(version.tags()).containsEntry("weight", words[2]);
            default -> promoted.add(version.version());
        }
    }

    private void checkAll(MetadataStore store, ModelRegistry registry) {
        assertThat(registered).isPositive();
        assertThat(History.replay(store, MODEL)).containsAll(promoted);
        assertThat(store.audit("default").verify().intact()).isTrue();
        List<ModelVersion> versions = registry.versions(RegistryLoad.MODEL);
        // Also of registrations that no one was told of: what has a version has its bundle.
        versions.forEach(version -> assertThat(registry.bundle(version).hash())
                .isEqualTo(version.artifact().sha256()));

        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofHours(2));
        ArtifactStore artifacts = ArtifactStore.directory(Path.of(artifacts()));
        OrphanCollection orphans = ModelRegistry.on(store, artifacts, later).collectOrphans(Duration.ofHours(1));

        TreeSet<String> left = new TreeSet<>();
        BlobStore.directory(Path.of(artifacts())).forEach(blob -> left.add(blob.key()));
        assertThat(left).hasSize(versions.size());
        versions.forEach(version -> assertThat(registry.bundle(version).hash())
                .isEqualTo(version.artifact().sha256()));
        System.out.println(KILLS + " kills, " + acknowledged + " acknowledged, " + versions.size() + " versions, "
                + orphans.deleted().size() + " orphans collected, in " + store);
    }

    private String artifacts() {
        return folder.resolve("artifacts").toString();
    }
}
