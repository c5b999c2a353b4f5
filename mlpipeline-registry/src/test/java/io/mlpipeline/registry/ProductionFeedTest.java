package io.mlpipeline.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.registry.audit.Act;
import io.mlpipeline.registry.audit.Action;
import io.mlpipeline.registry.promotion.Finding;
import io.mlpipeline.registry.store.MetadataStore;
import io.mlpipeline.registry.store.NewVersion;
import io.mlpipeline.registry.version.ArtifactId;
import io.mlpipeline.registry.version.ModelId;
import io.mlpipeline.registry.version.ModelVersion;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProductionFeedTest {
    private static final Act ACT = new Act("anna", Action.REGISTERED, "", Instant.EPOCH);
    private static final ModelId SALES = ModelId.of("sales");

    @TempDir
    Path folder;

    private MetadataStore store;
    /** On a connection of its own, as another process would be. */
    private MetadataStore elsewhere;

    private StageLedger ledger;

    @BeforeEach
    void open() {
        store = MetadataStore.sqlite(folder.resolve("registry.db"));
        elsewhere = MetadataStore.sqlite(folder.resolve("registry.db"));
        ledger = new StageLedger(elsewhere, Clock.systemUTC(), model -> {});
    }

    @AfterEach
    void close() {
        elsewhere.close();
        store.close();
    }

    @Test
    void tellsWhatChangedSinceItLastLooked() {
        promoteNext();
        ProductionFeed feed = new ProductionFeed(store, SALES);
        assertThat(feed.current()).map(ModelVersion::version).contains(1);
        assertThat(feed.poll()).isEmpty();

        promoteNext();

        assertThat(feed.poll()).hasValueSatisfying(change -> {
            assertThat(change).hasToString("sales: v1 -> v2");
            assertThat(change.before()).map(ModelVersion::version).contains(1);
            assertThat(change.after()).map(ModelVersion::version).contains(2);
        });
        assertThat(feed.poll()).isEmpty();
        assertThat(feed.current()).map(ModelVersion::version).contains(2);
    }

    @Test
    void waitsForAModelThatIsNotThereYet() {
        ProductionFeed feed = new ProductionFeed(store, SALES);
        assertThat(feed.poll()).isEmpty();

        promoteNext();

        assertThat(feed.poll()).map(Object::toString).contains("sales: none -> v1");
    }

    @Test
    void tellsThatNoneIsInProductionAnyMore() {
        promoteNext();
        ProductionFeed feed = new ProductionFeed(store, SALES);

        ledger.archive(SALES, 1, "anna");

        assertThat(feed.poll()).map(Object::toString).contains("sales: v1 -> none");
    }

    @Test
    void tellsTheOutcomeOfManyChangesAndNothingOfAWayBack() {
        promoteNext();
        ProductionFeed feed = new ProductionFeed(store, SALES);
        promoteNext();
        promoteNext();
        assertThat(feed.poll()).map(Object::toString).contains("sales: v1 -> v3");

        promoteNext();
        ledger.rollBack(SALES, "anna", version -> {});
        assertThat(feed.poll()).isEmpty();
    }

    @Test
    void doesNotMindOtherModelsAndNewVersions() {
        ProductionFeed feed = new ProductionFeed(store, SALES);
        store.add(SALES, version(), ACT);
        store.add(ModelId.of("prices"), version(), ACT);

        assertThat(feed.poll()).isEmpty();
    }

    @Test
    void tellsAListenerOnTheHostsExecutorUntilItIsClosed() throws Exception {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        try {
            var feed = new ProductionFeed(store, SALES);
            Subscription subscription = new PolledSubscription(feed, executor, Duration.ofMillis(5), change -> {
                told.add(change.toString());
                throw new IllegalStateException("a listener that fails is told of the next change all the same");
            });
            promoteNext();
            assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("sales: none -> v1");
            promoteNext();
            assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo("sales: v1 -> v2");

            subscription.close();
            subscription.close();
            promoteNext();
            // Whatever was scheduled has run when this has.
            executor.submit(() -> {}).get();
            assertThat(told).isEmpty();
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void missesNothingWhenAPollFails() {
        ProductionFeed feed = new ProductionFeed(store, SALES);
        store.close();
        assertThatThrownBy(feed::poll).isInstanceOf(IllegalStateException.class);
        assertThat(feed.current()).isEmpty();
    }

    private void promoteNext() {
        int version = elsewhere.add(SALES, version(), ACT).version();
        ledger.promote(SALES, version, "anna", (candidate, incumbent) -> List.of(Finding.passed("test", "next")));
    }

    private static NewVersion version() {
        return new NewVersion(ArtifactId.of(new byte[0]), new TreeMap<>(), Instant.EPOCH);
    }
}
