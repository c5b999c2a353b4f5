package io.mlpipeline.etl.features;

import static io.mlpipeline.etl.features.Features.column;
import static io.mlpipeline.etl.features.Features.dayOfWeek;
import static io.mlpipeline.etl.features.Features.days;
import static io.mlpipeline.etl.features.Features.lag;
import static io.mlpipeline.etl.features.Features.rolling;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FeaturePipelineTest {
    @Test
    void refusesALagShorterThanTheHorizon() {
        assertThatThrownBy(
                        () -> Sales.series().feature("f", lag("units", days(6))).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Leak")
                .hasMessageContaining("6 days")
                .hasMessageContaining("horizon of 7 days");
    }

    @Test
    void allowsAShortLagOfAColumnThatIsKnownAhead() {
        assertThat(Sales.series().feature("f", lag("promo", days(1))).build().toJson())
                .contains("PT24H");
    }

    @Test
    void refusesTheTargetOfTheRowItself() {
        assertThatThrownBy(() -> Sales.series().feature("f", column("units")).build())
                .hasMessageStartingWith("Leak")
                .hasMessageContaining("'units'");
    }

    @Test
    void refusesAColumnThatIsNotKnownYet() {
        assertThatThrownBy(() -> Sales.series().feature("f", column("price")).build())
                .hasMessageStartingWith("Leak")
                .hasMessageContaining("knownAhead(\"price\")");
    }

    @Test
    void refusesATargetThatIsSaidToBeKnownAhead() {
        assertThatThrownBy(() -> Sales.series()
                        .knownAhead("units")
                        .feature("f", dayOfWeek("day"))
                        .build())
                .hasMessageContaining("'units' cannot be known ahead");
    }

    @Test
    void refusesAWindowThatDoesNotReachIntoThePast() {
        assertThatThrownBy(() -> lag("units", Duration.ZERO)).hasMessageContaining("would leak");
        assertThatThrownBy(() -> rolling("units", days(-1)).mean()).hasMessageContaining("would leak");
    }

    @Test
    void refusesWindowsWithoutASeries() {
        assertThatThrownBy(() -> FeaturePipeline.over(Sales.SCHEMA)
                        .target("units")
                        .feature("f", lag("units", days(7)))
                        .build())
                .hasMessageContaining("series(time, keys...)");
    }

    @Test
    void refusesHoursOnAnAxisOfDays() {
        assertThatThrownBy(() -> Sales.series()
                        .feature("f", lag("units", Duration.ofHours(180)))
                        .build())
                .hasMessageContaining("number of days");
    }

    @Test
    void namesUnknownColumnsAndWrongTypes() {
        assertThatThrownBy(() -> Sales.series().feature("f", dayOfWeek("date")).build())
                .hasMessageContaining("No column 'date'")
                .hasMessageContaining("day");
        assertThatThrownBy(() -> Sales.series().feature("f", dayOfWeek("item")).build())
                .hasMessageContaining("'item' holds TEXT");
        assertThatThrownBy(() -> Sales.series().feature("f", column("store")).build())
                .hasMessageContaining("Use oneHot for text");
        assertThatThrownBy(() -> Sales.series().oneHot("promo").build()).hasMessageContaining("'promo' holds BOOLEAN");
    }

    @Test
    void refusesNamesAndSettingsGivenTwice() {
        assertThatThrownBy(() -> Sales.series()
                        .feature("f", dayOfWeek("day"))
                        .feature("f", dayOfWeek("day"))
                        .build())
                .hasMessageContaining("'f' is defined twice");
        assertThatThrownBy(() -> Sales.series().horizon(days(1))).hasMessageContaining("set twice");
        assertThatThrownBy(() -> Sales.series().target("price")).hasMessageContaining("set twice");
    }

    @Test
    void needsATargetAndAFeature() {
        assertThatThrownBy(() -> Sales.series().build()).hasMessageContaining("at least one feature");
        assertThatThrownBy(() -> FeaturePipeline.over(Sales.SCHEMA)
                        .feature("f", column("price"))
                        .build())
                .hasMessageContaining("target(column)");
    }
}
