package io.mlpipeline.etl.spark;

import static io.mlpipeline.etl.features.Features.byGroup;
import static io.mlpipeline.etl.features.Features.calendar;
import static io.mlpipeline.etl.features.Features.column;
import static io.mlpipeline.etl.features.Features.constant;
import static io.mlpipeline.etl.features.Features.custom;
import static io.mlpipeline.etl.features.Features.days;
import static io.mlpipeline.etl.features.Features.daysSinceDay;
import static io.mlpipeline.etl.features.Features.daysUntilDay;
import static io.mlpipeline.etl.features.Features.difference;
import static io.mlpipeline.etl.features.Features.expanding;
import static io.mlpipeline.etl.features.Features.fourierCos;
import static io.mlpipeline.etl.features.Features.fourierSin;
import static io.mlpipeline.etl.features.Features.lag;
import static io.mlpipeline.etl.features.Features.oneOfDays;
import static io.mlpipeline.etl.features.Features.rolling;
import static io.mlpipeline.etl.features.Features.seasonalMean;
import static io.mlpipeline.etl.features.Features.targetEncoding;
import static io.mlpipeline.etl.features.Features.textContains;
import static io.mlpipeline.etl.features.Features.textLength;
import static io.mlpipeline.etl.features.Features.textStarts;
import static io.mlpipeline.etl.features.Features.wordCount;
import static io.mlpipeline.etl.features.cleaning.CleaningSteps.convert;
import static io.mlpipeline.etl.features.cleaning.CleaningSteps.duplicates;
import static io.mlpipeline.etl.features.cleaning.CleaningSteps.missing;
import static io.mlpipeline.etl.features.cleaning.CleaningSteps.outliers;
import static io.mlpipeline.etl.features.cleaning.CleaningSteps.text;

import io.mlpipeline.etl.features.Feature;
import io.mlpipeline.etl.features.FeaturePipeline;
import io.mlpipeline.etl.features.cleaning.Cleaning;
import io.mlpipeline.etl.features.cleaning.FittedCleaning;
import io.mlpipeline.etl.features.expr.OperatorProvider;
import io.mlpipeline.etl.features.operator.calendar.CalendarPart;
import io.mlpipeline.etl.features.operator.calendar.FourierTerm;
import io.mlpipeline.etl.features.operator.category.GroupStatistic;
import io.mlpipeline.etl.features.operator.category.OneHot;
import io.mlpipeline.etl.features.operator.category.Ordinal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pipelines over {@link ParityRows} that between them use every operator. */
final class ParityCases {
    private static final Pattern OPERATOR = Pattern.compile("\"op\":\"([^\"]+)\"");
    /** Not operators: what a definition is made of beside them. */
    private static final Set<String> STRUCTURE = Set.of(
            "feature-pipeline", "feature", "encode", "number", "integer", "boolean", "text", "date", "timestamp");

    private ParityCases() {}

    /** Rows with a past: every operator, windows too. */
    static FeaturePipeline series() {
        FeaturePipeline.Builder pipeline = FeaturePipeline.over(ParityRows.SCHEMA)
                .series("day", "shop", "item")
                .horizon(days(1))
                .target("sales")
                .knownAhead("x", "y", "quantity", "promo", "country", "note", "due", "at");
        rowFeatures().forEach(pipeline::feature);
        windowFeatures().forEach(pipeline::feature);
        return encoded(pipeline).build();
    }

    /** Rows that stand alone: every operator but windows. */
    static FeaturePipeline rows() {
        FeaturePipeline.Builder pipeline =
                FeaturePipeline.over(ParityRows.SCHEMA).target("sales");
        rowFeatures().forEach(pipeline::feature);
        return encoded(pipeline).build();
    }

    /** Every kind of step of a cleaning. */
    static Cleaning cleaning() {
        return Cleaning.over(ParityRows.SCHEMA)
                .step(text("note")
                        .trimmed()
                        .singleSpaced()
                        .upperCase()
                        .composed()
                        .normalize())
                .step(text("country").lowerCase().normalize())
                .step(missing("due").drop("no due day"))
                .step(duplicates("shop", "country").keepLatest("at").drop("superseded"))
                .step(missing("x").flag("x is missing"))
                .step(missing("quantity").by("promo").fillMostFrequentNumber())
                .step(missing("country").forwardFill("day", "shop", "item"))
                .step(missing("note").fillMostFrequentText())
                .step(missing("y").fillMean())
                .step(outliers("quantity").robustZScore(1e9).quarantine("far quantity"))
                .step(outliers("sales").by("item").iqr(1.5).flag("far sale"))
                .step(outliers("sales").by("item").quantiles(0.05, 0.95).winsorize())
                .step(outliers("y").quantiles(0.01, 0.99).winsorize())
                .step(outliers("x").zScore(3).flag("far x"))
                .build();
    }

    /** Text that is to be read as a number; what looks like one in some locale is not. */
    static Cleaning conversion() {
        return Cleaning.over(ParityRows.SCHEMA)
                .step(convert("note").toNumber().missing("").drop("note is no number"))
                .build();
    }

    /** Steps that features can be computed with. */
    static Cleaning cleaningOfNumbers() {
        return Cleaning.over(ParityRows.SCHEMA)
                .step(missing("x").by("country").fillMedian())
                .step(outliers("y").by("shop", "promo").quantiles(0.05, 0.95).flag("far y"))
                .step(outliers("y").by("shop", "promo").iqr(1.5).winsorize())
                .step(outliers("quantity").robustZScore(3.5).winsorize())
                .build();
    }

    /** What a cleaning says of numbers, as features of uncleaned rows. */
    static FeaturePipeline cleaned(FittedCleaning fitted) {
        FeaturePipeline.Builder pipeline =
                FeaturePipeline.over(ParityRows.SCHEMA).target("sales");
        fitted.expressions().forEach((name, value) -> pipeline.feature(name, custom(value)));
        return pipeline.build();
    }

    private static FeaturePipeline.Builder encoded(FeaturePipeline.Builder pipeline) {
        return pipeline.oneHot("country", 12)
                .oneHot("note", 5)
                .frequency("country often", "country")
                .frequency("note often", "note")
                .ordinal("note number", "note")
                .encode(new Ordinal("country number", "country", 0.04))
                .encode(new OneHot("shop", 1).groupingBelow(0.01))
                .hashed("shop and country", 4, "shop", "country");
    }

    private static Map<String, Feature> rowFeatures() {
        Feature x = column("x");
        Feature y = column("y");
        Map<String, Feature> features = new LinkedHashMap<>();
        features.put("x", x);
        features.put("quantity", column("quantity"));
        features.put("promo", column("promo"));
        features.put("add", x.plus(y));
        features.put("subtract", x.minus(column("quantity")));
        features.put("multiply", x.times(y));
        features.put("divide", x.dividedBy(y));
        features.put("abs", x.abs());
        features.put("log1p", x.log1p());
        features.put("sqrt", x.sqrt());
        features.put("is missing", x.isMissing());
        features.put("clip", x.clip(-2.5, 1e6));
        features.put("or else", x.orElse(-0.0));
        features.put("mean", x.imputeMean());
        features.put("median", x.imputeMedian());
        features.put("standard", x.standardize());
        features.put("min max", column("quantity").minMax());
        features.put(
                "nested",
                x.clip(-9, 9).imputeMedian().plus(y.abs().log1p().imputeMean()).standardize());
        for (CalendarPart.Part part : CalendarPart.Part.values()) {
            if (!Set.of("HOUR", "MINUTE", "SECOND").contains(part.name())) {
                features.put("due " + part, calendar(part, "due"));
            }
            features.put("at " + part, calendar(part, "at"));
        }
        List<LocalDate> holidays = List.of(LocalDate.of(1, 1, 1), LocalDate.of(2024, 2, 29));
        features.put("holiday", oneOfDays("due", holidays));
        features.put("since holiday", daysSinceDay("due", holidays));
        features.put("until holiday", daysUntilDay("due", holidays));
        for (FourierTerm.Cycle cycle : FourierTerm.Cycle.values()) {
            features.put("sine " + cycle, fourierSin(cycle, 2, "due"));
            features.put("cosine " + cycle, fourierCos(cycle, 3, "due"));
        }
        features.put("note length", textLength("note"));
        features.put("note words", wordCount("note"));
        features.put("note contains", textContains("note", "I"));
        features.put("note starts", textStarts("note", "I"));
        features.put("least", x.least(y));
        features.put("greatest", x.greatest(y));
        features.put("less", x.lessThan(y));
        features.put("at most", x.atMost(y));
        features.put("equal", x.equalTo(constant(-0.0)));
        features.put("conditional", column("promo").choose(x, y));
        features.put("first present", x.orElse(y));
        features.put("robust", x.robustScale());
        features.put("quantiles", x.quantileScale());
        features.put("bins", x.bins(-1, 0, 7.5));
        features.put("uniform bins", column("quantity").uniformBins(7));
        features.put("quantile bins", x.quantileBins(5));
        for (GroupStatistic.Statistic statistic : GroupStatistic.Statistic.values()) {
            features.put("x by country " + statistic, byGroup(statistic, x, "country"));
        }
        features.put("target by note", targetEncoding("note", "sales", "shop", "item", "day"));
        features.put(
                "target by country", targetEncoding("country", "sales", "shop").standardize());
        return features;
    }

    private static Map<String, Feature> windowFeatures() {
        Map<String, Feature> features = new LinkedHashMap<>();
        features.put("lag", lag("sales", days(2)));
        features.put("lag of x", lag("x", days(1)));
        for (String column : List.of("sales", "quantity")) {
            features.put("mean of " + column, rolling(column, days(14)).mean());
            features.put("sum of " + column, rolling(column, days(14)).sum());
            features.put("std of " + column, rolling(column, days(14)).std());
            features.put("min of " + column, rolling(column, days(14)).min());
            features.put("max of " + column, rolling(column, days(14)).max());
            features.put("count of " + column, rolling(column, days(14)).count());
            features.put("median of " + column, rolling(column, days(14)).median());
            features.put("last of " + column, rolling(column, days(14)).last());
            features.put("quantile of " + column, rolling(column, days(14)).quantile(0.9));
            features.put("weighted " + column, rolling(column, days(40)).exponentialMean(days(5)));
            features.put("since event of " + column, rolling(column, days(9)).daysSinceEvent());
            features.put("since non-zero " + column, rolling(column, days(9)).daysSinceNonZero());
            features.put("mean of all " + column, expanding(column).mean());
            features.put("sum of all " + column, expanding(column).sum());
            features.put("std of all " + column, expanding(column).std());
            features.put("min of all " + column, expanding(column).min());
            features.put("max of all " + column, expanding(column).max());
            features.put("count of all " + column, expanding(column).count());
            features.put("median of all " + column, expanding(column).median());
            features.put("last of all " + column, expanding(column).last());
            features.put("quantile of all " + column, expanding(column).quantile(0.25));
            features.put("season of " + column, seasonalMean(column, days(3), 1, 4));
            features.put("change of " + column, difference(column, days(1), days(2)));
        }
        features.put("trend", lag("sales", days(1)).minus(lag("sales", days(8))).standardize());
        return features;
    }

    /** All operators on the class path. */
    static Set<String> vocabulary() {
        Set<String> names = new TreeSet<>();
        for (OperatorProvider provider : ServiceLoader.load(OperatorProvider.class)) {
            names.addAll(provider.expressions().keySet());
            names.addAll(provider.encoders().keySet());
        }
        return names;
    }

    /** The operators that a definition, fitted or not, is made of. */
    static Set<String> operatorsIn(String json) {
        Set<String> names = new TreeSet<>();
        for (Matcher found = OPERATOR.matcher(json); found.find(); ) {
            names.add(found.group(1));
        }
        names.removeAll(STRUCTURE);
        return names;
    }
}
