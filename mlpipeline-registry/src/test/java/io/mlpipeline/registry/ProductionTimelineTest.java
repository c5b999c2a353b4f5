package io.mlpipeline.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlpipeline.registry.version.Stage;
import io.mlpipeline.registry.version.StageChange;
import io.mlpipeline.registry.version.StageChange.Cause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProductionTimelineTest {
    private final List<StageChange> history = new ArrayList<>();

    @Test
    void tellsWhatWasInProductionAtAnyTime() {
        promoted(1);
        replaced(1, 2);
        archived(2);

        assertThat(timeline().at(second(-1))).isEmpty();
        assertThat(timeline().at(second(0))).hasValue(1);
        assertThat(timeline().at(second(1).minusNanos(1000))).hasValue(1);
        assertThat(timeline().at(second(1))).hasValue(2);
        assertThat(timeline().at(second(2))).isEmpty();
        assertThat(timeline().at(Instant.MAX)).isEmpty();
    }

    @Test
    void goesBackOnePromotionWithEachRollback() {
        promoted(1);
        replaced(1, 2);
        replaced(2, 3);
        assertThat(timeline().before()).hasValue(2);

        rolledBack(3, 2);
        assertThat(timeline().before()).hasValue(1);

        rolledBack(2, 1);
        assertThat(timeline().before()).isEmpty();
    }

    @Test
    void forgetsWhatWasRolledBackWhenANewVersionFollows() {
        promoted(1);
        replaced(1, 2);
        rolledBack(2, 1);
        replaced(1, 3);

        assertThat(timeline().before()).hasValue(1);
    }

    @Test
    void bringsBackTheLastVersionWhenNoneIsInProduction() {
        promoted(1);
        replaced(1, 2);
        archived(2);

        assertThat(timeline().before()).hasValue(2);
    }

    @Test
    void neverBringsBackTheVersionThatIsThere() {
        promoted(1);
        replaced(1, 2);
        archived(2);
        promoted(2);

        assertThat(timeline().before()).hasValue(1);
    }

    @Test
    void hasNothingToBringBackWithoutAnEarlierPromotion() {
        assertThat(timeline().before()).isEmpty();
        promoted(1);
        assertThat(timeline().before()).isEmpty();
    }

    @Test
    void doesNotMindOtherStages() {
        history.add(new StageChange(4, Stage.NONE, Stage.STAGING, Cause.STAGED, "", now()));

        assertThat(timeline().at(Instant.MAX)).isEmpty();
        assertThat(timeline().before()).isEmpty();
    }

    private ProductionTimeline timeline() {
        return new ProductionTimeline(history);
    }

    private void promoted(int version) {
        history.add(new StageChange(version, Stage.NONE, Stage.PRODUCTION, Cause.PROMOTED, "", now()));
    }

    private void replaced(int before, int after) {
        Instant now = now();
        history.add(new StageChange(before, Stage.PRODUCTION, Stage.ARCHIVED, Cause.REPLACED, "", now));
        history.add(new StageChange(after, Stage.NONE, Stage.PRODUCTION, Cause.PROMOTED, "", now));
    }

    private void rolledBack(int from, int to) {
        Instant now = now();
        history.add(new StageChange(from, Stage.PRODUCTION, Stage.ARCHIVED, Cause.ROLLED_BACK, "", now));
        history.add(new StageChange(to, Stage.ARCHIVED, Stage.PRODUCTION, Cause.ROLLED_BACK, "", now));
    }

    private void archived(int version) {
        history.add(new StageChange(version, Stage.PRODUCTION, Stage.ARCHIVED, Cause.ARCHIVED, "", now()));
    }

    /** One second after the last change. */
    private Instant now() {
        return history.isEmpty()
                ? second(0)
                : history.get(history.size() - 1).at().plusSeconds(1);
    }

    private static Instant second(long number) {
        return Instant.parse("2026-03-01T00:00:00Z").plusSeconds(number);
    }
}
