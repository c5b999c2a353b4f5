package io.mlpipeline.registry.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactIdTest {
    @Test
    void isTheSha256OfTheContent() {
        // NIST: SHA-256 of the empty message.
        assertThat(ArtifactId.of(new byte[0]))
                .isEqualTo(new ArtifactId("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "../../../../../../../../../../../../../../../../../../../etc/passwd",
                "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855"
            })
    void refusesWhatIsNoHash(String hash) {
        assertThatThrownBy(() -> new ArtifactId(hash, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesANegativeSize() {
        assertThatThrownBy(() -> new ArtifactId("0".repeat(64), -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
