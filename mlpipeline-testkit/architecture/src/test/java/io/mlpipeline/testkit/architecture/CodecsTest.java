package io.mlpipeline.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlpipeline.models.core.model.ModelCodecs;
import org.junit.jupiter.api.Test;

/** Models of all modules are stored side by side, each under a name of its own. */
class CodecsTest {

    @Test
    void everyRegisteredCodecIsFoundAndNoTwoShareAName() {
        assertThat(ModelCodecs.installed().toString())
                .contains("calibrated", "conformal", "linear", "tree-ensemble", "forest");
    }
}
