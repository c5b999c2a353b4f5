package io.mlpipeline.etl.features.quality;

import static io.mlpipeline.etl.features.quality.Checks.between;
import static io.mlpipeline.etl.features.quality.Checks.equalTo;
import static io.mlpipeline.etl.features.quality.Checks.existsIn;
import static io.mlpipeline.etl.features.quality.Checks.holds;
import static io.mlpipeline.etl.features.quality.Checks.length;
import static io.mlpipeline.etl.features.quality.Checks.positive;
import static io.mlpipeline.etl.features.quality.Checks.unique;
import static io.mlpipeline.etl.features.quality.TableChecks.completeness;
import static io.mlpipeline.etl.features.quality.TableChecks.distributedAs;
import static io.mlpipeline.etl.features.quality.TableChecks.fresh;
import static io.mlpipeline.etl.features.quality.TableChecks.freshDay;
import static io.mlpipeline.etl.features.quality.TableChecks.mean;
import static io.mlpipeline.etl.features.quality.TableChecks.mostly;
import static io.mlpipeline.etl.features.quality.TableChecks.quantile;
import static io.mlpipeline.etl.features.quality.TableChecks.rowsAtLeast;
import static io.mlpipeline.etl.features.quality.TableChecks.rowsBetween;
import static io.mlpipeline.etl.features.quality.TableChecks.standardDeviation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.profile.NumericProfile;
import io.mlpipeline.api.report.HtmlReport;
import io.mlpipeline.etl.features.expr.Form;
import io.mlpipeline.etl.features.operator.Binary;
import io.mlpipeline.etl.features.operator.ColumnValue;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableChecksTest {
    private static final Schema SCHEMA = Schema.builder()
            .text("code")
            .integer("quantity")
            .number("price")
            .number("total")
            .timestamp("at")
            .date("day")
            .build();
    private static final Instant NOW = Instant.parse("2024-05-02T00:00:00Z");

    /** Prices 1 to 100, every tenth missing; sold on the 1st of May, the last an hour before midnight. */
    private static final Frame ROWS = rows();

    private static Frame rows() {
        Frame.Builder rows = Frame.builder(SCHEMA);
        for (int i = 1; i <= 100; i++) {
            RowBuffer row = RowBuffer.of(SCHEMA)
                    .set("code", "c" + i)
                    .set("quantity", 2.0)
                    .set("total", 2.0 * i)
                    .set("at", NOW.minusSeconds(3_600L * (101 - i)))
                    .set("day", LocalDate.of(2024, 5, 1));
            rows.add(i % 10 == 0 ? row : row.set("price", i));
        }
        return rows.build();
    }

    private static TableOutcome outcome(TableCheck check) {
        Expectations expectations =
                Expectations.over(SCHEMA).warn("rule", check).build();
        return report(expectations).tableRules().get(0);
    }

    /** Three parts, merged. */
    private static QualityReport report(Expectations expectations) {
        QualityTally total = new QualityTally(expectations);
        for (int part = 0; part < 3; part++) {
            QualityTally tally = new QualityTally(expectations);
            TableTally.Counter counter = tally.table().counter(expectations);
            for (Frame.Cursor row = ROWS.cursor(); row.next(); ) {
                if (row.position() % 3 == part) {
                    tally.addGood(1);
                    counter.add(row);
                }
            }
            total.merge(tally);
        }
        return total.report();
    }

    private static boolean isMet(TableCheck check) {
        return outcome(check).isMet();
    }

    @Test
    void judgesRowsCompletenessAndShares() {
        assertThat(isMet(rowsAtLeast(100))).isTrue();
        assertThat(isMet(rowsAtLeast(101))).isFalse();
        assertThat(isMet(rowsBetween(1, 99))).isFalse();
        assertThat(isMet(completeness("price", 0.9))).isTrue();
        assertThat(outcome(completeness("price", 0.91)))
                .returns(false, TableOutcome::isMet)
                .returns("0.9", TableOutcome::observed);
        assertThat(isMet(mostly(0.5, between("total", 0, 100)))).isTrue();
        assertThat(isMet(mostly(0.51, between("total", 0, 100)))).isFalse();
    }

    @Test
    void judgesFreshnessByTheHostsTime() {
        assertThat(isMet(fresh("at", NOW, Duration.ofHours(1)))).isTrue();
        assertThat(isMet(fresh("at", NOW, Duration.ofMinutes(59)))).isFalse();
        assertThat(outcome(fresh("at", NOW, Duration.ofMinutes(59))).observed()).isEqualTo("2024-05-01T23:00:00Z");
        assertThat(isMet(freshDay("day", NOW, Duration.ofDays(1)))).isTrue();
        assertThat(isMet(freshDay("day", NOW, Duration.ofHours(23)))).isFalse();
    }

    @Test
    void judgesStatisticsAgainstSumsByHand() {
        double mean =
                IntStream.rangeClosed(1, 100).filter(i -> i % 10 > 0).average().orElseThrow();
        assertThat(mean).isEqualTo(50.0);
        assertThat(isMet(mean("price", 50, 50))).isTrue();
        assertThat(isMet(mean("price", 50.01, 60))).isFalse();
        // numpy.std([2, 4, ..., 200], ddof=1) = 58.02298395176403
        assertThat(isMet(standardDeviation("total", 58.0229, 58.0230))).isTrue();
        assertThat(isMet(quantile("total", 0.25, 50, 50))).isTrue();
        assertThat(isMet(quantile("total", 0.25, 51, 60))).isFalse();
    }

    @Test
    void judgesADistributionByItsGreatestDistance() {
        NumericProfile.Accumulator same = new NumericProfile.Accumulator();
        NumericProfile.Accumulator shifted = new NumericProfile.Accumulator();
        for (int i = 1; i <= 100; i++) {
            same.add(2.0 * i);
            shifted.add(2.0 * i + 40);
        }
        assertThat(isMet(distributedAs(same.build("total"), 0))).isTrue();
        // scipy.stats.ks_2samp of the two samples: statistic 0.2
        assertThat(outcome(distributedAs(shifted.build("total"), 0.2)).observed())
                .startsWith("0.2");
        assertThat(isMet(distributedAs(shifted.build("total"), 0.19))).isFalse();
    }

    @Test
    void endsTheRunWhereTheTableMustBeGood() {
        Expectations strict = Expectations.over(SCHEMA)
                .fail("enough prices", completeness("price", 0.99))
                .warn("few rows", rowsBetween(0, 10))
                .build();
        QualityReport report = report(strict);
        assertThat(report.toString()).contains("broken     'few rows' (from 0 to 10 rows): found 100");
        assertThatThrownBy(() -> strict.judge(report))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("'enough prices' (price is not missing in at least a share of 0.99): found 0.9");
    }

    private static boolean passes(Check check, Row row) {
        List<Violation> violations = new ArrayList<>();
        Expectations.over(SCHEMA).quarantine("rule", check).build().checker().check(row, violations);
        return violations.isEmpty();
    }

    @Test
    void checksRowsByExpressionsReferencesTimesAndLengths() {
        Row first = ROWS.row(0);
        Row noPrice = ROWS.row(9);
        var product = new Binary(Binary.Kind.MULTIPLY, new ColumnValue("price"), new ColumnValue("quantity"));
        assertThat(passes(equalTo("total", product, 1e-9), first)).isTrue();
        assertThat(passes(equalTo("total", product, 1e-9), noPrice)).isTrue();
        assertThat(passes(equalTo("total", new ColumnValue("price"), 0.5), first))
                .isFalse();
        assertThat(passes(holds("price is there", new ColumnValue("price")), first))
                .isTrue();
        Frame known = ROWS.where(row -> row < 5);
        assertThat(passes(existsIn("code", known, "code"), first)).isTrue();
        assertThat(passes(existsIn("code", known, "code"), ROWS.row(5))).isFalse();
        assertThat(passes(existsIn("quantity", known, "quantity"), ROWS.row(5))).isTrue();
        assertThat(passes(length("code", 2, 2), first)).isTrue();
        assertThat(passes(length("code", 3, 9), first)).isFalse();
        assertThat(passes(between("day", LocalDate.of(2024, 5, 1), LocalDate.of(2024, 5, 1)), first))
                .isTrue();
        assertThat(passes(between("at", NOW, NOW), first)).isFalse();
    }

    @Test
    void countsOneDistributionAColumnWhateverTheNumberOfChecks() {
        Expectations.Builder many = Expectations.over(SCHEMA);
        for (int i = 0; i < 50; i++) {
            many.warn("mean " + i, mean("price", i, 50 + i));
        }
        QualityReport report = report(many.build());
        assertThat(report.tableRules()).hasSize(50).allMatch(TableOutcome::isMet);
    }

    @Test
    void refusesWhatFitsNoTable() {
        Expectations.Builder rules = Expectations.over(SCHEMA).warn("a", rowsAtLeast(1));
        assertThatThrownBy(() -> rules.warn("a", positive("price"))).hasMessageContaining("name of its own");
        assertThatThrownBy(() -> rules.fail("b", mean("code", 1, 2))).hasMessageContaining("Column 'code' holds TEXT");
        assertThatThrownBy(() -> rules.fail("b", fresh("day", NOW, Duration.ZERO)))
                .hasMessageContaining("needs a TIMESTAMP; column 'day' is DATE");
        assertThatThrownBy(() -> rules.fail("b", completeness("cost", 1))).hasMessageContaining("No column 'cost'");
        assertThatThrownBy(() -> mostly(0.9, unique("code"))).hasMessageContaining("compares rows");
        assertThatThrownBy(() -> completeness("price", 1.5)).hasMessageContaining("got 1.5");
        assertThatThrownBy(() -> quantile("price", 2, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rowsBetween(5, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> existsIn("price", ROWS, "price")).hasMessageContaining("make no reference");
    }

    @Test
    void tellsPeopleAndPrograms() {
        Expectations expectations = Expectations.over(SCHEMA)
                .quarantine("no price", positive("price"))
                .warn("few <rows>", rowsBetween(0, 10))
                .build();
        QualityTally tally = new QualityTally(expectations);
        tally.addGood(1);
        tally.add(
                new QuarantinedRow("in/f.csv", 7, "k7", "a,\"b\"", List.of(new Violation("price", "no price", "0.0"))));
        QualityReport report = tally.report();
        Form json = Form.parse(report.toJson());
        assertThat(json.integer("read")).isEqualTo(2);
        assertThat(json.forms("rules").get(0).forms("examples").get(0).text("raw"))
                .isEqualTo("a,\"b\"");
        assertThat(json.forms("rules").get(0).forms("examples").get(0).text("key"))
                .isEqualTo("k7");
        assertThat(json.forms("table").get(0).integer("met")).isEqualTo(1);
        String page = HtmlReport.render(report.toReport("Sales"));
        assertThat(page).contains("Sales", "no price", "few &lt;rows&gt;", "f.csv", "k7");
    }

    @ParameterizedTest
    @CsvSource({
        "0.7481600451153317,0.74816",
        "-3.9015045124857823,-3.9015",
        "524877,524877",
        "2026-03-05,2026-03-05",
        "NaN,NaN"
    })
    void reportsShowWhatWasFoundRounded(String observed, String shown) {
        assertThat(QualityDocument.figure(observed)).isEqualTo(shown);
    }
}
