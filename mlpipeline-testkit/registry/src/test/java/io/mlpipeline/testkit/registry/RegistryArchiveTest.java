package io.mlpipeline.testkit.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.error.IncompatibleVersionException;
import io.mlpipeline.api.error.MlPipelineException;
import io.mlpipeline.registry.ActiveRun;
import io.mlpipeline.registry.ModelRegistry;
import io.mlpipeline.registry.access.AccessRefusedException;
import io.mlpipeline.registry.access.Caller;
import io.mlpipeline.registry.access.Role;
import io.mlpipeline.registry.audit.Action;
import io.mlpipeline.registry.experiment.RunSetup;
import io.mlpipeline.registry.promotion.PromotionPolicy;
import io.mlpipeline.registry.store.ArtifactStore;
import io.mlpipeline.registry.store.MetadataStore;
import io.mlpipeline.registry.store.TableRow;
import io.mlpipeline.registry.version.ModelVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole registry goes into a file and comes out elsewhere, in another kind of database too. */
class RegistryArchiveTest {
    private static final PromotionPolicy ALWAYS = PromotionPolicy.always("a test");

    @TempDir
    Path folder;

    private Path archive;

    @BeforeEach
    void fill() throws Exception {
        archive = folder.resolve("registry.archive");
        try (ModelRegistry registry = ModelRegistry.open(folder.resolve("from"))) {
            ModelVersion first = registry.register("sales", TinyModels.bundle(8));
            registry.promote(first, ALWAYS);
            ModelVersion second = registry.register("sales", TinyModels.bundle(9));
            registry.approvals().approve(second, "größer: 日");
            registry.promote(second, ALWAYS);
            registry.describe(second, "two\nlines");
            registry.tag(second, "team", "retail");
            registry.aliases().set(second, "champion");
            registry.aliases().protect("sales", "champion");
            registry.sign(
                    second,
                    "key",
                    KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate());
            registry.forTenant("acme").register("sales", TinyModels.bundle(7));
            ActiveRun study =
                    registry.experiments().start("tuning", RunSetup.empty().parameter("depth", "6"));
            ActiveRun trial =
                    study.child(RunSetup.empty().environment("java", "17").codeVersion("0f08"));
            trial.metric("loss", 3, 0.1 + 0.2);
            trial.metric("auc", 0, Double.NaN);
            trial.attach("notes", new byte[] {1, 2, 3});
            trial.finish();
            registry.exportTo(archive);
        }
    }

    @Test
    void comesOutAsItWentIn() throws IOException {
        try (MetadataStore from = MetadataStore.sqlite(folder.resolve("from/registry.db"));
                MetadataStore to = MetadataStore.sqlite(folder.resolve("to.db"))) {
            ModelRegistry registry = importInto(to);

            assertThat(withoutTheImport(to)).isEqualTo(withoutTheImport(from));
            assertThat(registry.audit().verify().intact()).isTrue();
            assertThat(registry.audit().entries(0, 100))
                    .last()
                    .satisfies(entry -> assertThat(entry.action()).isEqualTo(Action.IMPORTED));
        }
    }

    @Test
    void goesFromSqliteToPostgresqlAndOnWorking() throws Exception {
        try (PostgresServer server = PostgresServer.start();
                HikariDataSource pool = PostgresServer.pool(server.newSchema(), 4);
                MetadataStore from = MetadataStore.sqlite(folder.resolve("from/registry.db"));
                MetadataStore to = MetadataStore.postgresql(pool)) {
            ModelRegistry registry = importInto(to);

            assertThat(withoutTheImport(to)).isEqualTo(withoutTheImport(from));
            ModelVersion production = registry.production("sales").orElseThrow();
            assertThat(registry.bundle(production).model().predict(new double[] {1}))
                    .isEqualTo(9);
            ModelVersion third = registry.register("sales", TinyModels.bundle(10));
            assertThat(third.version()).isEqualTo(3);
            assertThat(registry.promote(third, ALWAYS).promoted()).isTrue();
            assertThat(registry.rollback("sales").version()).isEqualTo(2);
            assertThat(registry.approvals().approve(third, "go on")).isNotNull();
            assertThat(registry.experiments()
                            .start("tuning", RunSetup.empty())
                            .id()
                            .number())
                    .isEqualTo(3);
            assertThat(registry.audit().verify().intact()).isTrue();
            Path again = folder.resolve("again.archive");
            registry.exportTo(again);
            assertThat(again).isNotEmptyFile();
        }
    }

    @Test
    void refusesAnArchiveWithAnyByteAltered() throws IOException {
        byte[] bytes = Files.readAllBytes(archive);
        SplittableRandom random = new SplittableRandom(5);
        try (MetadataStore to = MetadataStore.sqlite(folder.resolve("to.db"))) {
            for (int i = 0; i < 300; i++) {
                byte[] altered = bytes.clone();
                altered[i < 50 ? i : random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                refuses(to, altered);
            }
            for (int i = 0; i < 50; i++) {
                refuses(to, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
            }
            refuses(to, Arrays.copyOf(bytes, bytes.length + 1));

            assertThat(rows(to)).isEmpty();
            assertThat(folder.resolve("to/sha256")).doesNotExist();
        }
    }

    private void refuses(MetadataStore to, byte[] altered) throws IOException {
        Files.write(archive, altered);
        assertThatThrownBy(() -> importInto(to))
                .isInstanceOfAny(CorruptArtifactException.class, IncompatibleVersionException.class)
                .hasMessageContaining("archive");
    }

    @Test
    void goesOnlyIntoAnEmptyRegistry() {
        try (MetadataStore to = MetadataStore.sqlite(folder.resolve("to.db"))) {
            importInto(to);
            List<TableRow> before = rows(to);

            assertThatThrownBy(() -> importInto(to))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("not empty");
            assertThat(rows(to)).isEqualTo(before);
        }
    }

    @Test
    void isForAdministratorsOfTheWhole() {
        try (ModelRegistry registry = ModelRegistry.open(folder.resolve("from"))) {
            ModelRegistry approver = registry.withCallers(tenant -> new Caller("eve", Role.APPROVER));

            assertThatThrownBy(() -> approver.exportTo(archive)).isInstanceOf(AccessRefusedException.class);
            assertThatThrownBy(() -> approver.importFrom(archive)).isInstanceOf(AccessRefusedException.class);
            assertThatThrownBy(() -> registry.forTenant("acme").exportTo(archive))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> registry.exportTo(folder.resolve("none/registry.archive")))
                    .isInstanceOf(MlPipelineException.class)
                    .hasMessageContaining("none");
            assertThatThrownBy(() -> registry.importFrom(folder.resolve("missing")))
                    .isInstanceOf(MlPipelineException.class)
                    .hasMessageContaining("missing");
        }
    }

    private ModelRegistry importInto(MetadataStore to) {
        ModelRegistry registry = ModelRegistry.on(to, ArtifactStore.directory(folder.resolve("to")), Clock.systemUTC());
        registry.importFrom(archive);
        return registry;
    }

    private static List<TableRow> withoutTheImport(MetadataStore store) {
        List<TableRow> rows = rows(store);
        rows.removeIf(row -> row.table().equals("audit_head") || row.values().contains("IMPORTED"));
        return rows;
    }

    private static List<TableRow> rows(MetadataStore store) {
        List<TableRow> rows = new ArrayList<>();
        store.dump(rows::add);
        return rows;
    }
}
