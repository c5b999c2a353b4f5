package io.mlpipeline.etl.features.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.etl.features.quality.Violation;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A cell parsed where its bytes stand says what its text says, value and reason, whatever it holds. */
class RecordBytesTest {
    private static final SourceSchema SCHEMA = SourceSchema.of(
                    SourceColumn.number("n").missing("-999", "?"),
                    SourceColumn.number("c").decimalComma(),
                    SourceColumn.integer("i").missing("0"),
                    SourceColumn.bool("b"),
                    SourceColumn.text("t"),
                    SourceColumn.text("u").untrimmed().upperCase(),
                    SourceColumn.date("d", "yyyy-MM-dd", "d/M/yyyy", "yyyyMMdd"),
                    SourceColumn.date("e", "dd-MMM-yyyy", "MM/dd/yyyy"),
                    SourceColumn.timestamp("s", ZoneOffset.ofHours(2), "yyyy-MM-dd HH:mm:ss", "M/d/yyyy H:mm"),
                    SourceColumn.timestamp("z", ZoneId.of("Europe/Paris"), "yyyy-MM-dd'T'HH:mm", "dd.MM.yyyy"),
                    SourceColumn.timestamp("o", ZoneOffset.UTC, "yyyy-MM-dd'T'HH:mm:ssXXX"))
            .missing("NA");
    private static final SourceSchema WITH_FOREIGN_TOKEN =
            SourceSchema.of(SourceColumn.text("t").untrimmed().missing("\u2013", "\u00f1"), SourceColumn.number("n"));
    private static final List<String> BITS = List.of(
            "0",
            "1",
            "2",
            "7",
            "9",
            "12",
            "31",
            "2011",
            "2012",
            "02",
            "29",
            "30",
            ".",
            ",",
            "-",
            "/",
            ":",
            " ",
            "T",
            "t",
            "+",
            "e",
            "E5",
            "NA",
            "?",
            "-999",
            "true",
            "No",
            "\u00e9",
            "\u00f1",
            "\u00a0",
            "\u2003",
            "\t",
            "Z",
            "+02:00",
            "Dec",
            "99999999999999999999",
            "00000000000000000001",
            "\u0130");
    private static final List<String> WHOLE = List.of(
            "2011-12-09",
            "2011-02-29",
            "2012-02-29",
            "9/12/2011",
            "09/12/2011",
            "1/1/999",
            "20111209",
            "2011-3-7",
            "09-dec-2011",
            "12/31/2011",
            "2011-12-09 08:26:00",
            "2011-12-09 24:00:00",
            "2011-12-09 08:26:60",
            "12/1/2010 8:26",
            "12/01/2010 08:26",
            "2011-03-27T02:30",
            "2011-10-30T02:30",
            "2011-12-09t08:26",
            "2011-12-09T08:26:00+01:00",
            "0000-01-01",
            "-2011-12-09",
            "12011-12-09",
            "+12011-12-09",
            "31.12.2011",
            "31.11.2011",
            "001/1/2011",
            "-0",
            "-0.0",
            "+5",
            "5.",
            ".5",
            ".",
            "-",
            "",
            " ",
            "17850.0",
            "17850.50",
            "1e400",
            "9007199254740993",
            "0.1",
            "123456789012345.67",
            "-1234.5678901234",
            "1,5",
            "0,30000000000000004",
            "TRUE",
            "yes");

    @Test
    void saysWhatTheTextSays() {
        Random random = new Random(5);
        List<String> cells = new ArrayList<>(WHOLE);
        for (int i = 0; i < 60_000; i++) {
            StringBuilder cell = new StringBuilder(i % 3 == 0 ? WHOLE.get(random.nextInt(WHOLE.size())) : "");
            for (int bits = random.nextInt(5); bits > 0; bits--) {
                cell.insert(random.nextInt(cell.length() + 1), BITS.get(random.nextInt(BITS.size())));
            }
            cells.add(cell.toString());
        }
        for (Charset charset : List.of(UTF_8, ISO_8859_1)) {
            compare(SCHEMA, cells, charset);
            compare(WITH_FOREIGN_TOKEN, cells, charset);
        }
    }

    private static void compare(SourceSchema schema, List<String> cells, Charset charset) {
        List<String> header = schema.schema().names();
        RowParser inPlace = schema.parser("f", header);
        RowParser byText = schema.parser("f", header);
        RowBuffer found = RowBuffer.of(schema.schema());
        RowBuffer wanted = RowBuffer.of(schema.schema());
        RecordBytes record = RecordBytes.in(charset);
        int understood = 0;
        for (String cell : cells) {
            byte[] bytes = ("<" + cell + ">").getBytes(charset);
            String text = new String(bytes, 1, bytes.length - 2, charset);
            record.begin(bytes);
            header.forEach(column -> record.add(1, bytes.length - 1));
            List<Violation> foundReasons = new ArrayList<>();
            List<Violation> wantedReasons = new ArrayList<>();

            inPlace.parse(record, found, foundReasons);
            byText.parse(header.stream().map(column -> text).toList(), wanted, wantedReasons);

            assertThat(foundReasons).as(cell).isEqualTo(wantedReasons);
            assertThat(found.toString()).as(cell).isEqualTo(wanted.toString());
            understood += header.size() - wantedReasons.size();
        }
        assertThat(understood).isGreaterThan(cells.size());
    }

    @Test
    void takesNoCharsetWhoseBytesMeanOtherThings() {
        assertThatThrownBy(() -> RecordBytes.in(StandardCharsets.UTF_16))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("UTF-16");
    }
}
