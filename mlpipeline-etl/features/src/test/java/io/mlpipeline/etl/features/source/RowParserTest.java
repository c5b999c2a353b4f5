package io.mlpipeline.etl.features.source;

import static io.mlpipeline.etl.features.source.SourceColumn.bool;
import static io.mlpipeline.etl.features.source.SourceColumn.date;
import static io.mlpipeline.etl.features.source.SourceColumn.integer;
import static io.mlpipeline.etl.features.source.SourceColumn.number;
import static io.mlpipeline.etl.features.source.SourceColumn.text;
import static io.mlpipeline.etl.features.source.SourceColumn.timestamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.etl.features.quality.Violation;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowParserTest {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private final List<Violation> violations = new ArrayList<>();

    private RowBuffer parse(SourceColumn column, String cell) {
        SourceSchema schema = SourceSchema.of(column);
        RowBuffer row = RowBuffer.of(schema.schema());
        schema.parser("test.csv", List.of(column.name())).parse(List.of(cell), row, violations);
        return row;
    }

    private String refusal(SourceColumn column, String cell) {
        assertThat(parse(column, cell).isMissing(0)).isTrue();
        assertThat(violations).hasSize(1);
        assertThat(violations.get(0).value()).isEqualTo(cell);
        return violations.get(0).rule();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "12.5, 12.5",
        "+.5, 0.5",
        "7., 7",
        "-1e3, -1000",
        "1E-2, 0.01",
        "0.1, 0.1",
        "9007199254740993, 9007199254740992",
        "123456789012345678901234567890, 1.2345678901234568E29",
        "2.2250738585072011e-308, 2.225073858507201E-308",
        "4.9e-324, 4.9e-324"
    })
    void readsNumbers(String cell, double expected) {
        assertThat(Double.doubleToRawLongBits(parse(number("x"), cell).number(0)))
                .isEqualTo(Double.doubleToRawLongBits(expected));
        assertThat(violations).isEmpty();
    }

    @Test
    void roundsEveryDecimalAsTheJdkDoes() {
        Random random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            String cell = new BigDecimal(random.nextLong() >> random.nextInt(63))
                    .movePointLeft(random.nextInt(40) - 10)
                    .toString();
            assertThat(parse(number("x"), cell).number(0)).as(cell).isEqualTo(0.0 + Double.parseDouble(cell));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "1,5",
                "1_000",
                "0x10",
                "1.5d",
                "NaN",
                "Infinity",
                "inf",
                "--1",
                ".",
                "-",
                "1e",
                "1e+",
                "1 2",
                "1.2.3",
                "٣",
                "12abc"
            })
    void refusesWhatIsNoNumber(String cell) {
        assertThat(refusal(number("price"), cell)).isEqualTo("price: not a number");
    }

    @Test
    void refusesNumbersBeyondTheRange() {
        assertThat(refusal(number("price"), "1e400")).isEqualTo("price: number too large");
    }

    @Test
    void readsADecimalCommaOnlyWhereDeclared() {
        assertThat(parse(number("x").decimalComma(), "-1,25").number(0)).isEqualTo(-1.25);
        assertThat(parse(number("x").decimalComma(), "1,2345678901234567890123").number(0))
                .isEqualTo(1.2345678901234568);
        assertThat(parse(integer("x").decimalComma(), "3,0").integer(0)).isEqualTo(3);
        assertThat(violations).isEmpty();
        assertThat(refusal(number("x").decimalComma(), "1.25")).isEqualTo("x: not a number");
    }

    @ParameterizedTest
    @CsvSource({"17850, 17850", "17850.0, 17850", "-3.000, -3", "+0, 0", "9223372036854775807, 9223372036854775807"})
    void readsWholeNumbers(String cell, long expected) {
        assertThat(parse(integer("x"), cell).integer(0)).isEqualTo(expected);
        assertThat(violations).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "17850.5, not a whole number",
        "1e3, not a whole number",
        "9223372036854775808, number too large",
        "-9223372036854775808, number too large",
        "C536379, not a number"
    })
    void refusesWhatIsNoWholeNumber(String cell, String reason) {
        assertThat(refusal(integer("customer"), cell)).isEqualTo("customer: " + reason);
    }

    @Test
    void trimsAndSetsMissingValuesAside() {
        SourceColumn column = number("x").missing("NA", "?");
        for (String cell : List.of("", "   ", "NA", " ? ", "\t")) {
            assertThat(parse(column, cell).isMissing(0)).isTrue();
        }
        assertThat(parse(column, "\u00a01").isMissing(0)).isTrue();
        assertThat(violations).extracting(Violation::rule).containsExactly("x: not a number");
        assertThat(parse(column, " 4 ").number(0)).isEqualTo(4);
    }

    @Test
    void keepsOuterSpaceOfUntrimmedText() {
        assertThat(parse(text("x").untrimmed(), " a ").text(0)).isEqualTo(" a ");
        assertThat(parse(text("x"), " a ").text(0)).isEqualTo("a");
    }

    @Test
    void readsBooleans() {
        assertThat(parse(bool("x"), "TRUE").integer(0)).isEqualTo(1);
        assertThat(parse(bool("x"), "no").integer(0)).isZero();
        assertThat(parse(bool("x", Set.of("J"), Set.of("N")), "j").integer(0)).isEqualTo(1);
        assertThat(refusal(bool("x"), "maybe")).isEqualTo("x: neither true nor false");
    }

    @ParameterizedTest
    @CsvSource({"03/02/2024, 2024-02-03", "2024-02-03, 2024-02-03", "29/02/2024, 2024-02-29", "1 jan 2011, 2011-01-01"})
    void readsDatesInEveryDeclaredPattern(String cell, LocalDate expected) {
        assertThat(parse(date("d", "dd/MM/yyyy", "uuuu-MM-dd", "d MMM yyyy"), cell)
                        .integer(0))
                .isEqualTo(expected.toEpochDay());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"30/02/2024", "29/02/2023", "2024", "2024-2-3", "2024-02-03T25:00", "3/2/2024", "02/13/2024"})
    void refusesDatesThatDoNotExistOrFitNoPattern(String cell) {
        assertThat(refusal(date("d", "dd/MM/yyyy", "yyyy-MM-dd"), cell)).isEqualTo("d: not a date");
    }

    @ParameterizedTest
    @CsvSource({
        "2010-12-01 08:26:00, 2010-12-01T08:26:00Z",
        "2011-07-01 08:26:00, 2011-07-01T07:26:00Z",
        "01/07/2011 08:26, 2011-07-01T07:26:00Z",
        "2011-10-30 01:30:00, 2011-10-30T00:30:00Z",
        "2011-07-01T08:26:00-05:00, 2011-07-01T13:26:00Z",
        "1911-07-01 00:00:00, 1911-07-01T00:00:00Z"
    })
    void readsTimesInTheirZone(String cell, Instant expected) {
        SourceColumn column =
                timestamp("t", LONDON, "yyyy-MM-dd HH:mm:ss", "dd/MM/yyyy HH:mm", "yyyy-MM-dd'T'HH:mm:ssXXX");
        assertThat(parse(column, cell).integer(0)).isEqualTo(expected.getEpochSecond() * 1_000_000);
    }

    @Test
    void refusesATimeThatTheClockSkips() {
        SourceColumn column = timestamp("t", LONDON, "yyyy-MM-dd HH:mm");
        assertThat(refusal(column, "2011-03-27 01:30")).isEqualTo("t: skipped by the clock change in Europe/London");
    }

    @Test
    void doesNotMixUpRepeatedTimes() {
        SourceSchema schema = SourceSchema.of(timestamp("t", LONDON, "yyyy-MM-dd"));
        RowParser parser = schema.parser("test.csv", List.of("t"));
        RowBuffer row = RowBuffer.of(schema.schema());
        List<Long> days = new ArrayList<>();
        for (String cell : List.of("2010-12-01", "2010-12-01", "x", "2010-12-01", "2010-12-02")) {
            parser.parse(List.of(cell), row, violations);
            days.add(row.isMissing(0) ? -1 : row.integer(0) / 86_400_000_000L);
        }
        assertThat(days).containsExactly(14944L, 14944L, -1L, 14944L, 14945L);
    }

    @Test
    void doesNotDependOnTheDefaultLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(parse(text("x").upperCase(), "igloo").text(0)).isEqualTo("IGLOO");
            assertThat(parse(bool("x", Set.of("ICE"), Set.of()), "ice").integer(0))
                    .isEqualTo(1);
            assertThat(parse(date("d", "d MMM yyyy"), "5 jul 2011").integer(0))
                    .isEqualTo(LocalDate.of(2011, 7, 5).toEpochDay());
            assertThat(SourceSchema.of(text("INVOICE ID")).parser("f", List.of("invoiceid")))
                    .isNotNull();
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void reportsEveryBadCellOfARow() {
        SourceSchema schema = SourceSchema.of(integer("a"), number("b"), text("c"));
        RowBuffer row = RowBuffer.of(schema.schema());
        boolean clean = schema.parser("f", List.of("c", "b", "a")).parse(List.of("ok", "x", "1.5"), row, violations);
        assertThat(clean).isFalse();
        assertThat(row.text(2)).isEqualTo("ok");
        assertThat(violations)
                .containsExactly(
                        new Violation("a", "a: not a whole number", "1.5"), new Violation("b", "b: not a number", "x"));
    }

    @Test
    void reportsAWrongNumberOfFieldsOnce() {
        SourceSchema schema = SourceSchema.of(integer("a"), number("b"));
        RowBuffer row = RowBuffer.of(schema.schema());
        schema.parser("f", List.of("a", "b")).parse(List.of("2", "3", "5"), row, violations);
        assertThat(row.isMissing(0)).isTrue();
        assertThat(violations).containsExactly(new Violation("*", "wrong number of fields", "3 instead of 2"));
    }

    @Test
    void refusesImpossibleDeclarations() {
        assertThatThrownBy(() -> date("d")).hasMessageContaining("needs a pattern");
        assertThatThrownBy(() -> date("d", "HH:mm")).hasMessageContaining("HH:mm");
        assertThatThrownBy(() -> date("d", "yyyy-bb")).hasMessageContaining("yyyy-bb");
        assertThatThrownBy(() -> text("x").decimalComma()).hasMessageContaining("'x' holds TEXT");
        assertThatThrownBy(() -> number("x").upperCase()).hasMessageContaining("'x' holds NUMBER");
        assertThatThrownBy(() -> text("x").from()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bool("x", Set.of("a"), Set.of("A"))).hasMessageContaining("both true and false");
    }
}
