package io.mlpipeline.models.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlpipeline.api.error.CorruptArtifactException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    /** Java 17 itself prints 1.9999999999999998E23 and 5.6843418860808015E-14, later versions do not. */
    @Test
    void writesTheShortestDigitsOnEveryJavaVersion() {
        ObjectNode json = Json.object().put("a", 2e23).put("b", 0x1p-44);

        assertThat(new String(Json.bytes(json), StandardCharsets.UTF_8))
                .isEqualTo("{\"a\":2.0E23,\"b\":5.684341886080802E-14}");
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0,
                -0.0,
                0.1,
                2e23,
                Double.MIN_VALUE,
                Double.MAX_VALUE,
                Double.NaN,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY
            })
    void givesBackTheBitsOfANumber(double value) {
        ObjectNode json = Json.object();
        Json.putNumber(json, "x", value);

        double read = Json.number(Json.parse(Json.bytes(json), "It"), "x");

        assertThat(Double.doubleToLongBits(read)).isEqualTo(Double.doubleToLongBits(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "{", "{\"a\":1} x", "{\"a\":1,\"a\":1}", "nonsense"})
    void refusesWhatIsNotExactlyOneObject(String text) {
        assertThatThrownBy(() -> Json.parse(text.getBytes(StandardCharsets.UTF_8), "It"))
                .isInstanceOf(CorruptArtifactException.class)
                .hasMessageStartingWith("It is not");
    }

    @Test
    void namesTheFieldThatIsMissingOrOfAnotherType() {
        ObjectNode json = Json.object().put("text", "x").put("number", 1.5);

        assertThatThrownBy(() -> Json.text(json, "none")).hasMessage("Field 'none' is missing");
        assertThatThrownBy(() -> Json.text(json, "number")).hasMessage("Field 'number' must be text, got 1.5");
        assertThatThrownBy(() -> Json.integer(json, "number")).hasMessageContaining("a whole number");
        assertThatThrownBy(() -> Json.number(json, "text")).hasMessageContaining("a number, got \"x\"");
        assertThatThrownBy(() -> Json.bool(json, "text")).hasMessageContaining("true or false");
        assertThatThrownBy(() -> Json.array(json, "text")).hasMessageContaining("an array");
    }
}
