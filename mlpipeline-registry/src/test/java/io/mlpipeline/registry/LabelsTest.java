package io.mlpipeline.registry;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelsTest {
    @ParameterizedTest
    @ValueSource(strings = {"team", "git/commit", "Data.Version-2", "7"})
    void takesPlainKeys(String key) {
        assertThatNoException().isThrownBy(() -> Labels.requireKey(key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "-a", "a\nb", "größe", "a=b"})
    void refusesKeysThatAreNone(String key) {
        assertThatThrownBy(() -> Labels.requireKey(key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not valid");
    }

    @Test
    void boundsEveryText() {
        assertThatThrownBy(() -> Labels.requireKey("a".repeat(129))).isInstanceOf(IllegalArgumentException.class);
        assertThatNoException().isThrownBy(() -> Labels.requireValue("team", "x".repeat(1000)));
        assertThatThrownBy(() -> Labels.requireValue("team", "x".repeat(1001)))
                .hasMessageContaining("at most 1000 characters")
                .hasMessageContaining("got 1001");
        assertThatNoException().isThrownBy(() -> Labels.requireDescription("x".repeat(10_000)));
        assertThatThrownBy(() -> Labels.requireDescription("x".repeat(10_001)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesControlCharacters() {
        assertThatThrownBy(() -> Labels.requireValue("team", "a\nb")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Labels.requireDescription("a\u0000b")).isInstanceOf(IllegalArgumentException.class);
        assertThatNoException().isThrownBy(() -> Labels.requireDescription("Two lines,\n\tand a tab; größer."));
    }
}
