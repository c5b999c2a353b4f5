package io.mlpipeline.etl.features;

import static io.mlpipeline.etl.features.Features.byGroup;
import static io.mlpipeline.etl.features.Features.column;
import static io.mlpipeline.etl.features.Features.hashBucket;
import static io.mlpipeline.etl.features.Features.targetEncoding;
import static io.mlpipeline.etl.features.Features.textContains;
import static io.mlpipeline.etl.features.Features.textLength;
import static io.mlpipeline.etl.features.Features.textStarts;
import static io.mlpipeline.etl.features.Features.wordCount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.expr.Folds;
import io.mlpipeline.etl.features.expr.Murmur3;
import io.mlpipeline.etl.features.operator.category.GroupStatistic;
import io.mlpipeline.etl.features.operator.category.OneHot;
import io.mlpipeline.etl.features.operator.category.Ordinal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Categories and texts against pandas and scikit-learn, and by hand. */
class CategoryValuesTest {
    private static final Schema SCHEMA =
            Schema.builder().text("id").text("store").number("x").number("y").build();
    private static final Folds FOLDS = new Folds(4, List.of("id"), 11);

    private static FeaturePipeline pipeline() {
        FeaturePipeline.Builder pipeline = FeaturePipeline.over(SCHEMA)
                .target("y")
                .feature("target", targetEncoding("store", "y", FOLDS, 5))
                .feature("hash", hashBucket(7, "store"))
                .feature("hash_pair", hashBucket(5, "id", "store"))
                .frequency("frequency", "store")
                .ordinal("ordinal", "store")
                .encode(new Ordinal("ordinal_grouped", "store", 0.05))
                .encode(new OneHot("store", 9).groupingBelow(0.05))
                .hashed("bucket", 7, "store");
        for (GroupStatistic.Statistic each : GroupStatistic.Statistic.values()) {
            pipeline.feature("group_" + each.name().toLowerCase(Locale.ROOT), byGroup(each, column("x"), "store"));
        }
        return pipeline.build();
    }

    @Test
    void agreesWithPandasAndScikitLearn() throws IOException {
        Golden golden = Golden.read("categories.csv");
        Frame rows = golden.frame(SCHEMA);

        Frame out = pipeline().fit(rows).transform(rows);

        for (String name : golden.names().subList(6, 17)) {
            if (!List.of("north", "other").contains(name)) {
                golden.requireEqual(out, name, 1e-12);
            }
        }
        golden.requireEqual(out, "hash", 0);
        golden.requireEqual(out, "hash_pair", 0);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(out.numbers("store=North")[i]).isEqualTo(golden.number(i, "north"));
            assertThat(out.numbers("store=*")[i]).isEqualTo(golden.number(i, "other"));
            double bucket = golden.number(i, "hash");
            for (int j = 0; j < 7; j++) {
                assertThat(out.numbers("bucket=" + j)[i]).isEqualTo(bucket == j ? 1 : 0);
            }
        }
    }

    @Test
    void fittingRowsGetTheTargetOfOtherFoldsAndLiveRowsThatOfAll() throws IOException {
        Golden golden = Golden.read("categories.csv");
        Frame rows = golden.frame(SCHEMA);
        FittedFeatures written = pipeline().fit(rows);
        FittedFeatures fitted = FittedFeatures.fromJson(written.toJson(), written.profile());
        Frame trained = fitted.transform(rows);
        Frame requests = rows.select(fitted.requestSchema().names());
        Kernel live = fitted.kernel();
        double[] vector = new double[fitted.names().size()];

        for (int i = 0; i < rows.size(); i++) {
            live.transform(requests.row(i), History.none(), vector);
            assertThat(trained.numbers("target")[i]).isCloseTo(golden.number(i, "target_train"), within(1e-12));
            assertThat(vector[0]).isCloseTo(golden.number(i, "target_live"), within(1e-12));
        }
        assertThat(fitted).isEqualTo(written);
    }

    @Test
    void anUnseenOrMissingCategoryGetsTheOverallTarget() throws IOException {
        Frame rows = Golden.read("categories.csv").frame(SCHEMA);
        FittedFeatures fitted = pipeline().fit(rows);
        double[] vector = new double[fitted.names().size()];
        RowBuffer request = RowBuffer.of(fitted.requestSchema()).set("id", "new");
        double overall = Arrays.stream(rows.numbers("y")).average().orElseThrow();

        for (String store : List.of("Atlantis", "")) {
            fitted.kernel().transform(request.set("store", store), History.none(), vector);
            assertThat(vector[0]).isCloseTo(overall, within(1e-12));
            assertThat(vector[fitted.names().indexOf("group_mean")]).isNaN();
            assertThat(vector[fitted.names().indexOf("ordinal")]).isNaN();
            assertThat(vector[fitted.names().indexOf("ordinal_grouped")]).isEqualTo(4);
            assertThat(vector[fitted.names().indexOf("store=*")]).isEqualTo(1);
            assertThat(vector[fitted.names().indexOf("frequency")]).isZero();
        }
        fitted.kernel().transform(request.setMissing(1), History.none(), vector);
        assertThat(vector[0]).isCloseTo(overall, within(1e-12));
        assertThat(vector[fitted.names().indexOf("store=*")]).isZero();
        assertThat(vector[fitted.names().indexOf("hash")]).isNaN();
    }

    @Test
    void rowsAfterTheCutOffAreEncodedByAllRowsBeforeIt() {
        Frame sales = Sales.random(6, 80, 4);
        FittedFeatures fitted = Sales.series()
                .feature("target", targetEncoding("store", "units", new Folds(3, List.of("item", "day"), 0), 0))
                .build()
                .fit(sales, Sales.START.plusDays(50));
        Frame out = fitted.transform(sales);

        for (String store : List.of("North", "South")) {
            List<Double> before = new ArrayList<>();
            List<Double> encodedLater = new ArrayList<>();
            List<Double> encodedBefore = new ArrayList<>();
            for (int i = 0; i < sales.size(); i++) {
                boolean later =
                        sales.row(i).integer(2) >= Sales.START.plusDays(50).toEpochDay();
                if (sales.row(i).text(1).equals(store)) {
                    (later ? encodedLater : encodedBefore).add(out.numbers("target")[i]);
                    if (!later && !sales.row(i).isMissing(3)) {
                        before.add(sales.row(i).number(3));
                    }
                }
            }
            double mean =
                    before.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
            assertThat(encodedLater).allSatisfy(each -> assertThat(each).isCloseTo(mean, within(1e-9)));
            assertThat(encodedBefore).doesNotContain(encodedLater.get(0)).hasSizeGreaterThan(50);
            assertThat(encodedBefore.stream().distinct()).hasSize(3);
        }
    }

    @Test
    void learnsTheSameFromAnyParts() throws IOException {
        Frame rows = Golden.read("categories.csv").frame(SCHEMA);
        FeatureFit fit = FeatureFit.begin(pipeline());
        while (!fit.isDone()) {
            FitSummary merged = FeatureFit.fromJson(fit.toJson()).pass().summary();
            for (int part = 2; part >= 0; part--) {
                int mine = part;
                int[] some = IntStream.range(0, rows.size())
                        .map(i -> rows.size() - 1 - i)
                        .filter(i -> i % 3 == mine)
                        .toArray();
                merged.merge(FeatureFit.fromJson(fit.toJson())
                        .pass()
                        .add(rows.take(some))
                        .summary());
            }
            fit = fit.advance(merged);
        }

        assertThat(fit.finish().toJson()).isEqualTo(pipeline().fit(rows).toJson());
    }

    @Test
    void hashesAsTheReferenceDoes() throws IOException {
        Golden golden = Golden.read("murmur3.csv");
        for (int i = 0; i < golden.cells().size(); i++) {
            assertThat(Murmur3.of(golden.text(i, "text"), Integer.parseInt(golden.text(i, "seed"))))
                    .as(golden.text(i, "text"))
                    .isEqualTo(Integer.parseInt(golden.text(i, "hash")));
        }
        // Eight little-endian bytes are those of an ASCII text.
        assertThat(Murmur3.of(0x6867666564636261L, 5)).isEqualTo(Murmur3.of("abcdefgh", 5));
        assertThat(Murmur3.of("a\uD800b", 0)).isEqualTo(Murmur3.of("a?b", 0));
    }

    @Test
    void measuresTextsByCodePointsAndWords() {
        Schema schema = Schema.builder().text("t").number("z").number("y").build();
        Frame.Builder rows = Frame.builder(schema);
        for (String text : List.of("", "red wine", " \t two  words\n", "\uD83D\uDE00", "Wein")) {
            rows.add(RowBuffer.of(schema).set("t", text).set("y", 1));
        }
        rows.add(RowBuffer.of(schema).set("y", 1));
        FeaturePipeline pipeline = FeaturePipeline.over(schema)
                .target("y")
                .feature("length", textLength("t"))
                .feature("words", wordCount("t"))
                .feature("contains", textContains("t", "w"))
                .feature("starts", textStarts("t", "W"))
                .build();

        Frame out =
                FeaturePipeline.fromJson(pipeline.toJson()).fit(rows.build()).transform(rows.build());

        assertThat(out.numbers("length")).containsExactly(0, 8, 14, 1, 4, Double.NaN);
        assertThat(out.numbers("words")).containsExactly(0, 2, 2, 1, 1, Double.NaN);
        assertThat(out.numbers("contains")).containsExactly(0, 1, 1, 0, 0, Double.NaN);
        assertThat(out.numbers("starts")).containsExactly(0, 0, 0, 0, 1, Double.NaN);
        assertThatThrownBy(() -> textContains("t", "")).hasMessageContaining("empty text");
        assertThatThrownBy(() -> FeaturePipeline.over(schema)
                        .target("y")
                        .feature("f", wordCount("z"))
                        .build())
                .hasMessageContaining("'z' holds NUMBER");
    }

    @Test
    void namesWhatIsOutOfRange() {
        assertThatThrownBy(() -> hashBucket(1, "store")).hasMessageContaining("at least 2 buckets");
        assertThatThrownBy(() -> new Ordinal("f", "store", 1)).hasMessageContaining("less than 1");
        assertThatThrownBy(() -> new OneHot("store", 3, 0.1, false)).hasMessageContaining("would vanish");
        assertThatThrownBy(() -> targetEncoding("store", "y", FOLDS, -1)).hasMessageContaining("Smoothing");
        assertThatThrownBy(() -> new Folds(3, List.of(), 0)).hasMessageContaining("columns to divide by");
        assertThatThrownBy(() -> FeaturePipeline.over(SCHEMA)
                        .target("y")
                        .feature("f", byGroup(GroupStatistic.Statistic.MEAN, column("x"), "x"))
                        .build())
                .hasMessageContaining("'x' holds NUMBER");
    }
}
