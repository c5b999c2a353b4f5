package io.mlpipeline.etl.features.quality;

import static io.mlpipeline.etl.features.quality.Checks.atLeast;
import static io.mlpipeline.etl.features.quality.Checks.atMost;
import static io.mlpipeline.etl.features.quality.Checks.between;
import static io.mlpipeline.etl.features.quality.Checks.matches;
import static io.mlpipeline.etl.features.quality.Checks.matchesNot;
import static io.mlpipeline.etl.features.quality.Checks.notNull;
import static io.mlpipeline.etl.features.quality.Checks.oneOf;
import static io.mlpipeline.etl.features.quality.Checks.positive;
import static io.mlpipeline.etl.features.quality.Checks.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.api.error.InvalidDataException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectationsTest {
    private static final Schema SCHEMA =
            Schema.builder().text("invoice").integer("quantity").number("price").build();

    private static RowBuffer row(String invoice, long quantity, double price) {
        RowBuffer row = RowBuffer.of(SCHEMA).setInteger(1, quantity).setNumber(2, price);
        return invoice.isEmpty() ? row : row.setText(0, invoice);
    }

    private static boolean passes(Check check, RowBuffer row) {
        List<Violation> violations = new ArrayList<>();
        Expectations.over(SCHEMA).quarantine("rule", check).build().checker().check(row, violations);
        return violations.isEmpty();
    }

    @Test
    void eachCheckTellsGoodFromBad() {
        assertThat(passes(notNull("invoice"), row("a", 1, 1))).isTrue();
        assertThat(passes(notNull("invoice"), row("", 1, 1))).isFalse();
        assertThat(passes(positive("price"), row("a", 1, 0.01))).isTrue();
        assertThat(passes(positive("price"), row("a", 1, 0))).isFalse();
        assertThat(passes(positive("quantity"), row("a", -1, 1))).isFalse();
        assertThat(passes(atLeast("price", 2), row("a", 1, 2))).isTrue();
        assertThat(passes(atLeast("price", 2), row("a", 1, 1.9))).isFalse();
        assertThat(passes(atMost("price", 2), row("a", 1, 2))).isTrue();
        assertThat(passes(atMost("price", 2), row("a", 1, 2.1))).isFalse();
        assertThat(passes(between("quantity", 1, 3), row("a", 3, 1))).isTrue();
        assertThat(passes(between("quantity", 1, 3), row("a", 4, 1))).isFalse();
        assertThat(passes(matches("invoice", "C\\d+"), row("C12", 1, 1))).isTrue();
        assertThat(passes(matches("invoice", "C\\d+"), row("xC12", 1, 1))).isFalse();
        assertThat(passes(matchesNot("invoice", "C.*"), row("C12", 1, 1))).isFalse();
        assertThat(passes(oneOf("invoice", "a", "b"), row("b", 1, 1))).isTrue();
        assertThat(passes(oneOf("invoice", "a", "b"), row("c", 1, 1))).isFalse();
    }

    @Test
    void theKeyIsTheDeclaredColumnsAsACsvRecord() {
        Expectations expectations =
                Expectations.over(SCHEMA).key("price", "invoice").build();
        assertThat(expectations.keyOf(row("a,b", 1, 2))).isEqualTo("2.0,\"a,b\"");
        assertThat(expectations.keyOf(RowBuffer.of(SCHEMA))).isEqualTo(",");
        assertThat(Expectations.over(SCHEMA).build().keyOf(row("a", 1, 2))).isEmpty();
    }

    @Test
    void refusesKeysThatAreNone() {
        assertThatThrownBy(() -> Expectations.over(SCHEMA).key())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one or more columns");
        assertThatThrownBy(() -> Expectations.over(SCHEMA).key("price", "price"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("each named once, got [price, price]");
        assertThatThrownBy(() -> Expectations.over(SCHEMA).key("nowhere"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere");
        assertThatThrownBy(() -> Expectations.over(SCHEMA).key("price").key("invoice"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("[price] already");
    }

    @Test
    void aMissingValuePassesAllButNotNull() {
        RowBuffer empty = RowBuffer.of(SCHEMA);
        for (Check check : List.of(
                positive("price"),
                between("quantity", 1, 2),
                matches("invoice", "a"),
                matchesNot("invoice", "a"),
                oneOf("invoice", "a"))) {
            assertThat(passes(check, empty)).as(check.description()).isTrue();
        }
    }

    @Test
    void keepsAllViolationsAndLetsTheFirstDecide() {
        Expectations expectations = Expectations.over(SCHEMA)
                .warn("no invoice", notNull("invoice"))
                .drop("cancellation", positive("quantity"))
                .quarantine("no price", positive("price"))
                .build();
        List<Violation> violations = new ArrayList<>();
        expectations.checker().check(row("", -6, 0), violations);
        List<Violation> ordered = expectations.inOrder(violations);
        assertThat(ordered)
                .containsExactly(
                        new Violation("quantity", "cancellation", "-6"),
                        new Violation("price", "no price", "0.0"),
                        new Violation("invoice", "no invoice", ""));
        assertThat(expectations.severityOf(ordered.get(0))).isEqualTo(Severity.DROP);
    }

    @Test
    void doesNotBlameAColumnTwiceThatCouldNotBeParsed() {
        Expectations expectations = Expectations.over(SCHEMA)
                .quarantine("no invoice", notNull("invoice"))
                .quarantine("no price", notNull("price"))
                .build();
        List<Violation> violations = new ArrayList<>(List.of(new Violation("price", "price: not a number", "x")));
        expectations.checker().check(row("", 1, Double.NaN), violations);
        assertThat(expectations.inOrder(violations))
                .extracting(Violation::rule)
                .containsExactly("price: not a number", "no invoice");
    }

    @Test
    void countsEveryRowInOnePlaceAndEveryHit() {
        Expectations expectations = Expectations.over(SCHEMA)
                .drop("cancellation", matchesNot("invoice", "C.*"))
                .quarantine("bad quantity", positive("quantity"))
                .warn("cheap", atLeast("price", 1))
                .build();
        QualityTally left = new QualityTally(expectations);
        QualityTally right = new QualityTally(expectations);
        add(left, expectations, 1, row("C1", -1, 5));
        add(left, expectations, 2, row("2", -1, 5));
        add(right, expectations, 3, row("3", 1, 0.5));
        add(right, expectations, 4, row("4", 1, 5));
        left.merge(right);
        QualityReport report = left.report();
        assertThat(report.read()).isEqualTo(4);
        assertThat(report.kept()).isEqualTo(2);
        assertThat(report.dropped()).isEqualTo(1);
        assertThat(report.quarantined()).isEqualTo(1);
        assertThat(report.rule("bad quantity").rows()).isEqualTo(1);
        assertThat(report.rule("bad quantity").hits()).isEqualTo(2);
        assertThat(report.rule("cheap").rows()).isEqualTo(1);
        assertThat(report.rule("cancellation").examples()).hasSize(1);
        assertThat(report.toString())
                .startsWith("4 rows read = 2 kept + 1 quarantined + 1 dropped")
                .contains("bad quantity: quantity is above 0.0");
        assertThatThrownBy(() -> report.rule("other")).hasMessageContaining("No rule 'other'");
    }

    private static void add(QualityTally tally, Expectations expectations, long line, RowBuffer row) {
        List<Violation> violations = new ArrayList<>();
        expectations.checker().check(row, violations);
        if (violations.isEmpty()) {
            tally.addGood(1);
        } else {
            tally.add(new QuarantinedRow("f.csv", line, "", "raw", expectations.inOrder(violations)));
        }
    }

    @Test
    void keepsTheFirstExamplesWhateverTheOrder() {
        Expectations expectations =
                Expectations.over(SCHEMA).quarantine("price", positive("price")).build();
        QualityTally tally = new QualityTally(expectations);
        for (long line : new long[] {9, 4, 7, 2, 8, 3}) {
            add(tally, expectations, line, row("a", 1, 0));
        }
        assertThat(tally.report().rule("price").examples())
                .extracting(QuarantinedRow::line)
                .containsExactly(2L, 3L, 4L);
    }

    @Test
    void refusesAReportThatLosesRows() {
        assertThatThrownBy(() -> new QualityReport(3, 2, List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("lost or counted twice");
    }

    @Test
    void endsTheRunAboveTheMaximumShare() {
        Expectations.Builder rules = Expectations.over(SCHEMA).quarantine("price", positive("price"));
        QualityReport report = reportOf(rules.build(), 1, 3);
        rules.maxQuarantineShare(0.25).build().judge(report);
        assertThatThrownBy(() -> rules.maxQuarantineShare(0.24).build().judge(report))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("1 of 4 rows would be quarantined")
                .hasMessageContaining("f.csv line 1, column price, value '0.0'");
    }

    @Test
    void endsTheRunWhereARuleMustHoldOrNothingIsLeft() {
        Expectations strict =
                Expectations.over(SCHEMA).fail("price", positive("price")).build();
        assertThatThrownBy(() -> strict.judge(reportOf(strict, 1, 3)))
                .hasMessageContaining("1 of 4 rows break a rule that must hold: 'price' (price is above 0.0)");
        Expectations mild =
                Expectations.over(SCHEMA).quarantine("price", positive("price")).build();
        assertThatThrownBy(() -> mild.judge(reportOf(mild, 2, 0))).hasMessageContaining("None of 2 rows is good");
        assertThatThrownBy(() -> mild.judge(reportOf(mild, 0, 0))).hasMessageContaining("no row below the header");
    }

    private static QualityReport reportOf(Expectations expectations, int bad, int good) {
        QualityTally tally = new QualityTally(expectations);
        for (int line = 1; line <= bad + good; line++) {
            add(tally, expectations, line, row("a", 1, line <= bad ? 0 : 1));
        }
        return tally.report();
    }

    @Test
    void findsRepeatedRows() {
        Expectations expectations = Expectations.over(SCHEMA)
                .drop("duplicate", unique())
                .quarantine("same invoice", unique("invoice"))
                .build();
        assertThat(repeats(expectations, 0, row("a", 1, 2), row("a", 1, 2), row("a", 1, 3), row("b", 1, 3)))
                .containsExactly(false, true, false, false);
        assertThat(repeats(expectations, 1, row("", 1, 2), row("", 5, 2), row("b", 1, 2), row("b", 2, 2)))
                .containsExactly(false, true, false, true);
        assertThat(repeats(expectations, 0, row("a", 1, Double.NaN), row("a", 1, Double.NaN)))
                .containsExactly(false, true);
    }

    private static List<Boolean> repeats(Expectations expectations, int rule, RowBuffer... rows) {
        RepeatScan scan = expectations.uniqueRules().get(rule).scan(SCHEMA);
        List<Boolean> repeats = new ArrayList<>();
        for (RowBuffer row : rows) {
            List<Violation> violations = new ArrayList<>();
            scan.check(row, violations);
            repeats.add(!violations.isEmpty());
        }
        return repeats;
    }

    @Test
    void refusesRulesThatFitNoColumn() {
        Expectations.Builder rules = Expectations.over(SCHEMA).warn("a", notNull("price"));
        assertThatThrownBy(() -> rules.warn("a", notNull("price"))).hasMessageContaining("name of its own");
        assertThatThrownBy(() -> rules.warn("b", notNull("cost"))).hasMessageContaining("No column 'cost'");
        assertThatThrownBy(() -> rules.warn("b", unique("cost"))).hasMessageContaining("No column 'cost'");
        assertThatThrownBy(() -> rules.warn("b", positive("invoice"))).hasMessageContaining("'invoice' of type TEXT");
        assertThatThrownBy(() -> rules.warn("b", matches("price", "a"))).hasMessageContaining("'price' of type NUMBER");
        assertThatThrownBy(() -> between("price", 2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rules.maxQuarantineShare(1.5)).isInstanceOf(IllegalArgumentException.class);
    }
}
