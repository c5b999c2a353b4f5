package io.mlpipeline.registry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.registry.version.ArtifactId;
import io.mlpipeline.registry.version.ModelId;
import io.mlpipeline.registry.version.ModelVersion;
import io.mlpipeline.registry.version.Stage;
import io.mlpipeline.registry.version.StageChange;
import io.mlpipeline.registry.version.StageChange.Cause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
abstract class MetadataStoreContract {
    static final ModelId SALES = ModelId.of("daily-sales");
    static final ModelId PRICES = ModelId.of("prices");
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");
    static final ArtifactId BYTES = ArtifactId.of(new byte[] {1, 2, 3});

    MetadataStore store;

    /** Opens the same store again and again within one test; another one for each test. */
    abstract MetadataStore open();

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

        ModelVersion added = store.add(SALES, new NewVersion(BYTES, metrics, NOON.plusNanos(999)));

        assertThat(added)
                .isEqualTo(new ModelVersion("daily-sales", 1, Stage.NONE, BYTES, metrics, new TreeMap<>(), "", NOON));
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
        assertThat(store.describe(SALES, 2, "text")).isFalse();
        assertThat(store.tag(SALES, 2, "key", "value")).isFalse();
        assertThat(store.untag(PRICES, 1, "key")).isFalse();
        assertThat(store.apply(PRICES, 0, List.of(promote(1, Stage.NONE)))).isFalse();
    }

    @Test
    void keepsTenantsApart() {
        ModelId theirs = new ModelId("acme", "daily-sales");
        add(SALES);
        add(theirs);

        assertThat(store.apply(SALES, 0, List.of(promote(1, Stage.NONE)))).isTrue();
        assertThat(store.production(theirs)).isEmpty();
        assertThat(store.history(theirs)).isEmpty();
        assertThat(store.apply(theirs, 0, List.of(promote(1, Stage.NONE)))).isTrue();
        assertThat(store.models("acme")).containsExactly("daily-sales");
    }

    @Test
    void changesStagesInOneStepAndWritesThemDown() {
        add(SALES);
        add(SALES);
        assertThat(store.apply(SALES, 0, List.of(promote(1, Stage.NONE)))).isTrue();

        var swap = List.of(
                new StageChange(1, Stage.PRODUCTION, Stage.ARCHIVED, Cause.REPLACED, "by v2", NOON.plusSeconds(1)),
                new StageChange(2, Stage.NONE, Stage.PRODUCTION, Cause.PROMOTED, "better", NOON.plusSeconds(1)));

        assertThat(store.apply(SALES, 1, swap)).isTrue();
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
        store.apply(SALES, 0, List.of(promote(1, Stage.NONE)));

        var late = new StageChange(2, Stage.NONE, Stage.STAGING, Cause.STAGED, "late", NOON);

        assertThat(store.apply(SALES, 0, List.of(late))).isFalse();
        assertThat(store.find(SALES, 2)).map(ModelVersion::stage).contains(Stage.NONE);
        assertThat(store.history(SALES)).hasSize(1);
        assertThat(store.revision(SALES)).isEqualTo(1);
    }

    @Test
    void refusesASecondVersionInProductionAndLeavesNoTrace() {
        add(SALES);
        add(SALES);
        store.apply(SALES, 0, List.of(promote(1, Stage.NONE)));

        assertThatThrownBy(() -> store.apply(SALES, 1, List.of(promote(2, Stage.NONE))))
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

        assertThatThrownBy(() -> store.apply(SALES, 0, List.of(one, wrong)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("Version 1 of daily-sales is not in stage PRODUCTION");
        assertThatThrownBy(() -> store.apply(SALES, 0, List.of(promote(7, Stage.NONE))))
                .isInstanceOf(StoreException.class);

        assertThat(store.find(SALES, 1)).map(ModelVersion::stage).contains(Stage.NONE);
        assertThat(store.history(SALES)).isEmpty();
    }

    @Test
    void keepsTheHistoryInOrderOfTimeWhenAClockGoesBack() {
        add(SALES);
        store.apply(SALES, 0, List.of(promote(1, Stage.NONE)));
        var earlier = new StageChange(1, Stage.PRODUCTION, Stage.ARCHIVED, Cause.ARCHIVED, "", NOON.minusSeconds(60));

        store.apply(SALES, 1, List.of(earlier));

        assertThat(store.history(SALES)).extracting(StageChange::at).containsExactly(NOON, NOON);
    }

    @Test
    void replacesDescriptionsAndTags() {
        add(SALES);

        assertThat(store.describe(SALES, 1, "Sales by day; größer: 日")).isTrue();
        assertThat(store.tag(SALES, 1, "team", "retail")).isTrue();
        assertThat(store.tag(SALES, 1, "team", "stores")).isTrue();
        assertThat(store.tag(SALES, 1, "git", "0f087e5")).isTrue();
        assertThat(store.untag(SALES, 1, "git")).isTrue();
        assertThat(store.untag(SALES, 1, "never-set")).isTrue();

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

        store.describe(SALES, 1, text);
        store.tag(SALES, 1, text, text);

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
            assertThat(other.apply(SALES, 0, List.of(promote(1, Stage.NONE)))).isTrue();
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

    ModelVersion add(ModelId model) {
        return store.add(model, new NewVersion(BYTES, new TreeMap<>(), NOON));
    }

    static StageChange promote(int version, Stage from) {
        return new StageChange(version, from, Stage.PRODUCTION, Cause.PROMOTED, "first", NOON);
    }
}
