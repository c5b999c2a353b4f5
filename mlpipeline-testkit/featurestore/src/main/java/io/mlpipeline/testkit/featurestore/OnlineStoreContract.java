package io.mlpipeline.testkit.featurestore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.etl.store.group.FeatureGroup;
import io.mlpipeline.etl.store.group.FeatureView;
import io.mlpipeline.etl.store.group.GroupId;
import io.mlpipeline.etl.store.online.Materialisation;
import io.mlpipeline.etl.store.online.OnlineFeatures;
import io.mlpipeline.etl.store.online.OnlineRead;
import io.mlpipeline.etl.store.online.OnlineRecord;
import io.mlpipeline.etl.store.online.OnlineStore;
import io.mlpipeline.etl.store.online.Stamp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an online store must do, and what is read through it. */
public abstract class OnlineStoreContract {
    private static final GroupId GROUP = new GroupId("sales", 1);
    private static final Instant NOON = Instant.parse("2026-03-05T12:00:00Z");
    private static final Schema SCHEMA = Schema.builder()
            .text("shop")
            .integer("item")
            .timestamp("at")
            .timestamp("known")
            .number("mean")
            .integer("count")
            .bool("open")
            .text("label")
            .date("since")
            .build();

    private final SetClock clock = new SetClock(NOON);

    /** For the tests of subclasses. */
    protected OnlineStoreContract() {}

    /**
     * The store under test, empty.
     *
     * @return a store, the same during one test
     */
    protected abstract OnlineStore store();

    private static FeatureGroup group(@Nullable Duration ttl) {
        FeatureGroup.Builder group = FeatureGroup.of("shop_item", 3, SCHEMA)
                .owner("pricing")
                .key("shop", "item")
                .time("at")
                .created("known");
        return (ttl == null ? group : group.ttl(ttl)).build();
    }

    @Test
    void givesBackWhatWasPutAndNothingForAnUnknownKey() {
        put(record("a", 1, 2, 3, "x"), record("b", 1, 2, 3, ""));

        assertThat(values("a", "nobody", "b", "a")).containsExactly("x", null, "", "x");
        assertThat(store().get(GROUP, List.of("a")).get(0).orElseThrow().stamp())
                .isEqualTo(new Stamp(1, 2, 3));
        assertThat(store().get(GROUP, List.of("a")).get(0).orElseThrow().key()).isEqualTo("a");
        assertThat(store().get(GROUP, List.of("b", "c")).get(0).orElseThrow().key())
                .isEqualTo("b");
        assertThat(store().get(new GroupId("sales", 2), List.of("a"))).containsExactly(Optional.empty());
        assertThat(store().get(new GroupId("other", 1), List.of("a", "b")))
                .containsExactly(Optional.empty(), Optional.empty());
    }

    @Test
    void neverReplacesNewerByOlder() {
        put(record("a", 5, 5, 5, "new"));
        put(record("a", 4, 9, 9, "older time"));
        put(record("a", 5, 4, 9, "older creation"));
        put(record("a", 5, 5, 4, "older run"));
        assertThat(values("a")).containsExactly("new");

        put(record("a", 5, 5, 5, "same again"));
        assertThat(values("a")).containsExactly("same again");
        put(record("a", 5, 6, 1, "corrected"));
        assertThat(values("a")).containsExactly("corrected");
        put(record("a", -7, 0, 0, "before 1970"));
        assertThat(values("a")).containsExactly("corrected");
    }

    @Test
    void timesBefore1970AreInOrderToo() {
        put(record("a", -10, -10, 0, "old"));
        put(record("a", -9, -11, 0, "new"));
        put(record("a", -10, 5, 0, "old"));
        assertThat(values("a")).containsExactly("new");
        put(record("a", Long.MAX_VALUE, Long.MIN_VALUE + 1, Long.MAX_VALUE, "last"));
        put(record("a", Long.MAX_VALUE - 1, 0, 0, "old"));
        assertThat(values("a")).containsExactly("last");
    }

    @Test
    void keysAreTakenAsTheyAre() {
        List<String> keys =
                List.of("", " ", "a b", "1:a1:b", "ä", "\uD83D\uDE00", "a\u0000b", "a'b\"c;--", "A", "a", "%", "?");
        for (String key : keys) {
            put(record(key, 1, 1, 1, "value of " + key));
        }
        assertThat(values(keys.toArray(String[]::new)))
                .containsExactlyElementsOf(
                        keys.stream().map(key -> "value of " + key).toList());
    }

    @Test
    void manyKeysAreReadAtOnceInTheirOrder() {
        List<OnlineRecord> records = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 1_234; i++) {
            keys.add("key" + i);
            if (i % 3 != 0) {
                records.add(record("key" + i, i, i, 1, "v" + i));
            }
        }
        store().put(GROUP, records);
        Collections.shuffle(keys, new Random(7));

        List<Optional<OnlineRecord>> found = store().get(GROUP, keys);
        assertThat(found).hasSize(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            int number = Integer.parseInt(keys.get(i).substring(3));
            assertThat(found.get(i).map(OnlineRecord::values).map(String::new))
                    .isEqualTo(number % 3 == 0 ? Optional.empty() : Optional.of("v" + number));
        }
        assertThat(store().get(GROUP, List.of())).isEmpty();
        store().put(GROUP, List.of());
    }

    @Test
    void ofManyWritersTheNewestWins() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int writer = 0; writer < 4; writer++) {
            int each = writer;
            threads.execute(() -> {
                List<Integer> times = new ArrayList<>();
                for (int time = each; time < 100; time += 4) {
                    times.add(time);
                }
                Collections.shuffle(times, new Random(each));
                for (int time : times) {
                    put(record("a", time, 0, 0, "t" + time), record("b", 99 - time, 0, 0, "t" + (99 - time)));
                }
            });
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(values("a", "b")).containsExactly("t99", "t99");
    }

    @Test
    void materialisingBringsTheNewestKnownValuesAndAgainChangesNothing() {
        FeatureGroup group = group(null);
        Frame rows = rows(
                row("s", 1L, -60, -60, 1),
                row("s", 1L, -30, -30, 2),
                row("s", 1L, -30, -20, 3), // corrected later
                row("s", 1L, -10, 5, 4), // known in five minutes
                row("s", 2L, -90, -90, 5),
                row(null, 2L, -1, -1, 6),
                row("s", null, -1, -1, 7));
        Materialisation materialisation = Materialisation.of(group, store(), clock);

        assertThat(materialisation.run(rows, 1)).isEqualTo(2);
        assertThat(means(group, key("s", 1L), key("s", 2L), key("t", 1L), key(null, 2L)))
                .containsExactly(3.0, 5.0, Double.NaN, Double.NaN);
        assertThat(materialisation.run(rows, 1)).isEqualTo(2);
        assertThat(means(group, key("s", 1L), key("s", 2L))).containsExactly(3.0, 5.0);

        clock.move(Duration.ofMinutes(5));
        materialisation.run(rows, 1);
        assertThat(means(group, key("s", 1L))).containsExactly(4.0);
        materialisation.run(rows(row("s", 1L, -30, -30, 9)), 2);
        assertThat(means(group, key("s", 1L))).containsExactly(4.0);
    }

    @Test
    void everyTypeComesBackBitForBitAndMissingStaysMissing() {
        FeatureGroup group = group(null);
        RowBuffer row = row("s", 1L, -1, -1, -0.0)
                .setInteger(5, Long.MAX_VALUE)
                .setInteger(6, 1)
                .set("label", "größer \uD83D\uDE00 ")
                .setInteger(8, -719_528);
        RowBuffer missing = row("s", 2L, -1, -1, Double.NaN);
        RowBuffer empty = row("s", 3L, -1, -1, Double.NEGATIVE_INFINITY).set("label", "");
        Materialisation.of(group, store(), clock).run(rows(row, missing, empty), 1);

        List<OnlineRead> reads = OnlineFeatures.of(FeatureView.of(group), store(), clock)
                .read(List.of(key("s", 1L), key("s", 2L), key("s", 3L)));
        assertThat(reads).allMatch(OnlineRead::isPresent);
        assertThat(reads.get(0).values().schema().names()).containsExactly("mean", "count", "open", "label", "since");
        assertThat(Double.doubleToRawLongBits(reads.get(0).values().number(0)))
                .isEqualTo(Double.doubleToRawLongBits(-0.0));
        assertThat(reads.get(0).values().integer(1)).isEqualTo(Long.MAX_VALUE);
        assertThat(reads.get(0).values().integer(2)).isEqualTo(1);
        assertThat(reads.get(0).values().text(3)).isEqualTo("größer \uD83D\uDE00 ");
        assertThat(reads.get(0).values().integer(4)).isEqualTo(-719_528);
        for (int i = 0; i < 5; i++) {
            assertThat(reads.get(1).values().isMissing(i)).isTrue();
        }
        assertThat(reads.get(2).values().text(3)).isEmpty();
        assertThat(reads.get(2).values().number(0)).isNegative().isInfinite();
    }

    @Test
    void theTimeToLiveIsEnforcedOnlineAsInTraining() {
        FeatureGroup group = group(Duration.ofMinutes(30));
        Materialisation.of(group, store(), clock).run(rows(row("s", 1L, -30, -30, 1)), 1);
        OnlineFeatures features = OnlineFeatures.of(FeatureView.of(group), store(), clock);

        OnlineRead atTheLimit = features.read(key("s", 1L));
        assertThat(atTheLimit.state()).isEqualTo(OnlineRead.State.PRESENT);
        assertThat(atTheLimit.age()).isEqualTo(Duration.ofMinutes(30));

        clock.move(Duration.of(1, ChronoUnit.MICROS));
        OnlineRead expired = features.read(key("s", 1L));
        assertThat(expired.state()).isEqualTo(OnlineRead.State.EXPIRED);
        assertThat(expired.age()).isGreaterThan(Duration.ofMinutes(30));
        assertThat(expired.values().isMissing(0)).isTrue();
        assertThat(features.read(key("nobody", 1L)).state()).isEqualTo(OnlineRead.State.ABSENT);
        assertThat(features.read(key("s", null)).state()).isEqualTo(OnlineRead.State.ABSENT);
    }

    @Test
    void aTimeToLiveOfZeroServesThisInstantOnlyAndNoneServesForever() {
        Materialisation.of(group(null), store(), clock).run(rows(row("s", 1L, 0, 0, 1)), 1);
        OnlineFeatures now = OnlineFeatures.of(FeatureView.of(group(Duration.ZERO)), store(), clock);
        OnlineFeatures forever = OnlineFeatures.of(FeatureView.of(group(null)), store(), clock);
        assertThat(now.read(key("s", 1L)).isPresent()).isTrue();
        clock.move(Duration.ofDays(3_650));
        assertThat(now.read(key("s", 1L)).state()).isEqualTo(OnlineRead.State.EXPIRED);
        assertThat(forever.read(key("s", 1L)).isPresent()).isTrue();
    }

    @Test
    void partsOfACompositeKeyAreNotGluedTogether() {
        FeatureGroup group = group(null);
        Frame rows = rows(row("s1", 1L, -1, -1, 1), row("s", 11L, -1, -1, 2), row("2:s", 1L, -1, -1, 3));
        Materialisation.of(group, store(), clock).run(rows, 1);
        assertThat(means(group, key("s1", 1L), key("s", 11L), key("2:s", 1L), key("s11", 1L)))
                .containsExactly(1.0, 2.0, 3.0, Double.NaN);
    }

    @Test
    void aViewRenamesAndChooses() {
        FeatureGroup group = group(null);
        Materialisation.of(group, store(), clock).run(rows(row("s", 1L, -1, -1, 8)), 1);
        FeatureView view =
                FeatureView.of(group).keys("store", "sku").columns("mean").prefix("shop_");
        Schema request = Schema.builder().integer("sku").text("store").build();
        RowBuffer key = RowBuffer.of(request).setInteger(0, 1).set("store", "s");
        OnlineRead read = OnlineFeatures.of(view, store(), clock).read(key);
        assertThat(read.values().schema().names()).containsExactly("shop_mean");
        assertThat(read.values().number(0)).isEqualTo(8);
    }

    @Test
    void valuesOfOtherColumnsAreRefusedAndNotMisread() {
        store().put(group(null).id(), List.of(record("1:s1:1", 1, 1, 1, "no row")));
        OnlineFeatures features = OnlineFeatures.of(FeatureView.of(group(null)), store(), clock);
        assertThatThrownBy(() -> features.read(key("s", 1L)))
                .isInstanceOf(CorruptArtifactException.class)
                .hasMessageContaining("materialise the group again");
    }

    private void put(OnlineRecord... records) {
        store().put(GROUP, List.of(records));
    }

    private static OnlineRecord record(String key, long time, long created, long run, String value) {
        return new OnlineRecord(key, new Stamp(time, created, run), value.getBytes(StandardCharsets.UTF_8));
    }

    private List<@Nullable String> values(String... keys) {
        List<@Nullable String> values = new ArrayList<>();
        for (Optional<OnlineRecord> each : store().get(GROUP, List.of(keys))) {
            values.add(each.map(record -> new String(record.values(), StandardCharsets.UTF_8))
                    .orElse(null));
        }
        return values;
    }

    private List<Double> means(FeatureGroup group, Row... keys) {
        return OnlineFeatures.of(FeatureView.of(group), store(), clock).read(List.of(keys)).stream()
                .map(read -> read.values().number(0))
                .toList();
    }

    private static Row key(@Nullable String shop, @Nullable Long item) {
        RowBuffer key =
                RowBuffer.of(Schema.builder().text("shop").integer("item").build());
        if (shop != null) {
            key.setText(0, shop);
        }
        return item == null ? key : key.setInteger(1, item);
    }

    private static RowBuffer row(
            @Nullable String shop, @Nullable Long item, int minutesFromNoon, int knownMinutesFromNoon, double mean) {
        RowBuffer row = RowBuffer.of(SCHEMA)
                .set("at", NOON.plus(Duration.ofMinutes(minutesFromNoon)))
                .set("known", NOON.plus(Duration.ofMinutes(knownMinutesFromNoon)))
                .setNumber(4, mean);
        if (shop != null) {
            row.setText(0, shop);
        }
        return item == null ? row : row.setInteger(1, item);
    }

    private static Frame rows(RowBuffer... rows) {
        Frame.Builder frame = Frame.builder(SCHEMA);
        for (RowBuffer each : rows) {
            frame.add(each);
        }
        return frame.build();
    }
}
