package io.mlpipeline.etl.features;

import static io.mlpipeline.etl.features.Features.column;
import static io.mlpipeline.etl.features.Features.constant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scaling and binning against scikit-learn, arithmetic against values worked out by hand. */
class ScalingValuesTest {
    private static final double NAN = Double.NaN;
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final Schema SCHEMA =
            Schema.builder().number("a").number("b").number("y").build();

    @Test
    void agreesWithScikitLearn() throws IOException {
        Golden golden = Golden.read("scaling.csv");
        Schema schema = Schema.builder().number("x").number("sqrt").build();
        Frame rows = golden.frame(schema);
        Feature x = column("x");
        FittedFeatures features = FeaturePipeline.over(schema)
                .target("sqrt")
                .feature("standard", x.standardize())
                .feature("min_max", x.minMax())
                .feature("robust", x.robustScale())
                .feature("quantile", x.quantileScale())
                .feature("uniform_bins", x.uniformBins(5))
                .feature("quantile_bins", x.quantileBins(4))
                .feature("bins", x.bins(0.5, 1, 2))
                .feature("log1p", x.log1p())
                .build()
                .fit(rows);
        FittedFeatures roots = FeaturePipeline.over(schema)
                .target("sqrt")
                .feature("root", x.sqrt())
                .build()
                .fit(rows);

        Frame out = features.transform(rows);

        features.names().forEach(name -> golden.requireEqual(out, name, 1e-12));
        for (int i = 0; i < rows.size(); i++) {
            assertThat(roots.transform(rows).row(i).number(0)).isEqualTo(golden.number(i, "sqrt"));
        }
    }

    private static Frame rows(double... pairs) {
        Frame.Builder frame = Frame.builder(SCHEMA);
        for (int i = 0; i < pairs.length; i += 2) {
            frame.add(RowBuffer.of(SCHEMA)
                    .set("a", pairs[i])
                    .set("b", pairs[i + 1])
                    .set("y", i));
        }
        return frame.build();
    }

    private static double[] values(Feature feature, Frame rows) {
        FeaturePipeline pipeline =
                FeaturePipeline.over(SCHEMA).target("y").feature("f", feature).build();
        FittedFeatures fitted = pipeline.fit(rows);
        assertThat(FeaturePipeline.fromJson(pipeline.toJson())).isEqualTo(pipeline);
        assertThat(FittedFeatures.fromJson(fitted.toJson(), fitted.profile())).isEqualTo(fitted);
        return fitted.transform(rows).numbers("f");
    }

    @Test
    void missingOperandsGiveMissingResults() {
        Feature a = column("a");
        Feature b = column("b");
        Frame rows = rows(1, 2, NAN, 2, 1, NAN, INF, INF, 3, 0, -0.0, 0.0);

        assertThat(values(a.plus(b), rows)).containsExactly(3, NAN, NAN, INF, 3, 0);
        assertThat(values(a.minus(b), rows)).containsExactly(-1, NAN, NAN, NAN, 3, -0.0);
        assertThat(values(a.times(b), rows)).containsExactly(2, NAN, NAN, INF, 0, -0.0);
        assertThat(values(a.dividedBy(b), rows)).containsExactly(0.5, NAN, NAN, NAN, NAN, NAN);
        assertThat(values(a.least(b), rows)).containsExactly(1, NAN, NAN, INF, 0, -0.0);
        assertThat(values(a.greatest(b), rows)).containsExactly(2, NAN, NAN, INF, 3, 0.0);
        assertThat(values(a.lessThan(b), rows)).containsExactly(1, NAN, NAN, 0, 0, 0);
        assertThat(values(a.atMost(b), rows)).containsExactly(1, NAN, NAN, 1, 0, 1);
        assertThat(values(a.equalTo(b), rows)).containsExactly(0, NAN, NAN, 1, 0, 1);
        assertThat(values(a.abs(), rows)).containsExactly(1, NAN, 1, INF, 3, 0);
        assertThat(values(a.clip(0.5, 2), rows)).containsExactly(1, NAN, 1, 2, 2, 0.5);
        assertThat(values(a.isMissing(), rows)).containsExactly(0, 1, 0, 0, 0, 0);
        assertThat(values(constant(7), rows)).containsOnly(7);
    }

    @Test
    void choosesAndFallsBack() {
        Feature a = column("a");
        Feature b = column("b");
        Frame rows = rows(1, 5, NAN, 6, 0, NAN, 0, 7);

        assertThat(values(a.choose(constant(9), b), rows)).containsExactly(9, NAN, NAN, 7);
        assertThat(values(a.orElse(b), rows)).containsExactly(1, 6, 0, 0);
        assertThat(values(a.orElse(4), rows)).containsExactly(1, 4, 0, 0);
        assertThat(values(a.imputeMean(), rows)).containsExactly(1, 1 / 3.0, 0, 0);
        assertThat(values(a.imputeMedian(), rows)).containsExactly(1, 0, 0, 0);
    }

    @Test
    void functionsAreMissingOutsideTheirDomain() {
        Frame rows = rows(-1, 0, -2, 0, 0, 0, INF, 0);

        assertThat(values(column("a").log1p(), rows)).containsExactly(NAN, NAN, 0, INF);
        assertThat(values(column("a").sqrt(), rows)).containsExactly(NAN, NAN, 0, INF);
    }

    @Test
    void aValueOnAnEdgeBelongsToTheBinAbove() {
        Frame rows = rows(-INF, 0, 0.999, 0, 1, 0, 2, 0, INF, 0, NAN, 0);

        assertThat(values(column("a").bins(1, 2), rows)).containsExactly(0, 0, 1, 2, 2, NAN);
    }

    @Test
    void quantilesClampAndTakeTheMiddleOfTies() {
        FittedFeatures fitted = FeaturePipeline.over(SCHEMA)
                .target("y")
                .feature("f", column("a").quantileScale())
                .build()
                .fit(rows(0, 0, 0, 0, 1, 0, 3, 0));
        Frame later = rows(-5, 0, 0, 0, 2, 0, 3, 0, INF, 0, -INF, 0, NAN, 0);

        double[] shares = fitted.transform(later).numbers("f");

        // 101 points of ranks 1, 1..25, 26..50, 51..75, 76..100 of 4: value 0 spans points 0 to 50, 1 spans 51 to 75.
        assertThat(shares).containsExactly(0.25, 0.25, (0.63 + 0.88) / 2, 0.88, 0.88, 0.25, NAN);
    }

    @Test
    void saysWhatCannotBeLearned() {
        assertThatThrownBy(() -> values(column("a").uniformBins(4), rows(2, 0, 2, 0)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("No bins can be made")
                .hasMessageContaining("2.0");
        assertThatThrownBy(() -> values(column("a").quantileScale(), rows(NAN, 0)))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("missing");
        assertThatThrownBy(() -> column("a").quantileBins(1)).hasMessageContaining("at least 2 bins");
        assertThatThrownBy(() -> constant(NAN)).hasMessageContaining("finite");
        assertThatThrownBy(() -> column("a").clip(2, 1)).hasMessageContaining("low <= high");
    }

    @Test
    void aConstantOperandIsOnlyCentered() {
        for (Feature each : List.of(
                column("a").standardize(), column("a").minMax(), column("a").robustScale())) {
            assertThat(values(each, rows(4, 0, 4, 0))).containsExactly(0, 0);
        }
    }
}
