package io.mlpipeline.etl.spark;

import static io.mlpipeline.etl.features.Features.days;
import static io.mlpipeline.etl.features.Features.lag;
import static io.mlpipeline.etl.features.Features.rolling;
import static io.mlpipeline.etl.features.cleaning.CleaningSteps.duplicates;
import static io.mlpipeline.etl.features.cleaning.CleaningSteps.missing;
import static org.assertj.core.api.Assertions.assertThat;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.FeaturePipeline;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.etl.features.cleaning.Cleaning;
import io.mlpipeline.etl.features.cleaning.CleaningStep;
import io.mlpipeline.etl.local.LocalEtl;
import io.mlpipeline.etl.local.LocalTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** Series that need no second shuffle, because duplicates were removed by the same columns: as in memory, and not a row moves. */
class SeriesAfterDuplicatesTest {
    private static final SparkSession SPARK = LocalSpark.session();
    private static final Schema SCHEMA = Schema.builder()
            .text("store")
            .text("product")
            .date("day")
            .integer("id")
            .number("units")
            .build();

    private static final CleaningStep REPEATS =
            duplicates("store", "product", "day").keepLatest("id").drop("superseded");

    @Test
    void wholeSeriesStandTogetherAfterDuplicatesOfAKeyAndTime() {
        assertSame(0, REPEATS, missing("units").fillMedian());
    }

    @Test
    void aLaterStepThatChangesTheKeyBringsRowsTogetherAnew() {
        assertSame(1, REPEATS, missing("store").fill("none"));
    }

    /** Compares with the engine in memory, and counts the shuffles of the transformation. */
    private static void assertSame(int shuffles, CleaningStep... steps) {
        Cleaning.Builder building = Cleaning.over(SCHEMA);
        List.of(steps).forEach(building::step);
        Cleaning cleaning = building.build();
        FeaturePipeline pipeline = FeaturePipeline.over(SCHEMA)
                .series("day", "product", "store")
                .target("units")
                .feature("lag", lag("units", days(1)))
                .feature("mean", rolling("units", days(7)).mean().standardize())
                .build();
        Frame rows = rows(shuffles > 0);
        LocalTable expected =
                LocalEtl.onCallingThread().table(rows).clean(cleaning).clean();
        try (CleaningResult cleaned = inSpark(rows).clean(cleaning)) {
            FittedFeatures features = cleaned.clean().fit(pipeline);
            SparkTable transformed = cleaned.clean().transform(features);

            assertThat(features.toJson()).isEqualTo(expected.fit(pipeline).toJson());
            assertThat(text(transformed.collect("product", "store", "day")))
                    .isEqualTo(text(expected.transform(features).collect("product", "store", "day")));
            assertThat(shuffles(transformed) - shuffles(cleaned.clean())).isEqualTo(shuffles);
        }
    }

    private static int shuffles(SparkTable table) {
        String plan = table.physical().queryExecution().analyzed().toString();
        return plan.split("RepartitionByExpression", -1).length - 1;
    }

    /** Some keys stand twice; where stores are missing, those rows have a product of their own. */
    private static Frame rows(boolean areStoresMissing) {
        Random random = new Random(5);
        Frame.Builder rows = Frame.builder(SCHEMA);
        RowBuffer row = RowBuffer.of(SCHEMA);
        for (int i = 0; i < 600; i++) {
            boolean isKnown = !areStoresMissing || i % 10 > 0;
            row.clear().set("product", isKnown ? "p" + random.nextInt(4) : "lost");
            if (isKnown) {
                row.set("store", "s" + random.nextInt(3));
            }
            row.setInteger(2, isKnown ? random.nextInt(40) : i).setInteger(3, i);
            if (random.nextInt(9) > 0) {
                row.setNumber(4, random.nextInt(100));
            }
            rows.add(row);
        }
        return rows.build();
    }

    private static SparkTable inSpark(Frame frame) {
        List<Row> rows = new ArrayList<>();
        for (Frame.Cursor row = frame.cursor(); row.next(); ) {
            rows.add(PhysicalRows.toSpark(row));
        }
        return new SparkTable(
                SPARK.createDataset(rows, Encoders.row(PhysicalRows.struct(frame.schema()))), frame.schema());
    }

    private static String text(Frame frame) {
        StringBuilder text = new StringBuilder();
        for (Frame.Cursor row = frame.cursor(); row.next(); ) {
            text.append(row).append('\n');
        }
        return text.toString();
    }
}
