package io.mlpipeline.etl.csv.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.source.CsvSource;
import io.mlpipeline.etl.features.source.SourceColumn;
import io.mlpipeline.etl.features.source.SourceSchema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CsvRecordsTest {
    private static final CsvSource COMMA = CsvSource.of(SourceSchema.of(SourceColumn.text("a")), "unused");

    private record Record(long line, List<String> fields, String raw) {}

    private static List<Record> read(String text) throws IOException {
        return read(text.getBytes(UTF_8), COMMA);
    }

    private static List<Record> read(byte[] bytes, CsvSource source) throws IOException {
        List<Record> read = new ArrayList<>();
        try (CsvRecords records = new CsvRecords("f.csv", new ByteArrayInputStream(bytes), source)) {
            while (records.next()) {
                read.add(new Record(records.line(), records.fields(), records.raw()));
            }
        }
        return read;
    }

    @Test
    void givesLinesFieldsAndTheTextAsItStands() throws IOException {
        assertThat(read("a,b\n1,\"x, \"\"y\"\"\"\n2,3"))
                .containsExactly(
                        new Record(1, List.of("a", "b"), "a,b"),
                        new Record(2, List.of("1", "x, \"y\""), "1,\"x, \"\"y\"\"\""),
                        new Record(3, List.of("2", "3"), "2,3"));
    }

    @Test
    void countsLinesInsideQuotesAndEveryKindOfLineEnd() throws IOException {
        for (String end : List.of("\n", "\r\n", "\r")) {
            assertThat(read("a,b" + end + "1,\"x" + end + "y\"" + end + end + "2,3" + end))
                    .as(end.replace("\r", "CR").replace("\n", "LF"))
                    .containsExactly(
                            new Record(1, List.of("a", "b"), "a,b"),
                            new Record(2, List.of("1", "x" + end + "y"), "1,\"x" + end + "y\""),
                            new Record(5, List.of("2", "3"), "2,3"));
        }
    }

    @Test
    void skipsTheByteOrderMarkAlsoBeforeAQuote() throws IOException {
        assertThat(read("\uFEFF\"a\",b\n1,2").get(0).fields()).containsExactly("a", "b");
        assertThat(read("a,b\n\u00e9,2".getBytes(UTF_16), COMMA.withCharset(UTF_16))
                        .get(1)
                        .fields())
                .containsExactly("\u00e9", "2");
    }

    @Test
    void readsTheDeclaredCharsetAndRefusesAnother() throws IOException {
        byte[] latin = ("a\n" + "x\n".repeat(40_000) + "caf\u00e9\nz\n").getBytes(ISO_8859_1);
        assertThat(read(latin, COMMA.withCharset(ISO_8859_1)).get(40_001).raw()).isEqualTo("caf\u00e9");
        assertThatThrownBy(() -> read(latin, COMMA))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("f.csv line 40002: bytes that are not UTF-8. "
                        + "Declare the file's charset with withCharset(..); maybe it is ISO-8859-1");
    }

    @Test
    void refusesACharacterCutOffAtTheEnd() {
        assertThatThrownBy(() -> read(new byte[] {'a', '\n', (byte) 0xc3}, COMMA))
                .hasMessageStartingWith("f.csv line 2: bytes that are not UTF-8");
    }

    @Test
    void refusesAQuoteThatIsNeverClosed() {
        assertThatThrownBy(() -> read("a,b\n1,2\n3,\"x\n4,5\n6,7\n"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageStartingWith("f.csv line 3: a quote is opened and never closed");
        assertThatThrownBy(() -> read("a,b\n1,2\n3,\"x\n4,\"y\"\n"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageStartingWith("f.csv: ")
                .hasMessageContaining("line 3")
                .hasMessageContaining("Maybe a quote is never closed");
    }

    @Test
    void takesAQuoteInsideAPlainFieldAsItIs() throws IOException {
        assertThat(read("a,b\n1,5\" pipe").get(1).fields()).containsExactly("1", "5\" pipe");
        assertThat(read("a,b\n1,\"\"").get(1).fields()).containsExactly("1", "");
        assertThat(read("a,b\n1,\"\"\"\"").get(1).fields()).containsExactly("1", "\"");
    }

    @Test
    void namesTheLineOfABrokenStream() {
        InputStream broken = new InputStream() {
            private int given;

            @Override
            public int read() throws IOException {
                if (given == 6) {
                    throw new IOException("connection lost");
                }
                return "a\n1\n2\n".charAt(given++);
            }
        };
        assertThatThrownBy(() -> {
                    try (CsvRecords records = new CsvRecords("f.csv", broken, COMMA)) {
                        while (records.next()) {
                            assertThat(records.fields()).hasSize(1);
                        }
                    }
                })
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("connection lost")
                .hasMessageStartingWith("f.csv line ");
    }

    @Test
    void readsBackWhatWasWrittenAndRepeatsItsText() throws IOException {
        Random random = new Random(11);
        Charset charset = UTF_8;
        StringBuilder text = new StringBuilder();
        List<Record> written = new ArrayList<>();
        long line = 1;
        for (int i = 0; i < 20_000; i++) {
            List<String> fields = new ArrayList<>();
            StringBuilder raw = new StringBuilder();
            for (int field = 0; field < 3; field++) {
                String value = random.ints(random.nextInt(12), 0, 8)
                        .mapToObj(c -> List.of("a", "\u00e9", ",", "\"", "\n", "\r\n", "\uD83D\uDE00", " ")
                                .get(c))
                        .reduce("x", String::concat);
                fields.add(value);
                raw.append(field == 0 ? "" : ",")
                        .append('"')
                        .append(value.replace("\"", "\"\""))
                        .append('"');
            }
            written.add(new Record(line, fields, raw.toString()));
            line += 1 + raw.chars().filter(c -> c == '\n').count();
            text.append(raw).append(random.nextBoolean() ? "\n" : "\r\n");
        }
        assertThat(read(text.toString().getBytes(charset), COMMA)).isEqualTo(written);
    }
}
