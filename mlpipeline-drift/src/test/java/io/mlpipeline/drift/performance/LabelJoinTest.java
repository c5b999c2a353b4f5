package io.mlpipeline.drift.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.testkit.data.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Labels that come late, early, twice or never. */
class LabelJoinTest {
    private final MovableClock clock = new MovableClock();
    private final Instant start = clock.instant();
    private final LabelJoin join = LabelJoin.of(3, Duration.ofDays(1), clock);

    @Test
    void eitherMayComeFirst() {
        assertThat(join.predicted("a", 5)).isEmpty();
        assertThat(join.labelled("b", 7)).isEmpty();
        clock.move(Duration.ofMinutes(1));
        assertThat(join.labelled("a", 6)).contains(new Labelled("a", 5, 6, start));
        assertThat(join.predicted("b", 8)).contains(new Labelled("b", 8, 7, clock.instant()));
        assertThat(join.joined()).isEqualTo(2);
        assertThat(join.size()).isZero();
    }

    @Test
    void whatComesTwiceCountsOnce() {
        join.predicted("a", 5);
        assertThat(join.predicted("a", 9)).isEmpty();
        assertThat(join.labelled("a", 6)).map(Labelled::predicted).isEqualTo(Optional.of(5.0));
        assertThat(join.repeated()).isOne();
    }

    @Test
    void theOldestMakesRoomAndWhatWaitsTooLongGoes() {
        join.predicted("a", 1);
        join.predicted("b", 2);
        join.predicted("c", 3);
        join.predicted("d", 4);
        assertThat(join.size()).isEqualTo(3);
        assertThat(join.labelled("a", 1)).isEmpty();
        clock.move(Duration.ofDays(2));
        assertThat(join.labelled("d", 4)).isEmpty();
        assertThat(join.size()).isOne();
        assertThat(join.expired()).isEqualTo(5);
    }

    @Test
    void refusesNoRoomAndNoPatience() {
        assertThatThrownBy(() -> LabelJoin.of(0, Duration.ofDays(1), clock)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> LabelJoin.of(1, Duration.ZERO, clock)).hasMessageContaining("PT0S");
    }
}
