package io.mlpipeline.etl.features;

import static io.mlpipeline.etl.features.Features.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.IncompatibleVersionException;
import io.mlpipeline.api.error.InvalidDataException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeatureFitTest {
    private static final Schema TABLE =
            Schema.builder().number("x").text("color").number("y").build();

    private static Frame table(double... xs) {
        Frame.Builder frame = Frame.builder(TABLE);
        RowBuffer row = RowBuffer.of(TABLE);
        for (double x : xs) {
            frame.add(
                    row.clear().set("x", x).set("color", x > 2 ? "red" : "blue").set("y", 1));
        }
        return frame.build();
    }

    @Test
    void learnsTheSameJsonFromAnyPartsInAnyOrder() {
        Frame sales = Sales.random(12, 150, 7);
        FittedFeatures whole = Sales.pipeline().fit(sales);

        for (int parts : new int[] {1, 2, 3, 8}) {
            FittedFeatures merged = fitInParts(sales, parts);
            assertThat(merged.toJson()).isEqualTo(whole.toJson());
            assertThat(merged.profile()).isEqualTo(whole.profile());
        }
    }

    /** Whole series go to one part, as an engine that partitions by key hands them out; rows are shuffled. */
    private static FittedFeatures fitInParts(Frame sales, int parts) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, sales.size()).boxed().toList());
        Collections.shuffle(order, new Random(parts));
        FeatureFit fit = FeatureFit.begin(Sales.pipeline());
        while (!fit.isDone()) {
            FitSummary sum = null;
            for (int part = parts - 1; part >= 0; part--) {
                int mine = part;
                int[] rows = order.stream()
                        .mapToInt(Integer::intValue)
                        .filter(row -> Math.floorMod(keyHash(sales, row), parts) == mine)
                        .toArray();
                FitSummary one = FeatureFit.fromJson(fit.toJson())
                        .pass()
                        .add(sales.take(rows))
                        .summary();
                sum = sum == null ? one : sum.merge(one);
            }
            fit = fit.advance(sum);
        }
        return fit.finish();
    }

    private static int keyHash(Frame sales, int row) {
        return (sales.row(row).text(0) + sales.row(row).text(1)).hashCode();
    }

    @Test
    void learnsMedianMeanAndScale() {
        Frame frame = table(1, 2, 3, 10, Double.NaN);

        FittedFeatures fitted = FeaturePipeline.over(TABLE)
                .target("y")
                .feature("median", column("x").imputeMedian())
                .feature("mean", column("x").imputeMean())
                .feature("standard", column("x").standardize())
                .feature("range", column("x").minMax())
                .build()
                .fit(frame);

        Frame out = fitted.transform(frame);
        assertThat(out.row(4).number(0)).isEqualTo(2);
        assertThat(out.row(4).number(1)).isEqualTo(4);
        assertThat(out.row(3).number(2)).isCloseTo(6 / Math.sqrt(50.0 / 3), within(1e-15));
        assertThat(out.numbers("range")).containsExactly(0, 1 / 9.0, 2 / 9.0, 1, Double.NaN);
    }

    @Test
    void learnsALearnerOnALearner() {
        Frame frame = table(1, 3, Double.NaN);

        FittedFeatures fitted = FeaturePipeline.over(TABLE)
                .target("y")
                .feature("z", column("x").imputeMean().standardize())
                .build()
                .fit(frame);

        assertThat(fitted.transform(frame).numbers("z")).containsExactly(-1, 1, 0);
    }

    @Test
    void encodesCategoriesByNameAndShare() {
        Frame frame = table(1, 2, 3, 1);

        FittedFeatures fitted = FeaturePipeline.over(TABLE)
                .target("y")
                .oneHot("color", 1)
                .frequency("share", "color")
                .build()
                .fit(frame);

        assertThat(fitted.names()).containsExactly("color=blue", "share");
        assertThat(fitted.transform(frame).numbers("color=blue")).containsExactly(1, 1, 0, 1);
        assertThat(fitted.transform(frame).numbers("share")).containsExactly(0.75, 0.75, 0.25, 0.75);
    }

    @Test
    void knowsNothingOfRowsFromTheCutOn() {
        Frame sales = Sales.random(6, 100, 8);
        Frame past = sales.where(
                row -> sales.row(row).integer(2) < Sales.START.plusDays(70).toEpochDay());

        FittedFeatures cut = Sales.pipeline().fit(sales, Sales.START.plusDays(70));

        assertThat(cut.toJson()).isEqualTo(Sales.pipeline().fit(past).toJson());
        assertThat(cut.profile()).isEqualTo(Sales.pipeline().fit(past).profile());
    }

    @Test
    void profilesOtherRowsLikeTheFittedOnes() {
        Frame sales = Sales.random(6, 100, 10);
        FittedFeatures features = Sales.pipeline().fit(sales);

        assertThat(features.profileOf(sales)).isEqualTo(features.profile());
        assertThat(features.profile().columns())
                .extracting(each -> each.name())
                .containsExactly("item", "store", "day", "units", "price", "promo");
    }

    @Test
    void saysWhatCannotBeLearned() {
        FeaturePipeline pipeline = FeaturePipeline.over(TABLE)
                .target("y")
                .feature("x", column("x").imputeMedian())
                .build();

        assertThatThrownBy(() -> pipeline.fit(table()))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("no row to fit");
        assertThatThrownBy(() -> pipeline.fit(table(Double.NaN, Double.NaN)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("all 2 values")
                .hasMessageContaining("Drop the feature");
    }

    @Test
    void refusesJsonThatIsNoFittedPipeline() {
        FittedFeatures fitted = Sales.pipeline().fit(Sales.random(4, 50, 9));
        String json = fitted.toJson();

        assertThatThrownBy(() -> FittedFeatures.fromJson(Sales.pipeline().toJson(), fitted.profile()))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("not fitted");
        assertThatThrownBy(() -> FittedFeatures.fromJson(json.substring(0, json.length() / 2), fitted.profile()))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("not JSON");
        assertThatThrownBy(() ->
                        FittedFeatures.fromJson(json.replace("\"version\":1", "\"version\":99"), fitted.profile()))
                .isInstanceOf(IncompatibleVersionException.class)
                .hasMessageContaining("format version 99");
        assertThatThrownBy(() -> FittedFeatures.fromJson(json.replace("day-of-week", "moon-phase"), fitted.profile()))
                .isInstanceOf(IncompatibleVersionException.class)
                .hasMessageContaining("moon-phase");
        assertThatThrownBy(() -> FittedFeatures.fromJson(json.replace("\"age\"", "\"agee\""), fitted.profile()))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("'lag' needs a text as 'age'");
    }

    @Test
    void readsItsOwnDefinitionBack() {
        assertThat(FeaturePipeline.fromJson(Sales.pipeline().toJson())).isEqualTo(Sales.pipeline());
    }
}
