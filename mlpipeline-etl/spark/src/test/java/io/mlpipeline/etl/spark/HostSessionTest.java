package io.mlpipeline.etl.spark;

import static io.mlpipeline.etl.features.Features.days;
import static io.mlpipeline.etl.features.Features.lag;
import static io.mlpipeline.etl.features.cleaning.CleaningSteps.missing;
import static io.mlpipeline.etl.features.quality.Checks.positive;
import static io.mlpipeline.etl.features.quality.Checks.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.etl.features.FeaturePipeline;
import io.mlpipeline.etl.features.cleaning.Cleaning;
import io.mlpipeline.etl.features.join.AsOfJoin;
import io.mlpipeline.etl.features.quality.Expectations;
import io.mlpipeline.etl.features.series.Resampling;
import io.mlpipeline.etl.features.source.CsvSource;
import io.mlpipeline.etl.features.source.SourceColumn;
import io.mlpipeline.etl.features.source.SourceSchema;
import io.mlpipeline.etl.store.group.FeatureGroup;
import io.mlpipeline.etl.store.offline.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;

/** The session is the host's: whatever is asked of the engine, its settings, tables and storage stay as they were. */
class HostSessionTest {
    private static final SparkSession SPARK = LocalSpark.session();
    private static final SourceSchema SALES = SourceSchema.of(
            SourceColumn.text("item"), SourceColumn.date("day", "uuuu-MM-dd"), SourceColumn.number("units"));

    @TempDir
    private Path folder;

    @Test
    void everyCallLeavesTheSessionAsItWasAndNoSettingChangesAResult() throws IOException {
        StringBuilder csv = new StringBuilder("item,day,units\nA,2024-01-01,x\n");
        for (int i = 0; i < 40; i++) {
            csv.append(i % 2 == 0 ? "A" : "b")
                    .append(',')
                    .append(LocalDate.of(2024, 1, 1).plusDays(i / 2))
                    .append(',')
                    .append(i % 7 == 3 ? "" : i)
                    .append('\n');
        }
        String file = Files.writeString(folder.resolve("sales.csv"), csv).toString();
        String first = everything(session("UTC", true), file);
        assertThat(everything(session("Asia/Kolkata", false), file)).isEqualTo(first);
    }

    private static SparkSession session(String zone, boolean ansi) {
        SparkSession session = SPARK.newSession();
        session.conf().set("spark.sql.session.timeZone", zone);
        session.conf().set("spark.sql.ansi.enabled", ansi);
        return session;
    }

    private String everything(SparkSession session, String file) {
        Map<String, String> before = settings(session);
        String result = calls(session, file);
        assertThat(settings(session)).isEqualTo(before);
        assertThat(session.sparkContext().isStopped()).isFalse();
        assertThat(session.sparkContext().getPersistentRDDs().isEmpty()).isTrue();
        assertThat(session.catalog().listTables().count()).isZero();
        return result;
    }

    private String calls(SparkSession session, String file) {
        Expectations expectations = Expectations.over(SALES.schema())
                .warn("positive", positive("units"))
                .drop("repeated", unique("item", "day"))
                .build();
        try (EtlResult read = SparkEtl.on(session).read(CsvSource.of(SALES, file), expectations)) {
            read.writeQuarantine(folder.resolve("quarantine").toString(), FileFormat.CSV);
            SparkTable sales = SparkEtl.on(session).table(read.clean().dataset());
            Cleaning cleaning = Cleaning.over(sales.schema())
                    .step(missing("units").fillMedian())
                    .build();
            try (CleaningResult cleaned = sales.clean(sales.fit(cleaning))) {
                return features(cleaned.clean())
                        + pointInTime(session, cleaned.clean())
                        + read.report().read();
            }
        }
    }

    private String pointInTime(SparkSession session, SparkTable sales) {
        Clock clock = Clock.fixed(Instant.parse("2026-03-01T00:00:00Z"), ZoneOffset.UTC);
        String store = folder.resolve("store-" + session.conf().get("spark.sql.session.timeZone"))
                .toUri()
                .toString();
        SparkOfflineGroup group = SparkFeatureStore.open(session, store, clock)
                .register(FeatureGroup.of("sales", 1, sales.schema())
                        .owner("sales")
                        .key("item")
                        .time("day")
                        .build());
        InputFile input = new InputFile("sales.csv", "hash", 41);
        SparkTable published = group.read(group.publish(sales, List.of(input), "spec"));
        AsOfJoin join = AsOfJoin.at("day")
                .key("item")
                .time("day")
                .columns("units")
                .prefix("known_")
                .matchedTime("since")
                .build();
        return text(sales.asOf(join, published).collect("item", "day"));
    }

    private String features(SparkTable sales) {
        SparkTable daily = sales.resample(Resampling.daily("date")
                .key("item")
                .time("day")
                .sum("units", "sold")
                .build());
        FeaturePipeline pipeline = FeaturePipeline.over(daily.schema())
                .series("date", "item")
                .target("sold")
                .feature("lag", lag("sold", days(2)).standardize())
                .build();
        daily.transform(daily.fit(pipeline, LocalDate.of(2024, 1, 15)))
                .write(folder.resolve("features").toString(), FileFormat.PARQUET);
        return text(daily.transform(daily.fit(pipeline)).collect("item", "date"));
    }

    private static String text(Frame frame) {
        StringBuilder text = new StringBuilder();
        for (Frame.Cursor row = frame.cursor(); row.next(); ) {
            text.append(row).append('\n');
        }
        return text.toString();
    }

    private static Map<String, String> settings(SparkSession session) {
        Map<String, String> settings = new TreeMap<>();
        CollectionConverters.asJava(session.conf().getAll()).forEach(settings::put);
        for (Tuple2<String, String> each : session.sparkContext().getConf().getAll()) {
            settings.put("context: " + each._1(), each._2());
        }
        return settings;
    }
}
