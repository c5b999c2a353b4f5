package io.mlpipeline.samples.retail;

import static org.apache.spark.sql.functions.col;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.etl.features.quality.QualityReport;
import io.mlpipeline.etl.spark.EtlResult;
import io.mlpipeline.etl.spark.FileFormat;
import io.mlpipeline.etl.spark.SparkEtl;
import io.mlpipeline.etl.spark.SparkTable;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;

/**
 * From raw sales lines to labelled feature vectors, on Spark.
 *
 * @param quality what became of each line
 * @param items the items that are forecast, with their daily rows
 * @param cut the first day of the hold-out
 * @param features the fitted features
 * @param rows one labelled vector for each item and day
 */
record RetailEtl(QualityReport quality, RetailItems items, LocalDate cut, FittedFeatures features, TrainingSet rows) {
    static final int HOLD_OUT_DAYS = 56;

    static RetailEtl run(SparkSession session, Path lines, Path quarantine, Progress progress) throws Exception {
        SparkEtl etl = SparkEtl.on(session);
        try (EtlResult read = progress.step(
                "Reading and checking " + lines.getFileName(),
                () -> etl.read(RetailData.lines(lines), RetailData.expectations()))) {
            tell(read.report(), progress);
            read.writeQuarantine(quarantine.toString(), FileFormat.CSV);
            SparkTable daily = read.clean().resample(RetailData.daily());
            Frame all = progress.step("Daily series", () -> daily.collect("item", "day"));
            LocalDate cut = lastDay(all).minusDays(HOLD_OUT_DAYS - 1);
            RetailItems items = RetailItems.select(all, cut);
            progress.say(items.forecast() + " of " + items.total() + " items, "
                    + items.daily().size() + " rows, hold-out from " + cut);
            SparkTable forecast = etl.table(
                    daily.dataset().where(col("item").isin(items.names().toArray())));
            FittedFeatures features = progress.step(
                    "Fitting features",
                    () -> forecast.fit(
                            RetailFeatures.over(forecast.schema()), cut.minusDays(RetailFeatures.HORIZON.toDays())));
            Frame vectors = progress.step(
                    "Computing features", () -> forecast.transform(features).collect("item", "day"));
            return new RetailEtl(read.report(), items, cut, features, features.labelled(vectors));
        }
    }

    private static void tell(QualityReport report, Progress progress) {
        progress.say(String.format(
                Locale.ROOT,
                "%,d lines read = %,d kept + %,d quarantined + %,d dropped",
                report.read(),
                report.kept(),
                report.quarantined(),
                report.dropped()));
    }

    private static LocalDate lastDay(Frame daily) {
        double last = Arrays.stream(daily.numbers("day")).max().orElseThrow();
        return LocalDate.ofEpochDay((long) last);
    }
}
