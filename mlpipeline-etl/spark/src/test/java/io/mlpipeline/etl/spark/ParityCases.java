package io.mlpipeline.etl.spark;

import static io.mlpipeline.etl.features.Features.calendar;
import static io.mlpipeline.etl.features.Features.column;
import static io.mlpipeline.etl.features.Features.days;
import static io.mlpipeline.etl.features.Features.lag;
import static io.mlpipeline.etl.features.Features.oneOfDays;
import static io.mlpipeline.etl.features.Features.rolling;

import io.mlpipeline.etl.features.Feature;
import io.mlpipeline.etl.features.FeaturePipeline;
import io.mlpipeline.etl.features.expr.OperatorProvider;
import io.mlpipeline.etl.features.operator.CalendarPart;
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

    private static FeaturePipeline.Builder encoded(FeaturePipeline.Builder pipeline) {
        return pipeline.oneHot("country", 12)
                .oneHot("note", 5)
                .frequency("country often", "country")
                .frequency("note often", "note");
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
            features.put("due " + part, calendar(part, "due"));
        }
        features.put("holiday", oneOfDays("due", List.of(LocalDate.of(1, 1, 1), LocalDate.of(2024, 2, 29))));
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
