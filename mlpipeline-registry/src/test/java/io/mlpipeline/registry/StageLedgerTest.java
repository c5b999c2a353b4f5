package io.mlpipeline.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.registry.audit.Act;
import io.mlpipeline.registry.audit.Action;
import io.mlpipeline.registry.promotion.Finding;
import io.mlpipeline.registry.promotion.Promotion;
import io.mlpipeline.registry.store.MetadataStore;
import io.mlpipeline.registry.store.NewVersion;
import io.mlpipeline.registry.version.ArtifactId;
import io.mlpipeline.registry.version.ModelId;
import io.mlpipeline.registry.version.ModelVersion;
import io.mlpipeline.registry.version.Stage;
import io.mlpipeline.registry.version.StageChange;
import io.mlpipeline.registry.version.StageChange.Cause;
import io.mlpipeline.registry.version.UnknownVersionException;
import io.mlpipeline.testkit.data.MovableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageLedgerTest {
    private static final Act ACT = new Act("anna", Action.REGISTERED, "", Instant.EPOCH);
    private static final ModelId SALES = ModelId.of("sales");
    private static final StageLedger.Judge YES = (candidate, incumbent) -> List.of(Finding.passed("rule", "fine"));
    private static final StageLedger.Judge NO = (candidate, incumbent) -> List.of(Finding.failed("rule", "worse"));

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock();
    private final List<ModelId> changed = new ArrayList<>();
    private MetadataStore store;
    private StageLedger ledger;

    @BeforeEach
    void open() {
        store = MetadataStore.sqlite(folder.resolve("registry.db"));
        ledger = new StageLedger(store, clock, changed::add);
        for (int i = 0; i < 3; i++) {
            store.add(SALES, new NewVersion(ArtifactId.of(new byte[0]), new TreeMap<>(), clock.instant()), ACT);
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void promotesAndArchivesTheIncumbentInOneStep() {
        ledger.stage(SALES, 1, "anna");
        Promotion first = ledger.promote(SALES, 1, "anna", YES);
        clock.move(Duration.ofHours(1));
        Promotion second = ledger.promote(SALES, 2, "anna", YES);

        assertThat(first.promoted()).isTrue();
        assertThat(first.incumbent()).isEmpty();
        assertThat(first.candidate().stage()).isEqualTo(Stage.PRODUCTION);
        assertThat(second.incumbent()).map(ModelVersion::version).contains(1);
        assertThat(stages()).containsExactly(Stage.ARCHIVED, Stage.PRODUCTION, Stage.NONE);
        Instant now = clock.instant();
        Instant before = now.minus(Duration.ofHours(1));
        assertThat(store.history(SALES))
                .containsExactly(
                        new StageChange(1, Stage.NONE, Stage.STAGING, Cause.STAGED, "", before),
                        new StageChange(
                                1, Stage.STAGING, Stage.PRODUCTION, Cause.PROMOTED, "rule passed: fine", before),
                        new StageChange(1, Stage.PRODUCTION, Stage.ARCHIVED, Cause.REPLACED, "by v2", now),
                        new StageChange(2, Stage.NONE, Stage.PRODUCTION, Cause.PROMOTED, "rule passed: fine", now));
        assertThat(changed).containsExactly(SALES, SALES, SALES);
    }

    @Test
    void changesNothingWhenTheCandidateIsRefused() {
        ledger.promote(SALES, 1, "anna", YES);

        Promotion refused = ledger.promote(SALES, 2, "anna", NO);

        assertThat(refused.promoted()).isFalse();
        assertThat(refused.refusals()).containsExactly(Finding.failed("rule", "worse"));
        assertThat(refused).hasToString("sales v2 refused: rule failed: worse");
        assertThat(stages()).containsExactly(Stage.PRODUCTION, Stage.NONE, Stage.NONE);
        assertThat(store.history(SALES)).hasSize(1);
    }

    @Test
    void refusesToPromoteWhatIsInProductionOrArchived() {
        ledger.promote(SALES, 1, "anna", YES);

        assertThat(ledger.promote(SALES, 1, "anna", YES).refusals())
                .singleElement()
                .satisfies(finding -> assertThat(finding.explanation()).contains("in PRODUCTION", "there already"));
        ledger.archive(SALES, 1, "anna");
        assertThat(ledger.promote(SALES, 1, "anna", YES).refusals())
                .singleElement()
                .satisfies(finding -> assertThat(finding.explanation()).contains("in ARCHIVED", "stage it again"));
        ledger.stage(SALES, 1, "anna");
        assertThat(ledger.promote(SALES, 1, "anna", YES).promoted()).isTrue();
    }

    @Test
    void judgesAgainWhenTheIncumbentIsReplacedMeanwhile() {
        ledger.promote(SALES, 1, "anna", YES);
        List<Integer> judgedAgainst = new ArrayList<>();

        Promotion outcome = ledger.promote(SALES, 3, "anna", (candidate, incumbent) -> {
            judgedAgainst.add(incumbent.version());
            if (judgedAgainst.size() == 1) {
                ledger.promote(SALES, 2, "anna", YES);
            }
            return List.of(Finding.passed("rule", "fine"));
        });

        assertThat(judgedAgainst).containsExactly(1, 2);
        assertThat(outcome.incumbent()).map(ModelVersion::version).contains(2);
        assertThat(stages()).containsExactly(Stage.ARCHIVED, Stage.ARCHIVED, Stage.PRODUCTION);
    }

    @Test
    void judgesAgainBeforeItRefusesByAnIncumbentThatIsGone() {
        ledger.promote(SALES, 1, "anna", YES);

        Promotion outcome = ledger.promote(SALES, 3, "anna", (candidate, incumbent) -> {
            if (incumbent != null) {
                ledger.archive(SALES, 1, "anna");
                return List.of(Finding.failed("rule", "worse"));
            }
            return List.of(Finding.passed("rule", "alone"));
        });

        assertThat(outcome.promoted()).isTrue();
        assertThat(outcome.incumbent()).isEmpty();
    }

    @Test
    void rollsBackStepByStep() {
        ledger.promote(SALES, 1, "anna", YES);
        ledger.promote(SALES, 2, "anna", YES);
        ledger.promote(SALES, 3, "anna", YES);

        assertThat(ledger.rollBack(SALES, "anna", version -> {}).version()).isEqualTo(2);
        assertThat(ledger.rollBack(SALES, "anna", version -> {}).version()).isEqualTo(1);
        assertThat(stages()).containsExactly(Stage.PRODUCTION, Stage.ARCHIVED, Stage.ARCHIVED);
        assertThatThrownBy(() -> ledger.rollBack(SALES, "anna", version -> {}))
                .isInstanceOf(UnknownVersionException.class)
                .hasMessageContaining("no earlier production version");
    }

    @Test
    void staysWhereItIsWhenTheEarlierVersionCannotBeUsed() {
        ledger.promote(SALES, 1, "anna", YES);
        ledger.promote(SALES, 2, "anna", YES);

        assertThatThrownBy(() -> ledger.rollBack(SALES, "anna", version -> {
                    throw new IllegalStateException(version.label() + " is lost");
                }))
                .hasMessage("sales v1 is lost");
        assertThat(store.production(SALES)).map(ModelVersion::version).contains(2);
    }

    @Test
    void archivesOnceAndStagesOnce() {
        assertThat(ledger.archive(SALES, 1, "anna").stage()).isEqualTo(Stage.ARCHIVED);
        assertThat(ledger.archive(SALES, 1, "anna").stage()).isEqualTo(Stage.ARCHIVED);
        assertThat(ledger.stage(SALES, 1, "anna").stage()).isEqualTo(Stage.STAGING);
        assertThat(ledger.stage(SALES, 1, "anna").stage()).isEqualTo(Stage.STAGING);
        assertThat(store.history(SALES)).hasSize(2);
    }

    @Test
    void doesNotPutTheProductionVersionIntoStaging() {
        ledger.promote(SALES, 1, "anna", YES);

        assertThatThrownBy(() -> ledger.stage(SALES, 1, "anna"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("sales v1 is in PRODUCTION");
    }

    @Test
    void saysWhatThereIsInsteadOfAnUnknownVersion() {
        assertThatThrownBy(() -> ledger.require(SALES, 4))
                .isInstanceOf(UnknownVersionException.class)
                .hasMessage("Model 'sales' has no version 4; its versions are 1 to 3");
        assertThatThrownBy(() -> ledger.archive(ModelId.of("sale"), 1, "anna"))
                .isInstanceOf(UnknownVersionException.class)
                .hasMessageContaining("there is no such model. The models are [sales]");
    }

    private List<Stage> stages() {
        return store.versions(SALES).stream().map(ModelVersion::stage).toList();
    }
}
