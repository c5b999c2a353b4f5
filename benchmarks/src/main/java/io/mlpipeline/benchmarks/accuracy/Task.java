package io.mlpipeline.benchmarks.accuracy;

import static io.mlpipeline.etl.features.Features.column;
import static io.mlpipeline.etl.features.source.SourceColumn.bool;
import static io.mlpipeline.etl.features.source.SourceColumn.number;
import static io.mlpipeline.etl.features.source.SourceColumn.text;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.FeaturePipeline;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.etl.features.quality.Expectations;
import io.mlpipeline.etl.features.source.CsvSource;
import io.mlpipeline.etl.features.source.SourceColumn;
import io.mlpipeline.etl.features.source.SourceSchema;
import io.mlpipeline.etl.local.EtlResult;
import io.mlpipeline.etl.local.LocalEtl;
import io.mlpipeline.models.core.evaluation.ClassMetrics;
import io.mlpipeline.models.core.evaluation.Metric;
import io.mlpipeline.models.core.evaluation.Metrics;
import io.mlpipeline.models.core.evaluation.Parts;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A data set and what is to be predicted. Columns that tell the target itself are left out: the sum of {@code casual} and
 * {@code registered} is the count of bikes, and the {@code duration} of a call is known only after it.
 *
 * @param name what tables call it
 * @param file the file in the shared data
 * @param source the columns that are read
 * @param target the column to predict
 * @param numbers the columns that are features as they are
 * @param categories the columns that become one feature a category
 * @param classes whether the target is a class
 */
record Task(
        String name,
        String file,
        SourceSchema source,
        String target,
        List<String> numbers,
        List<String> categories,
        boolean classes) {
    private static final int MOST_CATEGORIES = 64;
    private static final double TEST_SHARE = 0.2;

    static List<Task> all() {
        return List.of(
                of(
                        "california_housing",
                        "california_housing.csv.gz",
                        "median_house_value",
                        List.of(
                                "longitude",
                                "latitude",
                                "housing_median_age",
                                "total_rooms",
                                "total_bedrooms",
                                "population",
                                "households",
                                "median_income"),
                        List.of("ocean_proximity")),
                of(
                        "bike_sharing",
                        "bike_sharing_hour_uci275.csv.gz",
                        "cnt",
                        List.of(
                                "season",
                                "yr",
                                "mnth",
                                "hr",
                                "holiday",
                                "weekday",
                                "workingday",
                                "weathersit",
                                "temp",
                                "atemp",
                                "hum",
                                "windspeed"),
                        List.of()),
                ofClasses(
                        "adult",
                        "adult_uci2.csv.gz",
                        "income-per-year",
                        Set.of(">50K"),
                        Set.of("<=50K"),
                        List.of("age", "fnlwgt", "education-num", "capital-gain", "capital-loss", "hours-per-week"),
                        List.of(
                                "workclass",
                                "education",
                                "marital-status",
                                "occupation",
                                "relationship",
                                "race",
                                "sex",
                                "native-country")),
                ofClasses(
                        "bank_marketing",
                        "bank_marketing_full_uci222.csv.gz",
                        "y",
                        Set.of("yes"),
                        Set.of("no"),
                        List.of("age", "balance", "day", "campaign", "pdays", "previous"),
                        List.of(
                                "job",
                                "marital",
                                "education",
                                "default",
                                "housing",
                                "loan",
                                "contact",
                                "month",
                                "poutcome")));
    }

    private static Task of(String name, String file, String target, List<String> numbers, List<String> categories) {
        var columns = new ArrayList<>(List.of(number(target)));
        numbers.forEach(each -> columns.add(number(each)));
        categories.forEach(each -> columns.add(text(each)));
        return new Task(name, file, schema(columns), target, numbers, categories, false);
    }

    private static Task ofClasses(
            String name,
            String file,
            String target,
            Set<String> yes,
            Set<String> no,
            List<String> numbers,
            List<String> categories) {
        var columns = new ArrayList<>(List.of(bool(target, yes, no)));
        numbers.forEach(each -> columns.add(number(each)));
        categories.forEach(each -> columns.add(text(each)));
        return new Task(name, file, schema(columns), target, numbers, categories, true);
    }

    private static SourceSchema schema(List<SourceColumn> columns) {
        return SourceSchema.of(columns.toArray(SourceColumn[]::new)).ignoringUnknownColumns();
    }

    Metric metric() {
        return classes ? ClassMetrics.ROC_AUC : Metrics.RMSE;
    }

    /** A fifth of the rows, chosen at random, tests; features learn from the others alone. */
    Parts load(long seed) throws IOException {
        try (EtlResult read = LocalEtl.onCallingThread()
                .read(
                        CsvSource.of(source, place().toString()),
                        Expectations.over(source.schema()).build())) {
            Frame rows = read.clean().frame();
            SplittableRandom random = new SplittableRandom(seed);
            BitSet test = new BitSet();
            for (int i = 0; i < rows.size(); i++) {
                test.set(i, random.nextDouble() < TEST_SHARE);
            }
            Frame train = rows.where(row -> !test.get(row));
            FittedFeatures features = pipeline(rows.schema()).fit(train);
            return new Parts(features.trainingSet(train), features.trainingSet(rows.where(test::get)));
        }
    }

    private FeaturePipeline pipeline(Schema schema) {
        FeaturePipeline.Builder pipeline = FeaturePipeline.over(schema).target(target);
        numbers.forEach(each -> pipeline.feature(each, column(each)));
        categories.forEach(each -> pipeline.oneHot(each, MOST_CATEGORIES));
        return pipeline.build();
    }

    private Path place() throws IOException {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path found = folder.resolve("shared/data").resolve(file);
            if (Files.exists(found)) {
                return found;
            }
        }
        throw new FileNotFoundException(
                "No shared/data/" + file + " beside or above " + Path.of("").toAbsolutePath());
    }
}
