package io.mlpipeline.registry.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "7", "daily-sales", "sales_2026.v1", "0-a"})
    void takesPlainNames(String name) {
        assertThatNoException().isThrownBy(() -> ModelId.of(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Sales",
                "a b",
                ".",
                "..",
                "../x",
                "a/../b",
                "a..b",
                "/etc/passwd",
                "a/b",
                "a\\b",
                "-a",
                "_a",
                "a\n",
                "a\u0000",
                "größe",
                "a:b",
                "a%2e",
                "~",
                "日"
            })
    void refusesNamesThatCouldLeaveAFolderOrBreakALine(String name) {
        assertThatThrownBy(() -> ModelId.of(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not valid")
                .hasMessageContaining("such as daily-sales")
                .message()
                .doesNotContain("\n", "\u0000");
        assertThatThrownBy(() -> new ModelId(name, "sales")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takes128CharactersAndNoMore() {
        assertThatNoException().isThrownBy(() -> ModelId.of("a".repeat(128)));
        assertThatThrownBy(() -> ModelId.of("a".repeat(129))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesTheTenantUnlessItIsTheOnlyOne() {
        assertThat(ModelId.of("sales")).hasToString("sales");
        assertThat(new ModelId("acme", "sales")).hasToString("acme/sales");
    }
}
