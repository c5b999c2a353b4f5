package io.mlpipeline.testkit.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.registry.audit.Act;
import io.mlpipeline.registry.audit.Action;
import io.mlpipeline.registry.audit.AuditEntry;
import io.mlpipeline.registry.audit.AuditLog;
import io.mlpipeline.registry.audit.AuditVerification;
import io.mlpipeline.registry.experiment.MetricPoint;
import io.mlpipeline.registry.experiment.NewRun;
import io.mlpipeline.registry.experiment.Run;
import io.mlpipeline.registry.experiment.RunId;
import io.mlpipeline.registry.experiment.RunStatus;
import io.mlpipeline.registry.experiment.RunStore;
import io.mlpipeline.registry.store.GovernanceStore;
import io.mlpipeline.registry.store.GovernanceStore.AliasChange;
import io.mlpipeline.registry.store.MetadataStore;
import io.mlpipeline.registry.store.NewVersion;
import io.mlpipeline.registry.store.StoreException;
import io.mlpipeline.registry.version.Approval;
import io.mlpipeline.registry.version.ArtifactId;
import io.mlpipeline.registry.version.ModelId;
import io.mlpipeline.registry.version.ModelVersion;
import io.mlpipeline.registry.version.Stage;
import io.mlpipeline.registry.version.StageChange;
import io.mlpipeline.registry.version.StageChange.Cause;
import io.mlpipeline.registry.version.VersionQuery;
import io.mlpipeline.registry.version.VersionSignature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every metadata store keeps to. A new store is done when a subclass of this is green. */
public abstract class MetadataStoreContract {
    static final ModelId SALES = ModelId.of("daily-sales");
    static final ModelId PRICES = ModelId.of("prices");
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");
    static final ArtifactId BYTES = ArtifactId.of(new byte[] {1, 2, 3});

    static final Act ACT = new Act("anna", Action.TAGGED, "", NOON);

    @SuppressWarnings("NullAway.Init")
    MetadataStore store;

    /** For the tests of subclasses. */
    protected MetadataStoreContract() {}

    /**
     * Opens the store under test.
     *
     * @return the same store again and again within one test, another, empty one for each test
     */
    protected abstract MetadataStore open();

    @BeforeEach
    void openStore() {
        store = open();
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void numbersVersionsFromOneForEachModel() {
        assertThat(add(SALES).version()).isEqualTo(1);
        assertThat(add(SALES).version()).isEqualTo(2);
        assertThat(add(PRICES).version()).isEqualTo(1);
        assertThat(store.models(ModelId.DEFAULT_TENANT)).containsExactly("daily-sales", "prices");
    }

    @Test
    void givesBackWhatWasAddedAlsoAfterReopening() {
        var metrics = new TreeMap<>(Map.of("WAPE", 0.1 + 0.2, "R2", Double.NaN, "LIFT", Double.POSITIVE_INFINITY));

        ModelVersion added = store.add(SALES, new NewVersion(BYTES, metrics, NOON.plusNanos(999)), ACT);

        assertThat(added)
                .isEqualTo(new ModelVersion(
                        "daily-sales", 1, Stage.NONE, BYTES, metrics, new TreeMap<>(), "", NOON, "anna"));
        store.close();
        store = open();
        assertThat(store.find(SALES, 1)).contains(added);
        assertThat(store.latest(SALES)).contains(added);
        assertThat(store.versions(SALES)).containsExactly(added);
    }

    @Test
    void answersForUnknownModelsAndVersionsWithNothing() {
        add(SALES);

        assertThat(store.find(SALES, 2)).isEmpty();
        assertThat(store.find(PRICES, 1)).isEmpty();
        assertThat(store.latest(PRICES)).isEmpty();
        assertThat(store.production(PRICES)).isEmpty();
        assertThat(store.versions(PRICES)).isEmpty();
        assertThat(store.history(PRICES)).isEmpty();
        assertThat(store.revision(PRICES)).isZero();
        assertThat(store.models("acme")).isEmpty();
        assertThat(store.describe(SALES, 2, "text", ACT)).isFalse();
        assertThat(store.tag(SALES, 2, "key", "value", ACT)).isFalse();
        assertThat(store.untag(PRICES, 1, "key", ACT)).isFalse();
        assertThat(store.apply(PRICES, 0, List.of(promote(1, Stage.NONE)), ACT)).isFalse();
    }

    @Test
    void keepsTenantsApart() {
        ModelId theirs = new ModelId("acme", "daily-sales");
        add(SALES);
        add(theirs);

        assertThat(store.apply(SALES, 0, List.of(promote(1, Stage.NONE)), ACT)).isTrue();
        assertThat(store.production(theirs)).isEmpty();
        assertThat(store.history(theirs)).isEmpty();
        assertThat(store.apply(theirs, 0, List.of(promote(1, Stage.NONE)), ACT)).isTrue();
        assertThat(store.models("acme")).containsExactly("daily-sales");
    }

    @Test
    void changesStagesInOneStepAndWritesThemDown() {
        add(SALES);
        add(SALES);
        assertThat(store.apply(SALES, 0, List.of(promote(1, Stage.NONE)), ACT)).isTrue();

        var swap = List.of(
                new StageChange(1, Stage.PRODUCTION, Stage.ARCHIVED, Cause.REPLACED, "by v2", NOON.plusSeconds(1)),
                new StageChange(2, Stage.NONE, Stage.PRODUCTION, Cause.PROMOTED, "better", NOON.plusSeconds(1)));

        assertThat(store.apply(SALES, 1, swap, ACT)).isTrue();
        assertThat(store.production(SALES)).map(ModelVersion::version).contains(2);
        assertThat(store.versions(SALES))
                .extracting(ModelVersion::stage)
                .containsExactly(Stage.ARCHIVED, Stage.PRODUCTION);
        assertThat(store.history(SALES)).containsExactly(promote(1, Stage.NONE), swap.get(0), swap.get(1));
        assertThat(store.revision(SALES)).isEqualTo(2);
    }

    @Test
    void changesNothingOnceTheRevisionHasMovedOn() {
        add(SALES);
        add(SALES);
        store.apply(SALES, 0, List.of(promote(1, Stage.NONE)), ACT);

        var late = new StageChange(2, Stage.NONE, Stage.STAGING, Cause.STAGED, "late", NOON);

        assertThat(store.apply(SALES, 0, List.of(late), ACT)).isFalse();
        assertThat(store.find(SALES, 2)).map(ModelVersion::stage).contains(Stage.NONE);
        assertThat(store.history(SALES)).hasSize(1);
        assertThat(store.revision(SALES)).isEqualTo(1);
    }

    @Test
    void refusesASecondVersionInProductionAndLeavesNoTrace() {
        add(SALES);
        add(SALES);
        store.apply(SALES, 0, List.of(promote(1, Stage.NONE)), ACT);

        assertThatThrownBy(() -> store.apply(SALES, 1, List.of(promote(2, Stage.NONE)), ACT))
                .isInstanceOf(StoreException.class);

        assertThat(store.production(SALES)).map(ModelVersion::version).contains(1);
        assertThat(store.history(SALES)).hasSize(1);
        assertThat(store.revision(SALES)).isEqualTo(1);
    }

    @Test
    void refusesAChangeThatDoesNotBeginWhereTheVersionStands() {
        add(SALES);
        var one = new StageChange(1, Stage.NONE, Stage.STAGING, Cause.STAGED, "", NOON);
        var wrong = new StageChange(1, Stage.PRODUCTION, Stage.ARCHIVED, Cause.ARCHIVED, "", NOON);

        assertThatThrownBy(() -> store.apply(SALES, 0, List.of(one, wrong), ACT))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("Version 1 of daily-sales is not in stage PRODUCTION");
        assertThatThrownBy(() -> store.apply(SALES, 0, List.of(promote(7, Stage.NONE)), ACT))
                .isInstanceOf(StoreException.class);

        assertThat(store.find(SALES, 1)).map(ModelVersion::stage).contains(Stage.NONE);
        assertThat(store.history(SALES)).isEmpty();
    }

    @Test
    void keepsTheHistoryInOrderOfTimeWhenAClockGoesBack() {
        add(SALES);
        store.apply(SALES, 0, List.of(promote(1, Stage.NONE)), ACT);
        var earlier = new StageChange(1, Stage.PRODUCTION, Stage.ARCHIVED, Cause.ARCHIVED, "", NOON.minusSeconds(60));

        store.apply(SALES, 1, List.of(earlier), ACT);

        assertThat(store.history(SALES)).extracting(StageChange::at).containsExactly(NOON, NOON);
    }

    @Test
    void replacesDescriptionsAndTags() {
        add(SALES);

        assertThat(store.describe(SALES, 1, "Sales by day; größer: 日", ACT)).isTrue();
        assertThat(store.tag(SALES, 1, "team", "retail", ACT)).isTrue();
        assertThat(store.tag(SALES, 1, "team", "stores", ACT)).isTrue();
        assertThat(store.tag(SALES, 1, "git", "0f087e5", ACT)).isTrue();
        assertThat(store.untag(SALES, 1, "git", ACT)).isTrue();
        assertThat(store.untag(SALES, 1, "never-set", ACT)).isTrue();

        assertThat(store.find(SALES, 1)).hasValueSatisfying(version -> {
            assertThat(version.description()).isEqualTo("Sales by day; größer: 日");
            assertThat(version.tags()).containsExactly(Map.entry("team", "stores"));
        });
        assertThat(store.revision(SALES)).isZero();
    }

    @Test
    void treatsSqlInTextAsText() {
        add(SALES);
        String text = "'); DROP TABLE version; --";

        store.describe(SALES, 1, text, ACT);
        store.tag(SALES, 1, text, text, ACT);

        assertThat(store.latest(SALES)).map(ModelVersion::description).contains(text);
        assertThat(store.latest(SALES)).map(ModelVersion::tags).contains(new TreeMap<>(Map.of(text, text)));
    }

    @Test
    void numbersVersionsWithoutGapsFromManyThreads() throws Exception {
        Callable<List<Integer>> adder =
                () -> IntStream.range(0, 10).mapToObj(i -> add(SALES).version()).toList();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Integer> numbers = new ArrayList<>();
        try {
            for (Future<List<Integer>> each : threads.invokeAll(Collections.nCopies(8, adder))) {
                numbers.addAll(each.get());
            }
        } finally {
            threads.shutdown();
        }

        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 80).boxed().toList());
        assertThat(store.versions(SALES)).hasSize(80);
    }

    @Test
    void servesTwoHandlesOnOneStore() {
        try (MetadataStore other = open()) {
            add(SALES);
            assertThat(other.apply(SALES, 0, List.of(promote(1, Stage.NONE)), ACT))
                    .isTrue();
            assertThat(store.production(SALES)).map(ModelVersion::version).contains(1);
            assertThat(store.revision(SALES)).isEqualTo(1);
        }
    }

    @Test
    void refusesToWorkAfterItIsClosed() {
        store.close();
        store.close();

        assertThatThrownBy(() -> store.models("default"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> add(SALES)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void pagesThroughVersionsFromTheNewestOn() {
        IntStream.range(0, 7).forEach(i -> add(SALES));
        add(PRICES);
        store.apply(SALES, 0, List.of(promote(2, Stage.NONE)), ACT);
        VersionQuery three = VersionQuery.all().limit(3);

        assertThat(numbers(three)).containsExactly(7, 6, 5);
        assertThat(numbers(three.before(5))).containsExactly(4, 3, 2);
        assertThat(numbers(three.before(2))).containsExactly(1);
        assertThat(numbers(three.before(1))).isEmpty();
        assertThat(numbers(VersionQuery.all().in(Stage.PRODUCTION))).containsExactly(2);
        assertThat(numbers(three.in(Stage.NONE).before(5))).containsExactly(4, 3, 1);
    }

    @Test
    void findsVersionsByTag() {
        IntStream.range(0, 6).forEach(i -> add(SALES));
        add(PRICES);
        for (int version = 1; version <= 6; version++) {
            store.tag(SALES, version, "parity", version % 2 == 0 ? "even" : "odd", ACT);
        }
        store.tag(PRICES, 1, "parity", "even", ACT);
        store.tag(SALES, 4, "parity", "none", ACT);
        store.tag(SALES, 6, "other", "even", ACT);
        store.apply(SALES, 0, List.of(promote(2, Stage.NONE)), ACT);
        VersionQuery even = VersionQuery.all().tagged("parity", "even");

        assertThat(numbers(even)).containsExactly(6, 2);
        assertThat(numbers(even.limit(1))).containsExactly(6);
        assertThat(numbers(even.before(6))).containsExactly(2);
        assertThat(numbers(even.in(Stage.PRODUCTION))).containsExactly(2);
        assertThat(numbers(VersionQuery.all().tagged("parity", "EVEN"))).isEmpty();
        assertThat(store.search(SALES, even.limit(1)))
                .singleElement()
                .satisfies(found -> assertThat(found.tags()).containsOnlyKeys("parity", "other"));
    }

    @Test
    void knowsWhichArtifactsAreNeeded() {
        add(SALES);

        assertThat(store.refersTo(BYTES.sha256())).isTrue();
        assertThat(store.refersTo(ArtifactId.of(new byte[9]).sha256())).isFalse();
    }

    @Test
    void keepsApprovalsInOrderAndMovesTheRevisionOn() {
        add(SALES);
        GovernanceStore governance = store.governance();
        Approval asked = new Approval(Approval.Status.PENDING, "anna", "", NOON);
        Approval given = new Approval(Approval.Status.APPROVED, "berta", "reviewed; größer: 日", NOON.plusSeconds(1));

        assertThat(governance.approve(SALES, 1, asked, ACT)).isTrue();
        assertThat(governance.approve(SALES, 1, given, ACT)).isTrue();

        assertThat(governance.approvals(SALES, 1)).containsExactly(asked, given);
        assertThat(store.revision(SALES)).isEqualTo(2);
        assertThat(store.apply(SALES, 1, List.of(promote(1, Stage.NONE)), ACT)).isFalse();
        assertThat(governance.approve(SALES, 2, asked, ACT)).isFalse();
        assertThat(governance.approve(PRICES, 1, asked, ACT)).isFalse();
        assertThat(governance.approvals(PRICES, 1)).isEmpty();
    }

    @Test
    void movesAliasesInOneStep() {
        add(SALES);
        add(SALES);
        GovernanceStore governance = store.governance();

        assertThat(governance.setAlias(SALES, "champion", 1, false, ACT)).isEqualTo(AliasChange.DONE);
        assertThat(governance.setAlias(SALES, "champion", 2, false, ACT)).isEqualTo(AliasChange.DONE);
        assertThat(governance.setAlias(SALES, "challenger", 1, false, ACT)).isEqualTo(AliasChange.DONE);
        assertThat(governance.setAlias(SALES, "champion", 3, true, ACT)).isEqualTo(AliasChange.UNKNOWN);
        assertThat(governance.setAlias(PRICES, "champion", 1, true, ACT)).isEqualTo(AliasChange.UNKNOWN);

        assertThat(governance.aliases(SALES)).containsExactly(Map.entry("challenger", 1), Map.entry("champion", 2));
        assertThat(governance.aliased(SALES, "champion")).hasValue(2);
        assertThat(governance.aliased(SALES, "other")).isEmpty();
        assertThat(governance.removeAlias(SALES, "champion", false, ACT)).isEqualTo(AliasChange.DONE);
        assertThat(governance.removeAlias(SALES, "champion", false, ACT)).isEqualTo(AliasChange.UNKNOWN);
        assertThat(governance.aliases(PRICES)).isEmpty();
    }

    @Test
    void movesAProtectedAliasOnlyForThoseWhoMay() {
        add(SALES);
        GovernanceStore governance = store.governance();
        assertThat(governance.protectAlias(SALES, "champion", true, ACT)).isTrue();
        assertThat(governance.protectAlias(PRICES, "champion", true, ACT)).isFalse();
        governance.setAlias(SALES, "champion", 1, true, ACT);
        long entries = store.audit("default").head().sequence();

        assertThat(governance.protectedAliases(SALES)).containsExactly("champion");
        assertThat(governance.setAlias(SALES, "champion", 1, false, ACT)).isEqualTo(AliasChange.PROTECTED);
        assertThat(governance.removeAlias(SALES, "champion", false, ACT)).isEqualTo(AliasChange.PROTECTED);
        assertThat(store.audit("default").head().sequence())
                .as("refusals change nothing")
                .isEqualTo(entries);
        governance.protectAlias(SALES, "champion", false, ACT);
        assertThat(governance.removeAlias(SALES, "champion", false, ACT)).isEqualTo(AliasChange.DONE);
    }

    @Test
    void keepsOneSignatureForEachKey() {
        add(SALES);
        GovernanceStore governance = store.governance();

        assertThat(governance.sign(SALES, 1, new VersionSignature("b", "MQ=="), ACT))
                .isTrue();
        governance.sign(SALES, 1, new VersionSignature("a", "Mg=="), ACT);
        governance.sign(SALES, 1, new VersionSignature("b", "Mw=="), ACT);

        assertThat(governance.signatures(SALES, 1))
                .containsExactly(new VersionSignature("a", "Mg=="), new VersionSignature("b", "Mw=="));
        assertThat(governance.sign(SALES, 2, new VersionSignature("a", "Mg=="), ACT))
                .isFalse();
        assertThat(store.revision(SALES)).isEqualTo(3);
    }

    @Test
    void writesEveryChangeIntoTheAuditLogOfItsTenant() {
        ModelId theirs = new ModelId("acme", "prices");
        add(SALES);
        add(theirs);
        store.apply(SALES, 0, List.of(promote(1, Stage.NONE)), new Act("berta", Action.PROMOTED, "better", NOON));
        store.apply(SALES, 0, List.of(promote(1, Stage.NONE)), ACT);
        store.tag(SALES, 1, "team", "retail", ACT);
        store.tag(SALES, 9, "team", "retail", ACT);

        AuditLog log = store.audit("default");

        assertThat(log.entries(0, 10))
                .extracting(entry -> entry.sequence() + " " + entry.actor() + " " + entry.action() + " "
                        + entry.subject() + " " + entry.detail())
                .containsExactly(
                        "1 anna TAGGED daily-sales v1 ",
                        "2 berta PROMOTED daily-sales v1 better",
                        "3 anna TAGGED daily-sales v1 ");
        assertThat(log.entries(1, 1)).extracting(AuditEntry::sequence).containsExactly(2L);
        assertThat(log.verify()).isEqualTo(new AuditVerification(true, 3, "all entries follow from each other"));
        assertThat(store.audit("acme").entries(0, 10))
                .extracting(AuditEntry::subject)
                .containsExactly("prices v1");
        assertThat(store.audit("nobody").verify().intact()).isTrue();
    }

    @Test
    void keepsRunsAndWhatBelongsToThem() {
        RunStore runs = store.runs();
        TreeMap<String, String> parameters = new TreeMap<>(Map.of("depth", "6"));
        NewRun setup = new NewRun(OptionalInt.empty(), "0f08", "data", parameters, new TreeMap<>(), NOON);
        RunId first = runs.start("default", "churn", setup, ACT).orElseThrow();
        NewRun part = new NewRun(OptionalInt.of(1), "", "", new TreeMap<>(), parameters, NOON);
        RunId second = runs.start("default", "churn", part, ACT).orElseThrow();
        MetricPoint early = new MetricPoint("loss", 2, Double.POSITIVE_INFINITY);
        MetricPoint late = new MetricPoint("loss", 10, 0.1 + 0.2);

        assertThat(runs.record("default", second, List.of(late, early, new MetricPoint("auc", 0, Double.NaN))))
                .isTrue();
        assertThat(runs.record("default", second, List.of(new MetricPoint("loss", 2, 5))))
                .isTrue();
        assertThat(runs.tag("default", second, "a", "b")).isTrue();
        assertThat(runs.attach("default", second, "file", ArtifactId.of(new byte[7])))
                .isTrue();
        assertThat(runs.end("default", second, RunStatus.FAILED, NOON.plusSeconds(1), ACT))
                .isTrue();

        assertThat(runs.find("default", first)).map(Run::parameters).contains(parameters);
        Run found = runs.find("default", second).orElseThrow();
        assertThat(found.metrics()).containsOnly(Map.entry("loss", 0.1 + 0.2), Map.entry("auc", Double.NaN));
        assertThat(found.parent()).hasValue(1);
        assertThat(found.endedAt()).contains(NOON.plusSeconds(1));
        assertThat(found.environment()).isEqualTo(parameters);
        assertThat(found.tags()).containsOnly(Map.entry("a", "b"));
        assertThat(found.artifacts()).containsOnly(Map.entry("file", ArtifactId.of(new byte[7])));
        assertThat(runs.metric("default", second, "loss")).containsExactly(new MetricPoint("loss", 2, 5), late);
        assertThat(runs.runs("default", "churn")).extracting(Run::id).containsExactly(first, second);
        assertThat(runs.experiments("default")).containsExactly("churn");
        assertThat(store.refersTo(ArtifactId.of(new byte[7]).sha256())).isTrue();
        assertThat(store.audit("default").entries(0, 9))
                .extracting(AuditEntry::subject)
                .containsExactly("churn run 1", "churn run 2", "churn run 2");
    }

    @Test
    void addsNothingToUnknownOrEndedRuns() {
        RunStore runs = store.runs();
        NewRun setup = new NewRun(OptionalInt.empty(), "", "", new TreeMap<>(), new TreeMap<>(), NOON);
        NewRun orphan = new NewRun(OptionalInt.of(2), "", "", new TreeMap<>(), new TreeMap<>(), NOON);
        RunId unknown = new RunId("churn", 9);

        assertThat(runs.start("default", "churn", orphan, ACT)).isEmpty();
        RunId run = runs.start("default", "churn", setup, ACT).orElseThrow();
        assertThat(run.number()).isEqualTo(1);
        assertThat(runs.end("default", run, RunStatus.FINISHED, NOON, ACT)).isTrue();

        assertThat(runs.end("default", run, RunStatus.FAILED, NOON, ACT)).isFalse();
        assertThat(runs.record("default", run, List.of(new MetricPoint("loss", 0, 1))))
                .isFalse();
        assertThat(runs.attach("default", run, "file", BYTES)).isFalse();
        assertThat(runs.tag("default", run, "seen", "yes")).isTrue();
        assertThat(runs.tag("default", unknown, "a", "b")).isFalse();
        assertThat(runs.end("default", unknown, RunStatus.FAILED, NOON, ACT)).isFalse();
        assertThat(runs.find("acme", run)).isEmpty();
        assertThat(runs.runs("acme", "churn")).isEmpty();
        assertThat(runs.metric("default", unknown, "loss")).isEmpty();
    }

    private List<Integer> numbers(VersionQuery query) {
        return store.search(SALES, query).stream().map(ModelVersion::version).toList();
    }

    ModelVersion add(ModelId model) {
        return store.add(model, version(), ACT);
    }

    static NewVersion version() {
        return new NewVersion(BYTES, new TreeMap<>(), NOON);
    }

    static StageChange promote(int version, Stage from) {
        return new StageChange(version, from, Stage.PRODUCTION, Cause.PROMOTED, "first", NOON);
    }
}
