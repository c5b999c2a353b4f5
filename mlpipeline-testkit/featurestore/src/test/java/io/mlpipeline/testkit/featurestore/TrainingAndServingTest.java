package io.mlpipeline.testkit.featurestore;

import static io.mlpipeline.etl.features.Features.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.etl.features.FeaturePipeline;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.etl.features.History;
import io.mlpipeline.etl.local.LocalEtl;
import io.mlpipeline.etl.local.LocalTable;
import io.mlpipeline.etl.parquet.ParquetFormat;
import io.mlpipeline.etl.store.FeatureStore;
import io.mlpipeline.etl.store.files.DirectoryFiles;
import io.mlpipeline.etl.store.group.FeatureGroup;
import io.mlpipeline.etl.store.group.FeatureView;
import io.mlpipeline.etl.store.group.Sha256;
import io.mlpipeline.etl.store.offline.IncrementalRun;
import io.mlpipeline.etl.store.offline.Input;
import io.mlpipeline.etl.store.offline.OfflineGroup;
import io.mlpipeline.etl.store.offline.PlainRows;
import io.mlpipeline.etl.store.online.InMemoryOnlineStore;
import io.mlpipeline.etl.store.online.Materialisation;
import io.mlpipeline.etl.store.online.OnlineFeatures;
import io.mlpipeline.etl.store.online.OnlineRead;
import io.mlpipeline.etl.store.online.OnlineStore;
import io.mlpipeline.etl.store.training.GroupUse;
import io.mlpipeline.etl.store.training.OnDemandFeatures;
import io.mlpipeline.etl.store.training.TrainingSetDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same store, seen by a training set and, at the time of each event, by a live request. */
class TrainingAndServingTest {
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final int MINUTES = 3_000;
    private static final Schema CUSTOMERS = Schema.builder()
            .integer("id")
            .timestamp("at")
            .timestamp("known")
            .number("spend")
            .text("tier")
            .build();
    private static final Schema ITEMS = Schema.builder()
            .text("shop")
            .text("item")
            .timestamp("at")
            .number("price")
            .build();
    private static final Schema EVENTS = Schema.builder()
            .timestamp("asked_at")
            .integer("customer")
            .text("shop")
            .text("item")
            .number("discount")
            .number("bought")
            .build();

    @TempDir
    private Path folder;

    private final SetClock clock = new SetClock(START);
    private final LocalEtl engine = LocalEtl.onCallingThread();
    private FeatureStore store;
    private FeatureView customers;
    private FeatureView items;

    @BeforeEach
    void fill() {
        SplittableRandom random = new SplittableRandom(4);
        store = FeatureStore.open(DirectoryFiles.in(folder), ParquetFormat.withDefaults(), clock);
        FeatureGroup byCustomer = FeatureGroup.of("customers", 1, CUSTOMERS)
                .owner("crm")
                .key("id")
                .time("at")
                .created("known")
                .ttl(Duration.ofMinutes(700))
                .build();
        FeatureGroup byItem = FeatureGroup.of("items", 2, ITEMS)
                .owner("pricing")
                .key("shop", "item")
                .time("at")
                .ttl(Duration.ofMinutes(400))
                .build();
        Frame.Builder customerRows = Frame.builder(CUSTOMERS);
        RowBuffer customer = RowBuffer.of(CUSTOMERS);
        for (int i = 0; i < 400; i++) {
            int minute = random.nextInt(MINUTES);
            customerRows.add(customer.setInteger(0, random.nextInt(20))
                    .set("at", minute(minute))
                    .set("known", minute(minute + random.nextInt(200)))
                    .setNumber(3, random.nextInt(5) == 0 ? Double.NaN : random.nextInt(100) / 7.0)
                    .set("tier", "t" + random.nextInt(3)));
        }
        Frame.Builder itemRows = Frame.builder(ITEMS);
        RowBuffer item = RowBuffer.of(ITEMS);
        for (int i = 0; i < 300; i++) {
            itemRows.add(item.set("shop", "s" + random.nextInt(3))
                    .set("item", "i" + random.nextInt(5))
                    .set("at", minute(random.nextInt(MINUTES)))
                    .setNumber(3, random.nextInt(1_000) / 100.0));
        }
        publish(byCustomer, customerRows.build());
        publish(byItem, itemRows.build());
        customers = FeatureView.of(byCustomer).keys("customer").prefix("customer_");
        items = FeatureView.of(byItem);
    }

    private void publish(FeatureGroup group, Frame rows) {
        OfflineGroup offline = store.register(group);
        Input input = new Input() {
            @Override
            public String name() {
                return "rows";
            }

            @Override
            public String sha256() {
                return Sha256.of(rows.toString());
            }

            @Override
            public Frame rows() {
                return rows;
            }
        };
        IncrementalRun.into(offline, PlainRows.of(group.schema(), "at", ZoneOffset.UTC))
                .build()
                .advance(List.of(input));
    }

    @Test
    void aLiveRequestGetsBitForBitWhatTheTrainingRowOfThatMomentHas() {
        TrainingSetDefinition definition = TrainingSetDefinition.of(store, "asked_at", customers, items);
        Frame events = events(400);
        LocalTable joined = engine.table(events)
                .asOf(
                        definition.joins(),
                        definition.groups().stream().map(this::rows).toList());
        FittedFeatures fitted = pipeline(joined.schema()).fit(joined.frame());
        TrainingSet training = fitted.trainingSet(joined.frame());

        int present = 0;
        int expired = 0;
        for (int i = 0; i < events.size(); i++) {
            Row event = events.row(i);
            clock.set(Instant.EPOCH.plus(event.integer(0), ChronoUnit.MICROS));
            try (OnlineStore online = new InMemoryOnlineStore()) {
                OnDemandFeatures live = OnDemandFeatures.of(
                        fitted,
                        definition.groups().stream()
                                .map(use -> materialised(use, online))
                                .toList());
                OnDemandFeatures.Vector vector = live.compute(event, History.none());
                assertThat(vector.values())
                        .isEqualTo(training.copyRow(
                                i, new double[training.features().size()]));
                present += vector.reads().stream().allMatch(OnlineRead::isPresent) ? 1 : 0;
                expired += vector.reads().stream().anyMatch(each -> each.state() == OnlineRead.State.EXPIRED) ? 1 : 0;
                assertThat(live.requestColumns()).containsExactly("discount");
            }
        }
        assertThat(present).isBetween(100, 350);
        assertThat(expired).isGreaterThan(20);
    }

    private LocalTable rows(GroupUse use) {
        OfflineGroup group = store.group(
                use.view().group().id().name(), use.view().group().id().version());
        return engine.table(group.run(use.run()).read());
    }

    private OnlineFeatures materialised(GroupUse use, OnlineStore online) {
        OfflineGroup group = store.group(
                use.view().group().id().name(), use.view().group().id().version());
        Materialisation.of(group.group(), online, clock).run(group.current());
        return OnlineFeatures.of(use.view(), online, clock);
    }

    private static FeaturePipeline pipeline(Schema joined) {
        return FeaturePipeline.over(joined)
                .target("bought")
                .feature("spend", column("customer_spend").imputeMedian())
                .feature("spend_missing", column("customer_spend").isMissing())
                .feature("asked_price", column("price").times(column("discount")))
                .oneHot("customer_tier", 2)
                .build();
    }

    private static Frame events(int count) {
        SplittableRandom random = new SplittableRandom(9);
        Frame.Builder events = Frame.builder(EVENTS);
        RowBuffer event = RowBuffer.of(EVENTS);
        for (int i = 0; i < count; i++) {
            events.add(event.set("asked_at", minute(random.nextInt(MINUTES)))
                    .setInteger(1, random.nextInt(22))
                    .set("shop", "s" + random.nextInt(3))
                    .set("item", "i" + random.nextInt(6))
                    .setNumber(4, random.nextInt(10) / 10.0)
                    .setNumber(5, random.nextInt(2)));
        }
        return events.build();
    }

    private static Instant minute(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }

    @Test
    void theDefinitionIsStoredWithTheModelAndOpensTheSameRuns() {
        TrainingSetDefinition definition =
                TrainingSetDefinition.of(store, "asked_at", customers, items.columns("price"));
        TrainingSetDefinition read = TrainingSetDefinition.fromJson(definition.toJson(), store);
        assertThat(read).isEqualTo(definition);
        assertThat(read.groups()).extracting(GroupUse::run).containsExactly(1L, 1L);
        assertThat(read.joins()).hasToString(definition.joins().toString());

        FeatureStore other =
                FeatureStore.open(DirectoryFiles.in(folder.resolve("other")), ParquetFormat.withDefaults(), clock);
        assertThatThrownBy(() -> TrainingSetDefinition.fromJson(definition.toJson(), other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no feature group 'customers'");
        other.register(FeatureGroup.of("customers", 1, CUSTOMERS)
                .owner("someone else")
                .key("id")
                .time("at")
                .build());
        assertThatThrownBy(() -> TrainingSetDefinition.fromJson(definition.toJson(), other))
                .isInstanceOf(CorruptArtifactException.class)
                .hasMessageContaining("not the store that the model was trained from");
    }

    @Test
    void viewsThatDoNotFitAreRefused() {
        LocalTable none = engine.table(events(1));
        assertThatThrownBy(() -> none.asOf(List.of(customers.asOf("asked_at")), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 joins need as many tables");
        assertThatThrownBy(() -> items.columns("cost"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no feature 'cost'; it has [price]");
        assertThatThrownBy(() -> items.keys("item"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has keys [shop, item]");
        assertThatThrownBy(() -> TrainingSetDefinition.of(store, "asked_at"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
