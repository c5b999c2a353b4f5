package io.mlpipeline.models.timeseries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RegressorsTest {
    private final Regressors two = Regressors.of("price", 1, 2).and("promo", 0, 1);

    @Test
    void keepsItsColumnsInOrder() {
        assertThat(two.names()).containsExactly("price", "promo");
        assertThat(two.values("promo")).containsExactly(0, 1);
        assertThat(two.length()).isEqualTo(2);
        assertThat(Regressors.none().length()).isZero();
    }

    @Test
    void findsItsColumnsInAnotherOrder() {
        assertThat(two.inOrderOf(List.of("promo", "price")))
                .isEqualTo(Regressors.of("promo", 0, 1).and("price", 1, 2));
    }

    @Test
    void saysWhichColumnsAreNeeded() {
        assertThatThrownBy(() -> two.inOrderOf(List.of("price")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[price, promo] are given, but [price] are needed");
    }

    @Test
    void refusesWhatCannotExplainAnything() {
        assertThatThrownBy(() -> Regressors.of("price", 1, Double.NaN))
                .hasMessageContaining("'price' is NaN at position 1");
        assertThatThrownBy(() -> two.and("price", 1, 2)).hasMessageContaining("'price' is given twice");
        assertThatThrownBy(() -> two.and("rain", 1)).hasMessageContaining("'rain' has 1 values, but 'price' has 2");
        assertThatThrownBy(() -> two.values("rain")).hasMessageContaining("no regressor 'rain'");
    }
}
