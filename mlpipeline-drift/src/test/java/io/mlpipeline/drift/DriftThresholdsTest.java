package io.mlpipeline.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DriftThresholdsTest {

    @Test
    void hasTheDocumentedDefaults() {
        DriftThresholds defaults = DriftThresholds.withDefaults();

        assertThat(defaults.significance()).isEqualTo(0.03);
        assertThat(defaults.minimumSample()).isEqualTo(30);
        assertThat(defaults.limit(EffectSize.KS_DISTANCE)).isEqualTo(new Limit(0.05, 0.2));
    }

    @Test
    void keepsWhatIsSet() {
        DriftThresholds thresholds = DriftThresholds.builder()
                .significance(0.01)
                .minimumSample(100)
                .limit(EffectSize.MEAN_SHIFT, 0.3, 0.6)
                .build();

        assertThat(thresholds.significance()).isEqualTo(0.01);
        assertThat(thresholds.minimumSample()).isEqualTo(100);
        assertThat(thresholds.limit(EffectSize.MEAN_SHIFT)).isEqualTo(new Limit(0.3, 0.6));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, Double.NaN})
    void refusesASignificanceThatIsNoProbability(double level) {
        assertThatThrownBy(() -> DriftThresholds.builder().significance(level))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got " + level);
    }

    @Test
    void refusesAMinimumSampleBelowTwo() {
        assertThatThrownBy(() -> DriftThresholds.builder().minimumSample(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 1");
    }

    @Test
    void refusesALimitInTheWrongOrder() {
        assertThatThrownBy(() -> DriftThresholds.builder().limit(EffectSize.KS_DISTANCE, 0.2, 0.1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("wrong order");
        assertThatThrownBy(() -> DriftThresholds.builder().limit(EffectSize.KS_DISTANCE, 0, 0.1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesALimitThatIsSetTwice() {
        DriftThresholds.Builder builder = DriftThresholds.builder().limit(EffectSize.KS_DISTANCE, 0.1, 0.2);

        assertThatThrownBy(() -> builder.limit(EffectSize.KS_DISTANCE, 0.1, 0.2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("set twice");
    }
}
