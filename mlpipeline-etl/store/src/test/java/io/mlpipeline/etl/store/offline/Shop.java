package io.mlpipeline.etl.store.offline;

import static io.mlpipeline.etl.features.Features.lag;
import static io.mlpipeline.etl.features.Features.rolling;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.FeaturePipeline;
import io.mlpipeline.etl.features.Features;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.etl.features.series.Resampling;
import io.mlpipeline.etl.parquet.ParquetFormat;
import io.mlpipeline.etl.store.FeatureStore;
import io.mlpipeline.etl.store.files.StoreFiles;
import io.mlpipeline.etl.store.group.FeatureGroup;
import io.mlpipeline.etl.store.group.Sha256;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

/** A small shop whose sales come in files. */
final class Shop {
    static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
    static final ZoneId LONDON = ZoneId.of("Europe/London");
    static final int REACH = 3;
    static final Schema SALES = Schema.builder()
            .text("item")
            .timestamp("sold_at")
            .integer("invoice")
            .number("units")
            .build();
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-04-01T00:00:00Z"), ZoneOffset.UTC);

    private Shop() {}

    record Sale(String item, int day, int invoice, double units) {}

    static Resampling.Builder days(String day) {
        return Resampling.daily(day)
                .key("item")
                .time("sold_at", LONDON)
                .sum("units", "units")
                .count("units", "sales");
    }

    static DailyFeatures features() {
        Resampling resampling = days("day").observedDays().build();
        Schema days = resampling.schemaOver(SALES);
        FeaturePipeline pipeline = FeaturePipeline.over(days)
                .series("day", "item")
                .target("units")
                .feature("yesterday", lag("units", Features.days(1)))
                .feature("units_3d", rolling("units", Features.days(REACH)).sum())
                .feature("sales_3d", rolling("sales", Features.days(REACH)).mean())
                .build();
        FittedFeatures fitted =
                pipeline.fit(resampling.resample(sales(new Sale("a", 0, 1, 1), new Sale("a", 1, 1, 1))));
        return DailyFeatures.of(SALES, resampling, fitted);
    }

    static FeatureGroup group() {
        return FeatureGroup.of("sales_by_day", 1, features().featureSchema())
                .owner("pricing")
                .description("What an item sold in the days before")
                .source("invoices")
                .pipeline(Sha256.of(features().definition()))
                .key("item")
                .time("day")
                .build();
    }

    static OfflineGroup store(StoreFiles files) {
        return FeatureStore.open(files, ParquetFormat.withDefaults(), CLOCK).register(group());
    }

    static IncrementalRun.Builder run(OfflineGroup group) {
        return IncrementalRun.into(group, features());
    }

    static Frame sales(Sale... sales) {
        Frame.Builder frame = Frame.builder(SALES);
        RowBuffer row = RowBuffer.of(SALES);
        for (Sale each : sales) {
            Instant noon =
                    MONDAY.plusDays(each.day()).atTime(12, 0).atZone(LONDON).toInstant();
            frame.add(row.set("item", each.item())
                    .set("sold_at", noon.plusSeconds(each.invoice()))
                    .setInteger(2, each.invoice())
                    .setNumber(3, each.units()));
        }
        return frame.build();
    }

    static Input input(String name, Sale... sales) {
        return new Input() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String sha256() {
                return Sha256.of(Arrays.toString(sales));
            }

            @Override
            public Frame rows() {
                return sales(sales);
            }
        };
    }

    static List<String> contents(OfflineGroup group) {
        return group.current().manifest().partitions().stream()
                .map(each -> each.layer() + " " + each.start() + " " + each.rows() + " " + each.sha256())
                .toList();
    }
}
