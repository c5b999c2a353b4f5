package io.mlpipeline.etl.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.store.group.FeatureGroup;
import io.mlpipeline.etl.store.group.FeatureView;
import io.mlpipeline.etl.store.offline.InputFile;
import io.mlpipeline.etl.store.offline.Layer;
import io.mlpipeline.etl.store.offline.Manifest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkFeatureStoreTest {
    private static final Schema SCHEMA = Schema.builder()
            .text("item")
            .timestamp("at")
            .number("price")
            .date("since")
            .bool("open")
            .build();
    private static final Instant MIDNIGHT = Instant.parse("1969-12-31T00:00:00Z");

    @TempDir
    private Path folder;

    private final SparkSession session = LocalSpark.session();
    private SparkOfflineGroup prices;

    @BeforeEach
    void open() {
        prices = store(Clock.fixed(Instant.parse("2026-03-01T00:00:00Z"), ZoneOffset.UTC))
                .register(group());
    }

    private SparkFeatureStore store(Clock clock) {
        return SparkFeatureStore.open(session, folder.toUri().toString(), clock);
    }

    private static FeatureGroup group() {
        return FeatureGroup.of("prices", 1, SCHEMA)
                .owner("pricing")
                .key("item")
                .time("at")
                .build();
    }

    @Test
    void aRunIsReadBackBitForBitByDayAndReplacesWholeDays() {
        Frame first = rows(row("a", -1, -0.0), row("b", 0, Double.POSITIVE_INFINITY), row("ä", 23, 3), row("a", 24, 4));
        Manifest one = prices.publish(table(first), inputs("one"), "spec");
        assertThat(one.partitions(Layer.FEATURES).keySet())
                .containsExactly(day("1969-12-30"), day("1969-12-31"), day("1970-01-01"));
        assertThat(one.rows(Layer.FEATURES)).isEqualTo(4);
        assertThat(one.watermark()).hasValue(row("a", 24, 4).integer(1));
        assertSame(prices.read(one), first);

        Manifest two = prices.publish(table(rows(row("c", 5, 5))), inputs("two"), "spec");
        assertThat(two.run()).isEqualTo(2);
        assertSame(prices.read(two), rows(row("a", -1, -0.0), row("c", 5, 5), row("a", 24, 4)));
        assertSame(prices.read(one), first);
        assertThat(two.inputs()).extracting(InputFile::name).containsExactly("one", "two");
    }

    @Test
    void publishingTheSameInputsAgainDoesNothing() {
        Manifest one = prices.publish(table(rows(row("a", 1, 1))), inputs("one"), "spec");
        assertThat(prices.publish(table(rows(row("a", 1, 2))), inputs("one"), "spec"))
                .isEqualTo(one);
        assertThatThrownBy(() ->
                        prices.publish(table(rows(row("a", 1, 2))), List.of(new InputFile("one", "other", 1)), "spec"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("'one' was taken in with SHA-256");
        assertThat(prices.current()).isEqualTo(one);
    }

    @Test
    void theSameRowsInAnyOrderMakeTheSameFiles() {
        Manifest one = prices.publish(table(rows(row("a", 1, 1), row("b", 2, 2), row("c", 2, 3))), inputs("one"), "s");
        Manifest two = prices.publish(table(rows(row("c", 2, 3), row("a", 1, 1), row("b", 2, 2))), inputs("two"), "s");
        assertThat(two.partitions()).isEqualTo(one.partitions());
    }

    @Test
    void whatCannotBePublishedChangesNothing() {
        RowBuffer timeless = row("a", 1, 1).setMissing(1);
        assertThatThrownBy(() -> prices.publish(table(rows(timeless)), inputs("one"), "spec"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("have no 'at'");
        assertThatThrownBy(() -> prices.publish(
                        table(Frame.builder(Schema.builder().text("x").build()).build()), inputs("one"), "spec"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Group prices v1 has");
        assertThat(prices.current().run()).isZero();
        assertThat(prices.read(prices.current()).collect("item").size()).isZero();
        assertThat(folder.resolve("aside")).isEmptyDirectory();
    }

    @Test
    void aManifestThatIsThereIsNeverReplaced() throws Exception {
        prices.publish(table(rows(row("a", 1, 1))), inputs("one"), "spec");
        Path manifests = folder.resolve("data/prices.v1/manifests");
        HadoopFiles files =
                HadoopFiles.in(folder.toUri().toString(), session.sparkContext().hadoopConfiguration());
        assertThat(files.create("data/prices.v1/manifests/000000000001.json", new byte[] {1}))
                .isFalse();
        assertThat(Files.size(manifests.resolve("000000000001.json"))).isGreaterThan(100);
        assertThat(files.list("nowhere")).isEmpty();
        assertThat(files.read("nowhere")).isEmpty();
        files.delete("nowhere");
    }

    @Test
    void lostFilesAreFoundBeforeAJobRuns() throws Exception {
        Manifest one = prices.publish(table(rows(row("a", 1, 1))), inputs("one"), "spec");
        Files.delete(folder.resolve(one.partitions().get(0).path()));
        assertThatThrownBy(() -> prices.read(one))
                .isInstanceOf(CorruptArtifactException.class)
                .hasMessageContaining("has gone");
    }

    @Test
    void oldRunsAreCollected() {
        Manifest one = prices.publish(table(rows(row("a", 1, 1))), inputs("one"), "spec");
        prices.publish(table(rows(row("a", 1, 2))), inputs("two"), "spec");
        SparkOfflineGroup later = store(Clock.fixed(Instant.parse("2100-01-01T00:00:00Z"), ZoneOffset.UTC))
                .group("prices", 1);
        assertThat(later.collect(Duration.ofDays(1))).isEqualTo(3);
        assertSame(later.read(later.current()), rows(row("a", 1, 2)));
        assertThatThrownBy(() -> prices.read(one)).isInstanceOf(CorruptArtifactException.class);
    }

    @Test
    void aTrainingSetIsJoinedFromTheStoreInOneCall() {
        prices.publish(table(rows(row("a", 1, 1), row("a", 3, 2))), inputs("one"), "spec");
        Schema schema = Schema.builder().text("item").timestamp("asked_at").build();
        RowBuffer event = RowBuffer.of(schema).set("item", "a");
        Frame events = Frame.builder(schema)
                .add(event.set("asked_at", hour(2)))
                .add(event.set("asked_at", hour(3)))
                .add(event.set("asked_at", hour(0)))
                .build();
        FeatureView view = FeatureView.of(prices.group()).columns("price");
        Frame joined = table(events)
                .asOf(
                        List.of(view.asOf("asked_at"), view.prefix("again_").asOf("asked_at")),
                        List.of(prices.read(prices.current()), prices.read(prices.current())))
                .collect("asked_at");
        assertThat(joined.numbers("price")).containsExactly(Double.NaN, 1, 2);
        assertThat(joined.numbers("again_price")).containsExactly(Double.NaN, 1, 2);
    }

    private static List<InputFile> inputs(String name) {
        return List.of(new InputFile(name, "hash of " + name, 1));
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    private static Instant hour(int hour) {
        return MIDNIGHT.plus(Duration.ofHours(hour));
    }

    private static RowBuffer row(String item, int hour, double price) {
        return RowBuffer.of(SCHEMA)
                .set("item", item)
                .set("at", hour(hour))
                .setNumber(2, price)
                .set("since", LocalDate.of(1, 1, 1))
                .set("open", true);
    }

    private static Frame rows(RowBuffer... rows) {
        Frame.Builder frame = Frame.builder(SCHEMA);
        for (RowBuffer each : rows) {
            frame.add(each);
        }
        return frame.build();
    }

    private SparkTable table(Frame frame) {
        List<Row> rows = new ArrayList<>();
        for (Frame.Cursor row = frame.cursor(); row.next(); ) {
            rows.add(PhysicalRows.toSpark(row));
        }
        return new SparkTable(
                session.createDataset(rows, Encoders.row(PhysicalRows.struct(frame.schema()))), frame.schema());
    }

    private static void assertSame(SparkTable found, Frame expected) {
        Frame rows = found.collect("at", "item");
        assertThat(rows.size()).isEqualTo(expected.size());
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.row(i)).hasToString(expected.row(i).toString());
        }
    }
}
