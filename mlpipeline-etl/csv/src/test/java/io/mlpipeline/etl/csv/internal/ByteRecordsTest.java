package io.mlpipeline.etl.csv.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.etl.features.source.CsvSource;
import io.mlpipeline.etl.features.source.FilePart;
import io.mlpipeline.etl.features.source.SourceColumn;
import io.mlpipeline.etl.features.source.SourceSchema;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The reader of bytes finds what a maintained parser of characters finds in anything at all. */
class ByteRecordsTest {
    private static final CsvSource COMMA = CsvSource.of(SourceSchema.of(SourceColumn.text("a")), "unused");

    private record Record(long line, List<String> fields, String raw) {}

    /** Gives one to three bytes at a time. */
    private static InputStream dripping(byte[] bytes, Random random) {
        return new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                return in.read(into, offset, Math.min(length, 1 + random.nextInt(3)));
            }
        };
    }

    private static List<Record> read(byte[] bytes, CsvSource source) throws IOException {
        return read(new ByteArrayInputStream(bytes), source, true, 1);
    }

    private static List<Record> read(InputStream in, CsvSource source, boolean isStart, long line) throws IOException {
        List<Record> read = new ArrayList<>();
        // With so little room every byte is once the last one known.
        try (ByteRecords records = new ByteRecords("f.csv", in, source, line, 4)) {
            if (isStart) {
                records.skipByteOrderMark();
            }
            while (records.next()) {
                read.add(new Record(records.line(), records.fields().texts(), records.raw()));
            }
        }
        return read;
    }

    private static List<Record> readDecoded(byte[] bytes, CsvSource source) throws IOException {
        List<Record> read = new ArrayList<>();
        try (CsvRecords records = new CsvRecords("f.csv", new ByteArrayInputStream(bytes), source)) {
            while (records.next()) {
                read.add(new Record(records.line(), records.fields(), records.raw()));
            }
        }
        return read;
    }

    private static byte[] soup(Random random, Charset charset, int length) {
        List<String> bits = List.of("a", "b", "\u00e9", ",", ",", "\"", "\"\"", "\n", "\r\n", "\r", " ", ";", "7");
        StringBuilder text = new StringBuilder(random.nextInt(4) == 0 && charset.equals(UTF_8) ? "\uFEFF" : "");
        random.ints(length, 0, bits.size()).forEach(bit -> text.append(bits.get(bit)));
        return text.toString().getBytes(charset);
    }

    @Test
    void findsTheRecordsOfAnyText() throws IOException {
        Random random = new Random(7);
        int good = 0;
        for (int i = 0; i < 40_000; i++) {
            CsvSource source =
                    (i % 2 == 0 ? COMMA : COMMA.withDelimiter(';')).withCharset(i % 3 == 0 ? ISO_8859_1 : UTF_8);
            byte[] bytes = soup(random, source.charset(), random.nextInt(14));
            List<Record> wanted;
            try {
                wanted = readDecoded(bytes, source);
            } catch (InvalidDataException e) {
                assertThatThrownBy(() -> read(bytes, source))
                        .as(new String(bytes, source.charset()))
                        .isInstanceOf(InvalidDataException.class);
                continue;
            }
            good++;
            assertThat(read(bytes, source))
                    .as(() -> new String(bytes, source.charset()))
                    .isEqualTo(wanted);
        }
        assertThat(good).isGreaterThan(10_000);
    }

    @Test
    void givesTheSameRecordsAndLinesInPartsOfAnySize() throws IOException {
        Random random = new Random(9);
        int cuts = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = soup(random, UTF_8, random.nextInt(40));
            List<Record> wanted;
            try {
                wanted = read(bytes, COMMA);
            } catch (InvalidDataException e) {
                continue;
            }
            List<FilePart> parts = new RecordCuts(COMMA, 1 + random.nextInt(8)).find(dripping(bytes, random));
            List<Record> found = new ArrayList<>();
            for (FilePart part : parts) {
                int end = (int) Math.min(bytes.length, part.end());
                byte[] own = Arrays.copyOfRange(bytes, (int) part.start(), end);
                found.addAll(read(new ByteArrayInputStream(own), COMMA, part.start() == 0, part.line()));
            }
            cuts += parts.size() - 1;
            assertThat(found).as(() -> new String(bytes, UTF_8) + parts).isEqualTo(wanted);
        }
        assertThat(cuts).isGreaterThan(15_000);
    }

    @Test
    void readsRecordsLargerThanItsBuffer() throws IOException {
        String large = "x\n".repeat(700_000);
        List<Record> read = read(("a,b\n1,\"" + large + "\"\n2,y\n").getBytes(UTF_8), COMMA);

        assertThat(read.get(1).fields().get(1)).isEqualTo(large);
        assertThat(read.get(2)).isEqualTo(new Record(700_003, List.of("2", "y"), "2,y"));
    }

    @Test
    void namesTheLineOfBytesThatAreNotInTheDeclaredCharset() {
        byte[] latin = ("a\n" + "x\n".repeat(40_000) + "\"y\nca" + "f\u00e9\"\nz\n").getBytes(ISO_8859_1);
        assertThatThrownBy(() -> readDecoded(latin, COMMA)).hasMessageStartingWith("f.csv line 40003: bytes");
        for (Charset charset : List.of(UTF_8, US_ASCII)) {
            assertThatThrownBy(() -> read(latin, COMMA.withCharset(charset)))
                    .isInstanceOf(InvalidDataException.class)
                    .hasMessage("f.csv line 40003: bytes that are not " + charset
                            + ". Declare the file's charset with withCharset(..); maybe it is ISO-8859-1");
        }
        assertThatThrownBy(() -> read(new byte[] {'a', '\n', (byte) 0xc3}, COMMA))
                .hasMessageStartingWith("f.csv line 2: bytes that are not UTF-8");
    }

    @Test
    void refusesAQuoteThatIsNeverClosed() {
        assertThatThrownBy(() -> read("a,b\n1,2\n3,\"x\n4,5\n6,7\n".getBytes(UTF_8), COMMA))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageStartingWith("f.csv line 3: a quote is opened and never closed");
        assertThatThrownBy(() -> read("a,b\n1,2\n3,\"x\n4,\"y\"\n".getBytes(UTF_8), COMMA))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageStartingWith("f.csv line 3: ")
                .hasMessageContaining("Maybe a quote is never closed");
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
        assertThatThrownBy(() -> read(broken, COMMA, true, 1))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("f.csv line 4: cannot be read (connection lost). Maybe the file was cut off");
    }
}
