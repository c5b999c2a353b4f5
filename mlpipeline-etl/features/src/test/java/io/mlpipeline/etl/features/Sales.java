package io.mlpipeline.etl.features;

import static io.mlpipeline.etl.features.Features.column;
import static io.mlpipeline.etl.features.Features.dayOfWeek;
import static io.mlpipeline.etl.features.Features.days;
import static io.mlpipeline.etl.features.Features.lag;
import static io.mlpipeline.etl.features.Features.oneOfDays;
import static io.mlpipeline.etl.features.Features.rolling;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;

/** Small sales data with gaps and missing values, and a pipeline over it. */
final class Sales {
    static final LocalDate START = LocalDate.of(2026, 1, 1);
    static final Schema SCHEMA = Schema.builder()
            .text("item")
            .text("store")
            .date("day")
            .number("units")
            .number("price")
            .bool("promo")
            .build();

    private Sales() {}

    static Frame random(int items, int days, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Frame.Builder frame = Frame.builder(SCHEMA);
        RowBuffer row = RowBuffer.of(SCHEMA);
        for (int day = 0; day < days; day++) {
            for (int item = 0; item < items; item++) {
                if (random.nextInt(10) > 0) {
                    frame.add(randomRow(row.clear(), item, START.plusDays(day), random));
                }
            }
        }
        return frame.build();
    }

    private static RowBuffer randomRow(RowBuffer row, int item, LocalDate day, SplittableRandom random) {
        row.set("item", "I" + item / 2)
                .set("store", item % 2 == 0 ? "North" : "South")
                .set("day", day);
        row.set("promo", random.nextInt(5) == 0);
        if (random.nextInt(12) > 0) {
            row.set("units", random.nextInt(40) + random.nextDouble());
        }
        if (random.nextInt(6) > 0) {
            row.set("price", 1 + random.nextInt(900) / 100.0);
        }
        return row;
    }

    /** The number of a row's series. */
    static int itemOf(Row row) {
        return 2 * Integer.parseInt(row.text(0).substring(1)) + (row.text(1).equals("North") ? 0 : 1);
    }

    static FeaturePipeline.Builder series() {
        return FeaturePipeline.over(SCHEMA)
                .series("day", "item", "store")
                .horizon(days(7))
                .target("units")
                .knownAhead("promo");
    }

    static FeaturePipeline pipeline() {
        return series().feature("weekday", dayOfWeek("day"))
                .feature("holiday", oneOfDays("day", List.of(START, START.plusDays(90))))
                .feature("promo", column("promo"))
                .feature("units_lag_7", lag("units", days(7)).orElse(0))
                .feature("units_mean_28", rolling("units", days(28)).mean())
                .feature(
                        "price_ratio",
                        lag("price", days(7))
                                .imputeMedian()
                                .dividedBy(rolling("price", days(28)).mean())
                                .log1p()
                                .imputeMean()
                                .standardize())
                .oneHot("store", 3)
                .frequency("item_share", "item")
                .build();
    }
}
