package io.mlpipeline.serving.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.serving.adapters.core.request.Violation;
import io.mlpipeline.serving.adapters.core.request.Violation.Kind;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldSetterTest {
    private final RowBuffer row =
            RowBuffer.of(Schema.builder().timestamp("at").number("price").build());

    private Optional<Violation> set(String field, String json) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            return new FieldSetter(row).set(parser, row.schema().indexOf(field), 4);
        }
    }

    /** Microseconds from {@code date -u -d ... +%s}. */
    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z, 0",
        "1970-01-01T00:00:00.000001Z, 1",
        "1969-12-31T23:59:59.999999Z, -1",
        "2026-03-02T12:30:00Z, 1772454600000000",
        "2026-03-02T13:30:00+01:00, 1772454600000000"
    })
    void anInstantIsMicroseconds(String text, long micros) throws IOException {
        assertThat(set("at", '"' + text + '"')).isEmpty();
        assertThat(row.integer(0)).isEqualTo(micros);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2026-03-02\"", "\"2026-03-02T12:30:00\"", "\"yesterday\"", "\"\"", "1772454600"})
    void whatIsNoInstantIsRefusedWithAnExample(String json) throws IOException {
        assertThat(set("at", json)).hasValueSatisfying(violation -> {
            assertThat(violation.kind()).isEqualTo(Kind.WRONG_TYPE);
            assertThat(violation.instance()).isEqualTo(4);
            assertThat(violation.hint()).contains("2026-01-31T12:00:00Z");
        });
        assertThat(row.isMissing(0)).isTrue();
    }

    @Test
    void aLongOffendingValueIsCutAndPrintable() throws IOException {
        String detail =
                set("at", '"' + "x\\n".repeat(1_000) + '"').orElseThrow().detail();

        assertThat(detail).hasSizeLessThan(200).doesNotContain("\n");
    }

    @Test
    void nullLeavesTheFieldMissing() throws IOException {
        assertThat(set("price", "null")).isEmpty();
        assertThat(row.isMissing(1)).isTrue();
    }
}
