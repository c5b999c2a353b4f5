package io.mlpipeline.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.models.core.bundle.Bundle;
import io.mlpipeline.models.core.evaluation.Metrics;
import io.mlpipeline.registry.promotion.Promotion;
import io.mlpipeline.registry.promotion.PromotionPolicy;
import io.mlpipeline.registry.store.ArtifactStore;
import io.mlpipeline.registry.store.MetadataStore;
import io.mlpipeline.registry.store.MissingArtifactException;
import io.mlpipeline.registry.store.StoreException;
import io.mlpipeline.registry.version.ArtifactId;
import io.mlpipeline.registry.version.ModelVersion;
import io.mlpipeline.registry.version.Stage;
import io.mlpipeline.registry.version.StageChange;
import io.mlpipeline.registry.version.StageChange.Cause;
import io.mlpipeline.registry.version.UnknownVersionException;
import io.mlpipeline.testkit.data.MovableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelRegistryTest {
    private static final PromotionPolicy ALWAYS = PromotionPolicy.always("a test");
    private static final TrainingSet HOLD_OUT =
            Shop.plain(Shop.sales(1, 2, 3, 4)).trainingSet(Shop.sales(5, 6, 7));
    private static final PromotionPolicy BETTER =
            PromotionPolicy.beatIncumbentOn(HOLD_OUT).by(Metrics.WAPE, 0.02).and(PromotionPolicy.keepRequests());

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();
    private long nanos;
    private ModelRegistry registry;

    @BeforeEach
    void open() {
        registry = ModelRegistry.open(models(), clock, () -> nanos);
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void keepsBundlesAsNumberedVersions() {
        Bundle bundle = Shop.bundle(9);

        ModelVersion first = registry.register("sales", bundle);
        registry.register("sales", Shop.bundle(9.5));
        registry.register("prices", bundle);

        assertThat(first.name()).isEqualTo("sales");
        assertThat(first.version()).isEqualTo(1);
        assertThat(first.stage()).isEqualTo(Stage.NONE);
        assertThat(first.createdAt()).isEqualTo(clock.instant());
        assertThat(first.artifact().sha256()).isEqualTo(bundle.hash());
        assertThat(registry.models()).containsExactly("prices", "sales");
        assertThat(registry.versions("sales")).extracting(ModelVersion::version).containsExactly(1, 2);
        assertThat(registry.latest("sales")).map(ModelVersion::version).contains(2);
        assertThat(registry.get("sales", 1)).isEqualTo(first);
        assertThat(registry.production("sales")).isEmpty();
    }

    /** By hand: 9 * price for 10 * price errs by a tenth; by 1, 2, 3 and 4 too little. */
    @Test
    void copiesTheMetricsOfTheBundlesEvaluation() {
        ModelVersion version = registry.register("sales", Shop.bundle(9));

        assertThat(version.metrics()).containsOnlyKeys("wape", "bias");
        assertThat(version.metrics().get("wape")).isCloseTo(0.1, within(1e-12));
        assertThat(version.metrics().get("bias")).isCloseTo(-2.5, within(1e-12));
    }

    @Test
    void opensTheBundleAgainAfterTheProcessHasEnded() {
        ModelVersion version = registry.register("sales", Shop.bundle(9));
        registry.promote(version, ALWAYS);
        registry.close();
        registry = ModelRegistry.open(models(), clock);

        ModelVersion found = registry.production("sales").orElseThrow();

        assertThat(registry.bundle(found).model().predict(new double[] {7})).isEqualTo(63);
        assertThat(registry.bundle(version).toBytes()).isEqualTo(Shop.bundle(9).toBytes());
    }

    @Test
    void promotesWhatBeatsTheIncumbentAndSaysWhyNot() {
        ModelVersion first = registry.register("sales", Shop.bundle(9));
        ModelVersion worse = registry.register("sales", Shop.bundle(8));
        ModelVersion better = registry.register("sales", Shop.bundle(9.5));

        assertThat(registry.promote(first, BETTER).promoted()).isTrue();
        Promotion refused = registry.promote(worse, BETTER);
        Promotion promoted = registry.promote(better, BETTER);

        assertThat(refused.promoted()).isFalse();
        assertThat(refused.refusals()).singleElement().satisfies(finding -> {
            assertThat(finding.explanation()).contains("wape 0.200000 against 0.100000 of sales v1 on 3 rows");
            assertThat(finding.figures().get("relative-gain")).isCloseTo(-1, within(1e-9));
        });
        assertThat(promoted.promoted()).isTrue();
        assertThat(promoted.candidate().stage()).isEqualTo(Stage.PRODUCTION);
        assertThat(promoted.incumbent()).map(ModelVersion::version).contains(1);
        assertThat(registry.production("sales")).contains(promoted.candidate());
        assertThat(registry.versions("sales"))
                .extracting(ModelVersion::stage)
                .containsExactly(Stage.ARCHIVED, Stage.NONE, Stage.PRODUCTION);
        assertThat(registry.history("sales"))
                .extracting(StageChange::cause)
                .containsExactly(Cause.PROMOTED, Cause.REPLACED, Cause.PROMOTED);
        assertThat(registry.history("sales").get(2).reason()).contains("wape 0.05", "keeps-requests passed");
    }

    @Test
    void knowsWhatWasInProductionAtAnyTime() {
        Instant start = clock.instant();
        promoteNew(8);
        clock.move(Duration.ofHours(2));
        promoteNew(9);

        assertThat(registry.productionAt("sales", start.minusSeconds(1))).isEmpty();
        assertThat(registry.productionAt("sales", start.plusSeconds(60)))
                .map(ModelVersion::version)
                .contains(1);
        assertThat(registry.productionAt("sales", clock.instant()))
                .map(ModelVersion::version)
                .contains(2);
        assertThat(registry.productionAt("unknown", start)).isEmpty();
    }

    @Test
    void rollsBackInOneCall() {
        promoteNew(8);
        promoteNew(9);

        assertThat(registry.rollback("sales").version()).isEqualTo(1);
        assertThat(registry.production("sales")).map(ModelVersion::version).contains(1);
        assertThatThrownBy(() -> registry.rollback("sales")).isInstanceOf(UnknownVersionException.class);
        assertThatThrownBy(() -> registry.rollback("unknown")).isInstanceOf(UnknownVersionException.class);
    }

    @Test
    void archivesAndStages() {
        ModelVersion version = promoteNew(9);

        assertThat(registry.archive(version).stage()).isEqualTo(Stage.ARCHIVED);
        assertThat(registry.production("sales")).isEmpty();
        assertThat(registry.stage(version).stage()).isEqualTo(Stage.STAGING);
        assertThat(registry.promote(version, ALWAYS).promoted()).isTrue();
        assertThatThrownBy(() -> registry.stage(version)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void showsAChangeOfItsOwnAtOnceAndOfAnotherProcessWithinASecond() {
        promoteNew(8);
        assertThat(registry.production("sales")).map(ModelVersion::version).contains(1);
        promoteNew(9);
        assertThat(registry.production("sales")).map(ModelVersion::version).contains(2);

        try (ModelRegistry other = ModelRegistry.open(models(), clock)) {
            other.rollback("sales");
        }

        nanos += ModelRegistry.STALENESS.toNanos();
        assertThat(registry.production("sales")).map(ModelVersion::version).contains(1);
    }

    @Test
    void describesAndTags() {
        ModelVersion version = promoteNew(9);
        assertThat(registry.production("sales")).isPresent();

        registry.describe(version, "the first");
        registry.tag(version, "team", "retail");
        ModelVersion tagged = registry.tag(version, "git/commit", "0f087e5");

        assertThat(tagged.description()).isEqualTo("the first");
        assertThat(tagged.tags()).containsOnly(Map.entry("team", "retail"), Map.entry("git/commit", "0f087e5"));
        assertThat(registry.production("sales")).contains(tagged);
        assertThat(registry.untag(version, "team").tags()).containsOnlyKeys("git/commit");
        assertThatThrownBy(() -> registry.tag(version, "a b", "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> registry.untag(version, "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> registry.describe(version, "\u0000")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void putsNothingIntoProductionThatCannotBeOpened() throws IOException {
        promoteNew(8);
        ModelVersion second = promoteNew(9);
        ModelVersion third = registry.register("sales", Shop.bundle(10));
        flipLastByte(fileOf(third));
        Files.delete(fileOf(registry.get("sales", 1)));

        assertThatThrownBy(() -> registry.promote(third, ALWAYS))
                .isInstanceOf(CorruptArtifactException.class)
                .hasMessageContaining("altered");
        assertThatThrownBy(() -> registry.rollback("sales")).isInstanceOf(MissingArtifactException.class);
        assertThatThrownBy(() -> registry.bundle(third)).isInstanceOf(CorruptArtifactException.class);

        assertThat(registry.production("sales")).map(ModelVersion::version).contains(second.version());
        assertThat(registry.history("sales")).hasSize(3);
    }

    @Test
    void replacesAnIncumbentWhoseBundleIsLostOnlyWithoutComparison() throws IOException {
        ModelVersion first = promoteNew(8);
        Files.delete(fileOf(first));
        ModelVersion second = registry.register("sales", Shop.bundle(9));

        assertThatThrownBy(() -> registry.promote(second, BETTER)).isInstanceOf(MissingArtifactException.class);
        assertThat(registry.promote(second, ALWAYS).promoted()).isTrue();
    }

    @Test
    void refusesBytesThatAreNoBundleAndSaysOfWhichVersion() {
        registry.close();
        try (MetadataStore metadata = MetadataStore.sqlite(folder.resolve("other.db"))) {
            ArtifactStore noise = new ArtifactStore() {
                @Override
                public ArtifactId put(byte[] content) {
                    return ArtifactId.of(content);
                }

                @Override
                public byte[] read(ArtifactId id) {
                    return new byte[] {1, 2, 3};
                }

                @Override
                public boolean contains(ArtifactId id) {
                    return true;
                }

                @Override
                public void sweep(Instant before, Predicate<String> isNeeded, BiConsumer<String, Long> deleted) {}
            };
            ModelRegistry on = ModelRegistry.on(metadata, noise, clock);
            ModelVersion version = on.register("sales", Shop.bundle(9));

            assertThatThrownBy(() -> on.bundle(version))
                    .isInstanceOf(CorruptArtifactException.class)
                    .hasMessageStartingWith("sales v1 cannot be opened");
            on.close();
            assertThat(metadata.models("default")).as("left open").containsExactly("sales");
        }
    }

    @Test
    void leavesNoVersionBehindWhenTheArtifactCannotBeStored() throws IOException {
        Bundle bundle = Shop.bundle(9);
        // A file where the artifact's folder should be.
        Path hashed = Files.createDirectories(models().resolve("artifacts/sha256"));
        Files.createFile(hashed.resolve(bundle.hash().substring(0, 2)));

        assertThatThrownBy(() -> registry.register("sales", bundle)).isInstanceOf(StoreException.class);
        assertThat(registry.models()).isEmpty();
    }

    @Test
    void doesNotTakeAVersionOfAnotherRegistryForItsOwn() {
        ModelVersion ours = registry.register("sales", Shop.bundle(9));
        try (ModelRegistry other = ModelRegistry.open(folder.resolve("other"), clock)) {
            ModelVersion theirs = other.register("sales", Shop.bundle(8));

            assertThatThrownBy(() -> registry.promote(theirs, ALWAYS))
                    .isInstanceOf(UnknownVersionException.class)
                    .hasMessageContaining("another registry");
            assertThatThrownBy(() -> other.archive(ours)).isInstanceOf(UnknownVersionException.class);
        }
        assertThatThrownBy(() -> registry.get("sales", 2))
                .isInstanceOf(UnknownVersionException.class)
                .hasMessageContaining("1 to 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../sales", "/tmp/sales", "a/b", "..", "Sales", "", "sales\n", "a..b"})
    void refusesNamesThatAreNone(String name) throws IOException {
        Bundle bundle = Shop.bundle(9);

        assertThatThrownBy(() -> registry.register(name, bundle)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> registry.get(name, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> registry.latest(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> registry.versions(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> registry.production(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> registry.productionAt(name, Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> registry.history(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> registry.rollback(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> registry.productionFeed(name)).isInstanceOf(IllegalArgumentException.class);
        try (Stream<Path> artifacts = Files.walk(models().resolve("artifacts"))) {
            assertThat(artifacts).noneMatch(Files::isRegularFile);
        }
    }

    @Test
    void refusesEveryCallAfterItIsClosed() {
        ModelVersion version = promoteNew(9);
        registry.production("sales");
        registry.close();
        registry.close();

        List<Runnable> calls = List.of(
                registry::models,
                () -> registry.register("sales", Shop.bundle(9)),
                () -> registry.get("sales", 1),
                () -> registry.latest("sales"),
                () -> registry.versions("sales"),
                () -> registry.production("sales"),
                () -> registry.productionAt("sales", Instant.EPOCH),
                () -> registry.history("sales"),
                () -> registry.bundle(version),
                () -> registry.stage(version),
                () -> registry.promote(version, ALWAYS),
                () -> registry.rollback("sales"),
                () -> registry.archive(version),
                () -> registry.describe(version, ""),
                () -> registry.tag(version, "a", "b"),
                () -> registry.untag(version, "a"),
                () -> registry.productionFeed("sales"));
        assertThat(calls)
                .allSatisfy(call -> assertThatThrownBy(call::run)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("closed"));
    }

    @Test
    void refusesAFolderThatIsAFileOrCannotBeMade() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> ModelRegistry.open(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file.toString());
        assertThatThrownBy(() -> ModelRegistry.open(file.resolve("below"))).isInstanceOf(StoreException.class);
    }

    @Test
    void tellsAListenerOfChanges() throws Exception {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
        var told = new LinkedBlockingQueue<String>();
        try (Subscription subscription = registry.onProductionChange(
                "sales", executor, Duration.ofMillis(5), change -> told.add(change.toString()))) {
            promoteNew(9);

            assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("sales: none -> v1");
            assertThatThrownBy(() -> registry.onProductionChange("sales", executor, Duration.ZERO, change -> {}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("above zero");
        } finally {
            executor.shutdownNow();
        }
    }

    private ModelVersion promoteNew(double weight) {
        return registry.promote(registry.register("sales", Shop.bundle(weight)), ALWAYS)
                .candidate();
    }

    private Path models() {
        return folder.resolve("models");
    }

    private Path fileOf(ModelVersion version) {
        String hash = version.artifact().sha256();
        return models().resolve("artifacts/sha256")
                .resolve(hash.substring(0, 2))
                .resolve(hash.substring(2));
    }

    private static void flipLastByte(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        content[content.length - 1] ^= 1;
        Files.write(file, content);
    }
}
