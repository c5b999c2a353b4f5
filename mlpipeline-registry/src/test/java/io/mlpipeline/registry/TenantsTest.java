package io.mlpipeline.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.error.MlPipelineException;
import io.mlpipeline.registry.audit.AuditHead;
import io.mlpipeline.registry.promotion.PromotionPolicy;
import io.mlpipeline.registry.version.ArtifactId;
import io.mlpipeline.registry.version.ModelVersion;
import io.mlpipeline.registry.version.Stage;
import io.mlpipeline.registry.version.VersionQuery;
import io.mlpipeline.testkit.data.MovableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What belongs to one tenant is out of another one's reach, whatever is asked. */
class TenantsTest {
    private static final int CALLS = 1_000;
    private static final PromotionPolicy ALWAYS = PromotionPolicy.always("a test");
    private static final String SECRET = "merger-2027";

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();
    private final SplittableRandom random = new SplittableRandom(11);
    private ModelRegistry registry;
    private ModelRegistry ours;
    private ModelRegistry theirs;
    private final List<ModelVersion> foreign = new ArrayList<>();

    @BeforeEach
    void open() {
        registry = ModelRegistry.open(folder, clock);
        ours = registry.forTenant("acme");
        theirs = registry.forTenant("globex");
        for (String model : List.of(SECRET, "sales")) {
            for (int weight = 6; weight < 9; weight++) {
                ModelVersion version = theirs.register(model, Shop.bundle(weight));
                theirs.tag(version, "plan", SECRET);
                theirs.aliases().set(version, "champion");
                theirs.promote(version, ALWAYS);
                foreign.add(theirs.get(model, version.version()));
            }
        }
        ours.promote(ours.register("sales", Shop.bundle(10)), ALWAYS);
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void reachesNothingOfAnotherTenantInAThousandFuzzedCalls() {
        AuditHead before = theirs.audit().head();
        List<BiFunction<String, ModelVersion, Object>> calls = calls();
        int answered = 0;
        for (int i = 0; i < CALLS; i++) {
            String name = name();
            ModelVersion version = version();
            String told;
            try {
                told = String.valueOf(calls.get(random.nextInt(calls.size())).apply(name, version));
                answered++;
            } catch (MlPipelineException | IllegalArgumentException | IllegalStateException e) {
                told = String.valueOf(e.getMessage());
            }
            // What the caller has said itself comes back in messages; nothing else may.
            boolean nameFirst = name.length() > version.name().length();
            String leak =
                    told.replace(nameFirst ? name : version.name(), "").replace(nameFirst ? version.name() : name, "");
            assertThat(leak).doesNotContain(SECRET).doesNotContain("globex");
            foreign.forEach(their -> assertThat(leak.replace(version.artifact().sha256(), ""))
                    .doesNotContain(their.artifact().sha256()));
        }

        assertThat(answered).as("some calls are answered, by our own models").isBetween(100, 900);
        assertThat(theirs.audit().head()).isEqualTo(before);
        foreign.forEach(their -> assertThat(theirs.get(their.name(), their.version()))
                .isEqualTo(theirs.versions(their.name()).get(their.version() - 1)));
        assertThat(theirs.production("sales")).map(ModelVersion::version).contains(3);
        assertThat(registry.models()).isEmpty();
    }

    private List<BiFunction<String, ModelVersion, Object>> calls() {
        return List.of(
                (name, version) -> ours.models(),
                (name, version) -> ours.get(name, version.version()),
                (name, version) -> ours.latest(name),
                (name, version) -> ours.versions(name),
                (name, version) -> ours.search(name, VersionQuery.all().tagged("plan", SECRET)),
                (name, version) -> ours.production(name),
                (name, version) -> ours.productionAt(name, clock.instant()),
                (name, version) -> ours.history(name),
                (name, version) -> ours.productionFeed(name).current(),
                (name, version) -> ours.bundle(version),
                (name, version) -> ours.stage(version),
                (name, version) -> ours.promote(version, ALWAYS),
                (name, version) -> ours.rollback(name),
                (name, version) -> ours.archive(version),
                (name, version) -> ours.describe(version, "ours now"),
                (name, version) -> ours.tag(version, "owner", "us"),
                (name, version) -> ours.untag(version, "plan"),
                (name, version) -> ours.diff(version, version),
                (name, version) -> ours.approvals().approve(version, "why not"),
                (name, version) -> ours.approvals().of(version),
                (name, version) -> {
                    ours.aliases().set(version, "champion");
                    return "";
                },
                (name, version) -> ours.aliases().remove(name, "champion"),
                (name, version) -> ours.aliases().of(name),
                (name, version) -> ours.aliases().find(name, "champion"),
                (name, version) -> {
                    ours.aliases().protect(name, "champion");
                    return "";
                },
                (name, version) -> ours.audit().entries(0, 1000).stream()
                        .filter(entry -> !entry.subject().startsWith("sales"))
                        .toList(),
                (name, version) -> ours.forTenant("globex").versions(name),
                (name, version) -> ours.withCallers(tenant -> null).models());
    }

    private String name() {
        List<String> tricks = List.of(
                SECRET,
                "sales",
                "globex/" + SECRET,
                "../globex/sales",
                "sales' OR tenant = 'globex",
                "%",
                "sales\u0000",
                "globex:" + SECRET,
                "*",
                "acme/../globex/sales");
        return tricks.get(random.nextInt(tricks.size()));
    }

    /** Versions of the other tenant as they are, with other numbers and names, and made up from what is known of them. */
    private ModelVersion version() {
        ModelVersion theirVersion = foreign.get(random.nextInt(foreign.size()));
        ArtifactId artifact = random.nextBoolean() ? theirVersion.artifact() : ArtifactId.of(new byte[0]);
        return new ModelVersion(
                random.nextBoolean() ? theirVersion.name() : name(),
                1 + random.nextInt(4),
                Stage.NONE,
                artifact,
                new TreeMap<>(),
                new TreeMap<>(),
                "",
                Instant.EPOCH,
                "eve");
    }

    @Test
    void givesAHandleThatOpensNoOtherTenant() {
        assertThat(ours.tenant()).isEqualTo("acme");
        assertThatThrownBy(() -> ours.forTenant("globex"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("handle on tenant 'acme'");
        assertThatThrownBy(() -> ours.withCallers(tenant -> null)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ours.collectOrphans(Duration.ofDays(1))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> registry.forTenant("../globex")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void endsAHandleAloneOrWithTheRegistry() {
        ours.close();
        assertThatThrownBy(() -> ours.models()).isInstanceOf(IllegalStateException.class);
        assertThat(theirs.models()).hasSize(2);

        registry.close();
        assertThatThrownBy(() -> theirs.models()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> theirs.audit().head()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> theirs.aliases().of("sales")).isInstanceOf(IllegalStateException.class);
    }
}
