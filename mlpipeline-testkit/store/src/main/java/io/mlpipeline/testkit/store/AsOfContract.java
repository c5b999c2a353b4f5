package io.mlpipeline.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.join.AsOfJoin;
import io.mlpipeline.etl.features.series.RowOrder;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a point-in-time join must do on every engine; its tests are named after what went wrong in other feature stores. */
public abstract class AsOfContract {
    private static final AsOfJoin JOIN = AsOfJoin.at("at")
            .key("shop")
            .key("item")
            .time("time")
            .created("created")
            .build();
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** An event, with times in seconds and a number of its own. */
    private record Event(
            long id,
            @Nullable String shop,
            @Nullable String item,
            @Nullable Long at) {}

    /** A feature row, with times in seconds. */
    private record Feature(
            @Nullable String shop,
            @Nullable String item,
            @Nullable Long time,
            @Nullable Long created,
            double value) {}

    /** For the tests of subclasses. */
    protected AsOfContract() {}

    /**
     * Runs a join on the engine under test.
     *
     * @param join the join
     * @param events the events
     * @param features the feature rows
     * @return the joined rows in any order
     */
    protected abstract Frame join(AsOfJoin join, Frame events, Frame features);

    @Test
    void aValueKnownOnlyLaterDoesNotLeakIn() {
        assertThat(values(JOIN, List.of(event(100)), List.of(feature(10, 20, 1), feature(90, 101, 2))))
                .containsExactly(1);
    }

    @Test
    void theEarlierVersionOfARowIsSeenUntilItsCorrectionIsKnown() {
        assertThat(values(JOIN, List.of(event(100), event(150)), List.of(feature(90, 90, 1), feature(90, 120, 2))))
                .containsExactly(1, 2);
    }

    @Test
    void lateDataIsSeenOnlyByEventsAfterItsArrivalAndNeverHidesNewerData() {
        List<Feature> features = List.of(feature(50, 50, 1), feature(60, 200, 2), feature(80, 80, 3));
        assertThat(values(JOIN, List.of(event(70), event(90), event(250)), features))
                .containsExactly(1, 3, 3);
    }

    @Test
    void aDuplicateCreatedTimeIsDecidedByTheValuesAndNotByTheOrderOfRows() {
        List<Feature> features = List.of(feature(10, 20, 7), feature(10, 20, 9), feature(10, 20, 8));
        assertThat(values(JOIN, List.of(event(100)), features)).containsExactly(9);
        assertThat(values(JOIN, List.of(event(100)), List.of(features.get(1), features.get(2), features.get(0))))
                .containsExactly(9);
    }

    @Test
    void eventsThatShareKeyAndTimeAreNeitherDroppedNorMultiplied() {
        List<Event> events = List.of(event(100), event(100), event(100));
        assertThat(values(JOIN, events, List.of(feature(10, 10, 1), feature(10, 10, 1), feature(10, 11, 2))))
                .containsExactly(2, 2, 2);
    }

    @Test
    void anEventWithoutFeaturesIsKept() {
        assertThat(values(JOIN, List.of(event(5), event(100)), List.of(feature(10, 10, 1))))
                .containsExactly(Double.NaN, 1);
        assertThat(values(JOIN, List.of(event(5)), List.of())).containsExactly(Double.NaN);
        assertThat(values(JOIN, List.of(), List.of(feature(10, 10, 1)))).isEmpty();
    }

    @Test
    void aRowExactlyAtTheQueryTimeIsSeen() {
        assertThat(values(JOIN, List.of(event(99), event(100)), List.of(feature(100, 100, 1))))
                .containsExactly(Double.NaN, 1);
    }

    @Test
    void anExpiredValueIsNotServedAndAnOlderOneDoesNotTakeItsPlace() {
        AsOfJoin limited = limited(SECOND.multipliedBy(10));
        assertThat(values(limited, List.of(event(20), event(21)), List.of(feature(10, 10, 1), feature(5, 5, 2))))
                .containsExactly(1, Double.NaN);
    }

    @Test
    void aTimeToLiveOfZeroTakesRowsOfThatInstantAndIsNotNoLimit() {
        assertThat(values(limited(Duration.ZERO), List.of(event(10), event(11)), List.of(feature(10, 10, 1))))
                .containsExactly(1, Double.NaN);
        assertThat(values(JOIN, List.of(event(Integer.MAX_VALUE)), List.of(feature(10, 10, 1))))
                .containsExactly(1);
    }

    @Test
    void partsOfACompositeKeyAreNotGluedTogether() {
        List<Event> events = List.of(
                new Event(0, "ab", "c", 100L),
                new Event(1, "a", "bc", 100L),
                new Event(2, "a_b", "c", 100L),
                new Event(3, "a", "b_c", 100L),
                new Event(4, "a\u001F", "c", 100L),
                new Event(5, "", "abc", 100L));
        List<Feature> features = List.of(
                new Feature("ab", "c", 1L, 1L, 1),
                new Feature("a_b", "c", 1L, 1L, 2),
                new Feature("a", "\u001Fc", 1L, 1L, 3),
                new Feature("abc", "", 1L, 1L, 4));
        assertThat(values(JOIN, events, features))
                .containsExactly(1, Double.NaN, 2, Double.NaN, Double.NaN, Double.NaN);
    }

    @Test
    void nullKeysNeverMatchAndLoseNoEvent() {
        List<Event> events = List.of(
                new Event(0, null, "x", 100L),
                new Event(1, "s", null, 100L),
                new Event(2, null, null, 100L),
                new Event(3, "s", "x", 100L));
        List<Feature> features = List.of(
                new Feature(null, "x", 1L, 1L, 1),
                new Feature("s", null, 1L, 1L, 2),
                new Feature(null, null, 1L, 1L, 3),
                new Feature("s", "x", 1L, 1L, 4));
        assertThat(values(JOIN, events, features)).containsExactly(Double.NaN, Double.NaN, Double.NaN, 4);
    }

    @Test
    void aMissingTimeNeverMatchesAndLosesNoEvent() {
        List<Event> events = List.of(new Event(0, "s", "x", null), new Event(1, "s", "x", 100L));
        List<Feature> features =
                List.of(new Feature("s", "x", null, 1L, 1), new Feature("s", "x", 50L, null, 2), feature(9, 9, 3));
        assertThat(values(JOIN, events, features)).containsExactly(Double.NaN, 3);
    }

    @Test
    void aMissingValueIsNotReplacedByAnOlderOne() {
        assertThat(values(JOIN, List.of(event(100)), List.of(feature(10, 10, 1), feature(20, 20, Double.NaN))))
                .containsExactly(Double.NaN);
    }

    @Test
    void theJoinedColumnsAreNamedAndTheMatchedTimeIsThere() {
        AsOfJoin named = AsOfJoin.at("at")
                .key("shop")
                .time("time")
                .columns("value")
                .prefix("p_")
                .matchedTime("as_of")
                .build();
        Frame joined = join(named, events(List.of(event(100))), features(List.of(feature(10, 10, 1))));
        assertThat(joined.schema().names()).containsExactly("id", "shop", "item", "at", "p_value", "as_of");
        assertThat(joined.row(0).number(4)).isEqualTo(1);
        assertThat(joined.row(0).integer(5)).isEqualTo(10_000_000);
    }

    @Test
    void tenThousandRandomCasesAreEqualToBruteForce() {
        AsOfCases cases = new AsOfCases(20_261_121L, 10_000);
        for (int ttl : AsOfCases.TTLS) {
            Frame joined = join(cases.join(ttl), cases.events(), cases.features());
            assertThat(cases.mismatches(ttl, RowOrder.by("id").sort(joined))).isEmpty();
        }
    }

    @Test
    void columnsThatDoNotFitAreRefusedWithTheFix() {
        Frame events = events(List.of(event(1)));
        Frame features = features(List.of(feature(1, 1, 1)));
        assertThatThrownBy(() ->
                        join(AsOfJoin.at("at").key("id", "item").time("time").build(), events, features))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'id' of the events holds INTEGER")
                .hasMessageContaining("read both as the same type");
        assertThatThrownBy(
                        () -> join(AsOfJoin.at("at").key("shop").time("value").build(), events, features))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'value' holds NUMBER");
        assertThatThrownBy(
                        () -> join(AsOfJoin.at("shop").key("shop").time("time").build(), events, features))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("date or a timestamp");
        assertThatThrownBy(() -> join(AsOfJoin.at("at").key("shop").time("time").build(), events, features))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'item' would occur twice")
                .hasMessageContaining("prefix(..)");
    }

    private double[] values(AsOfJoin join, List<Event> events, List<Feature> features) {
        Frame joined = join(join, events(events), features(features));
        assertThat(joined.schema().names()).containsExactly("id", "shop", "item", "at", "value");
        return RowOrder.by("id").sort(joined).numbers("value");
    }

    private static AsOfJoin limited(Duration ttl) {
        return AsOfJoin.at("at")
                .key("shop")
                .key("item")
                .time("time")
                .created("created")
                .ttl(ttl)
                .build();
    }

    private static Event event(long at) {
        return new Event(at, "s", "x", at);
    }

    private static Feature feature(long time, long created, double value) {
        return new Feature("s", "x", time, created, value);
    }

    private static Frame events(List<Event> events) {
        Schema schema = Schema.builder()
                .integer("id")
                .text("shop")
                .text("item")
                .timestamp("at")
                .build();
        Rows rows = new Rows(schema);
        events.forEach(each -> rows.add(each.id(), each.shop(), each.item(), micros(each.at())));
        return rows.frame();
    }

    private static Frame features(List<Feature> features) {
        Schema schema = Schema.builder()
                .text("shop")
                .text("item")
                .timestamp("time")
                .timestamp("created")
                .number("value")
                .build();
        Rows rows = new Rows(schema);
        features.forEach(
                each -> rows.add(each.shop(), each.item(), micros(each.time()), micros(each.created()), each.value()));
        return rows.frame();
    }

    private static @Nullable Long micros(@Nullable Long seconds) {
        return seconds == null ? null : Long.valueOf(seconds * 1_000_000);
    }
}
