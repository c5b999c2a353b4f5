package io.mlpipeline.etl.features;

import static io.mlpipeline.etl.features.Features.byGroup;
import static io.mlpipeline.etl.features.Features.column;
import static io.mlpipeline.etl.features.Features.days;
import static io.mlpipeline.etl.features.Features.lag;
import static io.mlpipeline.etl.features.Features.rolling;
import static io.mlpipeline.etl.features.Features.targetEncoding;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.expr.Folds;
import io.mlpipeline.etl.features.operator.category.GroupStatistic;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Planted leaks, each refused before a row is read, with what is wrong and how to mend it. */
class LeakageTest {
    private static FeaturePipeline.Builder with(Feature feature) {
        return Sales.series().feature("f", feature);
    }

    @Test
    void leakOneTheTargetAtALagBelowTheHorizon() {
        assertThatThrownBy(() -> with(lag("units", days(6))).build())
                .hasMessageStartingWith("Leak")
                .hasMessageContaining("6 days before the predicted time")
                .hasMessageContaining("Use an age of at least the horizon");
    }

    @Test
    void leakTwoAWindowOverTheCurrentRow() {
        assertThatThrownBy(() -> lag("units", Duration.ZERO)).hasMessageContaining("it would leak otherwise");
        assertThatThrownBy(() -> Features.seasonalMean("units", days(7), 0, 4))
                .hasMessageContaining("the current one would leak");
    }

    @Test
    void leakThreeATargetEncodingThatIsNotCrossFitted() {
        assertThatThrownBy(() -> targetEncoding("store", "units", Folds.NONE, 20))
                .hasMessageStartingWith("Leak")
                .hasMessageContaining("its own target is part of");
        assertThatThrownBy(() -> with(byGroup(GroupStatistic.Statistic.MEAN, column("units"), "store"))
                        .build())
                .hasMessageStartingWith("Leak")
                .hasMessageContaining("Use targetEncoding");
        assertThatThrownBy(() -> with(byGroup(
                                GroupStatistic.Statistic.MAX, column("units").log1p(), "store"))
                        .build())
                .hasMessageStartingWith("Leak");
    }

    @Test
    void leakFourTheTargetAsAPlainFeature() {
        assertThatThrownBy(() -> with(column("units").log1p().standardize()).build())
                .hasMessageStartingWith("Leak: a feature reads the target 'units' of the row itself");
        assertThatThrownBy(() -> Sales.series()
                        .replace("promo", column("units"))
                        .feature("f", column("promo"))
                        .build())
                .hasMessageStartingWith("Leak: a feature reads the target 'units'");
    }

    @Test
    void leakFiveAColumnThatIsNotKnownAtPredictionTime() {
        assertThatThrownBy(() -> with(column("price")).build())
                .hasMessageStartingWith("Leak")
                .hasMessageContaining("knownAhead(\"price\")");
        assertThatThrownBy(() -> with(column("promo")).knownAhead("units").build())
                .hasMessageContaining("'units' cannot be known ahead");
    }

    @Test
    void leakSixAValueOfTheFuture() {
        assertThatThrownBy(() -> lag("units", days(-7))).hasMessageContaining("would leak");
        assertThatThrownBy(() -> rolling("units", days(-28)).mean()).hasMessageContaining("would leak");
        assertThatThrownBy(() -> Sales.series().horizon(days(-1))).hasMessageContaining("horizon");
    }

    @Test
    void aTargetEncodingOfAColumnThatIsNotKnownIsRefusedToo() {
        assertThatThrownBy(() -> FeaturePipeline.over(Schema.builder()
                                .date("day")
                                .text("label")
                                .number("y")
                                .build())
                        .series("day")
                        .target("y")
                        .feature("f", targetEncoding("label", "y", new Folds(2, List.of("day"), 0), 1))
                        .build())
                .hasMessageStartingWith("Leak")
                .hasMessageContaining("'label'");
    }
}
