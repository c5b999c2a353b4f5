package io.mlpipeline.testkit.featurestore;

import static io.mlpipeline.etl.features.Features.days;
import static io.mlpipeline.etl.features.Features.lag;
import static io.mlpipeline.etl.features.Features.rolling;
import static io.mlpipeline.etl.features.source.SourceColumn.integer;
import static io.mlpipeline.etl.features.source.SourceColumn.number;
import static io.mlpipeline.etl.features.source.SourceColumn.text;
import static io.mlpipeline.etl.features.source.SourceColumn.timestamp;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.FeaturePipeline;
import io.mlpipeline.etl.features.quality.Expectations;
import io.mlpipeline.etl.features.series.Resampling;
import io.mlpipeline.etl.features.source.CsvSource;
import io.mlpipeline.etl.features.source.SourceSchema;
import io.mlpipeline.etl.local.EtlResult;
import io.mlpipeline.etl.local.LocalEtl;
import io.mlpipeline.etl.parquet.ParquetFormat;
import io.mlpipeline.etl.store.FeatureStore;
import io.mlpipeline.etl.store.files.DirectoryFiles;
import io.mlpipeline.etl.store.group.FeatureGroup;
import io.mlpipeline.etl.store.group.Sha256;
import io.mlpipeline.etl.store.offline.DailyFeatures;
import io.mlpipeline.etl.store.offline.IncrementalRun;
import io.mlpipeline.etl.store.offline.Input;
import io.mlpipeline.etl.store.offline.OfflineGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/** Daily features of a retailer's items, and a process that takes in its files one by one until it is killed. */
final class RetailFeatures {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final SourceSchema SALES = SourceSchema.of(
            text("invoice").from("InvoiceNo"),
            text("item").from("StockCode"),
            text("description").untrimmed(),
            integer("quantity"),
            timestamp("sold_at", LONDON, "yyyy-MM-dd HH:mm:ss").from("InvoiceDate"),
            number("price").from("UnitPrice"),
            integer("customer").from("CustomerID"),
            text("country"));

    private RetailFeatures() {}

    /**
     * Takes in every file, one a run, and says so of each.
     *
     * @param arguments the folder of the store and that of the files
     */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException {
        IncrementalRun run = run(store(Path.of(arguments[0])));
        System.out.println("ready");
        for (Input each : inputs(Path.of(arguments[1]))) {
            run.advance(List.of(each));
            System.out.println(each.name());
        }
    }

    static OfflineGroup store(Path folder) {
        DailyFeatures features = features();
        FeatureGroup group = FeatureGroup.of("retail_items", 1, features.featureSchema())
                .owner("test")
                .source("UCI Online Retail")
                .pipeline(Sha256.of(features.definition()))
                .key("item")
                .time("day")
                .build();
        return FeatureStore.open(DirectoryFiles.in(folder), ParquetFormat.withDefaults(), Clock.systemUTC())
                .register(group);
    }

    static IncrementalRun run(OfflineGroup group) {
        return IncrementalRun.into(group, features()).unique().build();
    }

    private static DailyFeatures features() {
        Resampling byDay = Resampling.daily("day")
                .key("item")
                .time("sold_at", LONDON)
                .sum("quantity", "units")
                .mean("price", "price")
                .observedDays()
                .build();
        Schema days = byDay.schemaOver(SALES.schema());
        FeaturePipeline pipeline = FeaturePipeline.over(days)
                .series("day", "item")
                .target("units")
                .feature("units_yesterday", lag("units", days(1)))
                .feature("units_7d", rolling("units", days(7)).sum())
                .feature("price_7d", rolling("price", days(7)).mean())
                .build();
        // Nothing is learned from these rows: no feature has a parameter.
        RowBuffer row = RowBuffer.of(days).set("item", "none").setInteger(1, 0);
        Frame any = Frame.builder(days).add(row.setNumber(2, 1).setNumber(3, 1)).build();
        return DailyFeatures.of(SALES.schema(), byDay, pipeline.fit(any));
    }

    static List<Input> inputs(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted()
                    .map(file -> Input.file(file, RetailFeatures::read))
                    .toList();
        }
    }

    private static Frame read(Path file) {
        Expectations none = Expectations.over(SALES.schema()).build();
        try (EtlResult result = LocalEtl.onCallingThread().read(CsvSource.of(SALES, file.toString()), none)) {
            return result.clean().frame();
        }
    }
}
