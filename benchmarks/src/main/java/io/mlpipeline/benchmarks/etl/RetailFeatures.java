package io.mlpipeline.benchmarks.etl;

import static io.mlpipeline.etl.features.Features.calendar;
import static io.mlpipeline.etl.features.Features.column;
import static io.mlpipeline.etl.features.Features.days;
import static io.mlpipeline.etl.features.Features.lag;
import static io.mlpipeline.etl.features.Features.rolling;
import static io.mlpipeline.etl.features.cleaning.CleaningSteps.duplicates;
import static io.mlpipeline.etl.features.cleaning.CleaningSteps.missing;
import static io.mlpipeline.etl.features.cleaning.CleaningSteps.outliers;

import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.FeaturePipeline;
import io.mlpipeline.etl.features.cleaning.Cleaning;
import io.mlpipeline.etl.features.operator.calendar.CalendarPart.Part;
import io.mlpipeline.etl.features.quality.Expectations;
import io.mlpipeline.etl.features.source.CsvSource;
import io.mlpipeline.etl.features.source.SourceColumn;
import io.mlpipeline.etl.features.source.SourceSchema;
import java.nio.file.Path;

/** The retail job as the library's users write it; both engines run this. */
final class RetailFeatures {
    static final int[] LAGS = {1, 7, 14, 28};

    private static final SourceSchema LINES = SourceSchema.of(
                    SourceColumn.integer("id"),
                    SourceColumn.date("day", "yyyy-MM-dd", "dd/MM/yyyy").from("date"),
                    SourceColumn.text("store"),
                    SourceColumn.text("product"),
                    SourceColumn.text("region"),
                    SourceColumn.number("quantity"),
                    SourceColumn.number("price"),
                    SourceColumn.integer("promo"))
            .missing("", "N/A", "unknown");

    private RetailFeatures() {}

    static CsvSource lines(Path input) {
        return CsvSource.of(LINES, input.toString());
    }

    static Expectations expectations() {
        return Expectations.over(LINES.schema()).build();
    }

    static Cleaning cleaning() {
        return Cleaning.over(LINES.schema())
                .step(duplicates("store", "product", "day").keepLatest("id").drop("superseded"))
                .step(outliers("price").by("product", "promo").iqr(1.5).flag("outlier"))
                .step(missing("quantity").fillMedian())
                .step(missing("price").fillMedian())
                .build();
    }

    static FeaturePipeline over(Schema cleaned) {
        FeaturePipeline.Builder pipeline = FeaturePipeline.over(cleaned)
                .series("day", "store", "product")
                .horizon(days(1))
                .target("quantity")
                .knownAhead("price", "promo", "region", "outlier")
                .feature("price", column("price"))
                .feature("outlier", column("outlier").orElse(0))
                .feature("promo", column("promo"))
                .feature("month", calendar(Part.MONTH, "day"))
                .feature("day_of_month", calendar(Part.DAY_OF_MONTH, "day"))
                .feature("day_of_week", calendar(Part.DAY_OF_WEEK, "day"))
                .feature("day_of_year", calendar(Part.DAY_OF_YEAR, "day"))
                .feature("week", calendar(Part.WEEK, "day"))
                .feature("quarter", calendar(Part.QUARTER, "day"));
        for (int age : LAGS) {
            pipeline.feature("lag_" + age, lag("quantity", days(age)));
        }
        return pipeline.feature("mean_7", rolling("quantity", days(7)).mean())
                .feature("mean_28", rolling("quantity", days(28)).mean())
                .feature("min_28", rolling("quantity", days(28)).min())
                .feature("max_28", rolling("quantity", days(28)).max())
                .oneHot("region")
                .build();
    }
}
