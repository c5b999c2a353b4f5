package io.mlpipeline.drift.alert;

import static io.mlpipeline.drift.Severity.CRITICAL;
import static io.mlpipeline.drift.Severity.INFO;
import static io.mlpipeline.drift.Severity.NONE;
import static io.mlpipeline.drift.Severity.WARNING;
import static io.mlpipeline.drift.alert.NoticeKind.ESCALATION;
import static io.mlpipeline.drift.alert.NoticeKind.REPEAT;
import static io.mlpipeline.drift.alert.NoticeKind.RESOLVE;
import static io.mlpipeline.drift.alert.NoticeKind.TRIGGER;
import static io.mlpipeline.drift.alert.NoticeKind.WORSENED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.drift.Severity;
import io.mlpipeline.testkit.data.MovableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What people are told, and what not. */
class AlertBookTest {
    private static final AlertSubject PRICE = new AlertSubject("sales", "", "price", AlertSubject.DRIFT);
    private static final AlertSubject PRICE_QUALITY = new AlertSubject("sales", "", "price", AlertSubject.DATA_QUALITY);
    private static final AlertSubject DATA_SET = new AlertSubject("sales", "", "", AlertSubject.DRIFT);

    private final MovableClock clock = new MovableClock();
    private final List<AlertNotice> told = new ArrayList<>();

    private AlertBook book(AlertRule.Builder rule) {
        return AlertBook.builder(clock, told::add).rule(rule.build()).build();
    }

    private static AlertRule.Builder rule() {
        return AlertRule.builder("default").repeatEvery(Duration.ZERO);
    }

    private void look(AlertBook book, AlertSubject subject, Severity... severities) {
        for (Severity severity : severities) {
            clock.move(Duration.ofMinutes(1));
            book.check(List.of(new AlertCheck(subject, severity, "'price' drifted")));
        }
    }

    private List<NoticeKind> kinds() {
        return told.stream().map(AlertNotice::kind).toList();
    }

    @Test
    void aThousandDriftedWindowsGiveOneTriggerRemindersAtTheIntervalAndOneResolve() {
        AlertBook book = book(rule().repeatEvery(Duration.ofHours(4)));
        for (int window = 0; window < 1_000; window++) {
            look(book, PRICE, WARNING);
        }
        look(book, PRICE, NONE, NONE, NONE);
        // The trigger at the second window, then 998 minutes at 240 a reminder.
        assertThat(kinds()).containsExactly(TRIGGER, REPEAT, REPEAT, REPEAT, REPEAT, RESOLVE);
        assertThat(Duration.between(told.get(0).at(), told.get(1).at())).isEqualTo(Duration.ofHours(4));
    }

    @Test
    void oneBadWindowIsNoAlertAndTwoOfThreeAre() {
        AlertBook book = book(rule());
        look(book, PRICE, WARNING, NONE, NONE, NONE);
        assertThat(book.alerts()).isEmpty();
        look(book, PRICE, WARNING);
        assertThat(book.alerts()).extracting(Alert::state).containsExactly(AlertState.PENDING);
        look(book, PRICE, NONE, CRITICAL);
        assertThat(kinds()).containsExactly(TRIGGER);
        assertThat(book.alerts()).extracting(Alert::state).containsExactly(AlertState.FIRING);
    }

    /** Fires at WARNING, is over below INFO: what hovers between the two neither fires nor ends. */
    @Test
    void aValueNearTheLimitDoesNotFlap() {
        AlertBook book = book(rule().severities(WARNING, INFO).firesAfter(1, 1).endsAfter(2));
        look(book, PRICE, INFO, INFO, WARNING, INFO, WARNING, INFO, INFO, NONE, INFO, NONE);
        assertThat(kinds()).containsExactly(TRIGGER);
        look(book, PRICE, NONE);
        assertThat(kinds()).containsExactly(TRIGGER, RESOLVE);
        assertThat(book.alerts()).extracting(Alert::state).containsExactly(AlertState.RESOLVED);
    }

    @Test
    void whatBecomesWorseIsToldAtOnce() {
        AlertBook book = book(rule());
        look(book, PRICE, WARNING, WARNING, WARNING, CRITICAL, WARNING, CRITICAL);
        assertThat(kinds()).containsExactly(TRIGGER, WORSENED);
        assertThat(told.get(1).headline()).isEqualTo("[CRITICAL] sales: 'price' drifted (worse)");
    }

    @Test
    void nobodyIsToldInASilenceButAfterItWhatStillFires() {
        AlertBook book = book(rule());
        book.silence(new Silence(
                AlertMatcher.model("sal*"),
                clock.instant(),
                clock.instant().plus(Duration.ofHours(1)),
                "ann",
                "stocktaking"));
        look(book, PRICE, WARNING, WARNING, WARNING);
        assertThat(told).isEmpty();
        assertThat(book.alerts()).extracting(Alert::muted).containsExactly(true);
        clock.move(Duration.ofHours(1));
        book.tick();
        assertThat(kinds()).containsExactly(TRIGGER);
        assertThat(book.silences()).isEmpty();
    }

    @Test
    void whatBeganAndEndedInASilenceIsNeverTold() {
        AlertBook book = book(rule());
        book.silence(
                new Silence(AlertMatcher.any(), clock.instant(), clock.instant().plus(Duration.ofHours(1)), "ann", ""));
        look(book, PRICE, WARNING, WARNING, NONE, NONE);
        clock.move(Duration.ofHours(2));
        book.tick();
        assertThat(told).isEmpty();
    }

    @Test
    void missingValuesMuteTheDriftOfTheirColumnAlone() {
        AlertBook book = AlertBook.builder(clock, told::add)
                .rule(rule().firesAfter(1, 1).build())
                .inhibition(Inhibition.dataQualityMutesDrift())
                .build();
        AlertSubject other = new AlertSubject("sales", "", "quantity", AlertSubject.DRIFT);
        book.check(List.of(
                new AlertCheck(PRICE, WARNING, "drift"),
                new AlertCheck(PRICE_QUALITY, WARNING, "missing"),
                new AlertCheck(other, WARNING, "drift")));
        assertThat(told).extracting(notice -> notice.alert().subject()).containsExactly(PRICE_QUALITY, other);
        look(book, PRICE_QUALITY, NONE, NONE);
        assertThat(told).extracting(notice -> notice.alert().subject()).contains(PRICE);
    }

    @Test
    void aDriftedDataSetSpeaksForItsColumns() {
        AlertBook book = AlertBook.builder(clock, told::add)
                .rule(rule().firesAfter(1, 1).build())
                .inhibition(Inhibition.dataSetMutesColumns())
                .build();
        book.check(List.of(new AlertCheck(PRICE, WARNING, "column"), new AlertCheck(DATA_SET, WARNING, "data set")));
        assertThat(told).extracting(notice -> notice.alert().subject()).containsExactly(DATA_SET);
    }

    @Test
    void nobodyTakingItOnIsEscalatedOnce() {
        AlertBook book = book(rule().channels("chat").escalateAfter(Duration.ofMinutes(30), "pager"));
        look(book, PRICE, WARNING, WARNING);
        clock.move(Duration.ofMinutes(30));
        book.tick();
        book.tick();
        assertThat(kinds()).containsExactly(TRIGGER, ESCALATION);
        assertThat(told).extracting(AlertNotice::channels).containsExactly(List.of("chat"), List.of("pager"));
    }

    @Test
    void whatIsAcknowledgedIsNeitherRepeatedNorEscalatedUntilItsNextTime() {
        AlertBook book = book(rule().repeatEvery(Duration.ofMinutes(5)).escalateAfter(Duration.ofMinutes(9)));
        look(book, PRICE, WARNING, WARNING);
        assertThat(book.acknowledge(PRICE, "bob")).isTrue();
        assertThat(book.acknowledge(DATA_SET, "bob")).isFalse();
        clock.move(Duration.ofHours(1));
        book.tick();
        look(book, PRICE, NONE, NONE, WARNING, WARNING);
        assertThat(kinds()).containsExactly(TRIGGER, RESOLVE, TRIGGER);
        assertThat(book.alerts().get(0).acknowledgedBy()).isEmpty();
    }

    @Test
    void theFirstMatchingRuleKeepsAnAlertAndWhatNoneMatchesIsIgnored() {
        AlertBook book = AlertBook.builder(clock, told::add)
                .rule(rule().matching(new AlertMatcher("sales", "*", "pri?e", "drift"))
                        .firesAfter(1, 1)
                        .build())
                .rule(AlertRule.builder("slow")
                        .matching(AlertMatcher.model("sales"))
                        .firesAfter(3, 3)
                        .build())
                .build();
        look(book, PRICE, WARNING);
        look(book, DATA_SET, WARNING);
        look(book, new AlertSubject("returns", "", "", "drift"), CRITICAL, CRITICAL, CRITICAL);
        assertThat(told).extracting(notice -> notice.alert().subject()).containsExactly(PRICE);
        assertThat(book.alerts()).extracting(Alert::rule).containsExactly("default", "slow");
    }

    @Test
    void aRestartNeitherRepeatsNorForgets() {
        AlertBook first = book(rule().repeatEvery(Duration.ofHours(4)));
        look(first, PRICE, WARNING, WARNING);
        look(first, DATA_SET, WARNING);
        first.acknowledge(PRICE, "bob");
        first.silence(new Silence(
                AlertMatcher.model("x"), clock.instant(), clock.instant().plusSeconds(99), "ann", "why"));
        AlertBook second = AlertBook.builder(clock, told::add)
                .rule(rule().repeatEvery(Duration.ofHours(4)).build())
                .restore(first.toJson())
                .build();
        assertThat(second.alerts()).isEqualTo(first.alerts()).hasSize(2);
        assertThat(second.silences()).isEqualTo(first.silences());
        look(second, PRICE, WARNING, NONE, NONE);
        look(second, DATA_SET, WARNING);
        assertThat(kinds()).containsExactly(TRIGGER, RESOLVE, TRIGGER);
    }

    @Test
    void rulesAreTheSameAfterJson() {
        List<AlertRule> rules = List.of(
                rule().build(),
                AlertRule.builder("pages")
                        .matching(new AlertMatcher("sales", "store-*", "?*", "performance"))
                        .severities(CRITICAL, INFO)
                        .firesAfter(3, 5)
                        .endsAfter(4)
                        .channels("chat", "mail")
                        .escalateAfter(Duration.ofMinutes(10), "pager")
                        .build());
        assertThat(AlertRules.fromJson(AlertRules.toJson(rules))).isEqualTo(rules);
        assertThat(AlertRules.fromJson("[{\"name\": \"default\"}]"))
                .containsExactly(AlertRule.builder("default").build());
    }

    @Test
    void wrongJsonIsRefusedWithThePlace() {
        assertThatThrownBy(() -> AlertRules.fromJson("{")).hasMessageContaining("Not JSON");
        assertThatThrownBy(() -> AlertRules.fromJson("{}")).hasMessageContaining("a JSON array, got OBJECT");
        assertThatThrownBy(() -> AlertRules.fromJson("[{\"name\":\"a\"},{\"name\":\"b\",\"fireat\":\"INFO\"}]"))
                .hasMessageContaining("Alert rule 2 has the unknown field 'fireat'; known are [name, ");
        assertThatThrownBy(() -> AlertRules.fromJson("[{\"name\":\"a\",\"repeatEvery\":\"4h\"}]"))
                .hasMessageContaining("'repeatEvery' must be a duration such as PT4H, got \"4h\"");
        assertThatThrownBy(() -> AlertRules.fromJson("[{\"name\":\"a\",\"breaches\":1.5}]"))
                .hasMessageContaining("'breaches' must be a whole number, got 1.5");
        assertThatThrownBy(() -> AlertRules.fromJson("[{\"name\":\"a\",\"fireAt\":\"BAD\"}]"))
                .hasMessageContaining("must be one of [NONE, INFO, WARNING, CRITICAL], got \"BAD\"");
        assertThatThrownBy(() -> book(rule())
                        .toJson()
                        .transform(json -> AlertBook.builder(clock, told::add)
                                .rule(rule().build())
                                .restore(json.replace("\"format\":1", "\"format\":9"))
                                .build()))
                .hasMessageContaining("format 1, got 9. Maybe it was written by a newer version");
    }

    @Test
    void refusesRulesThatMeanNothing() {
        assertThatThrownBy(() -> rule().firesAfter(3, 2).build()).hasMessageContaining("got 3 of 2");
        assertThatThrownBy(() -> rule().endsAfter(0).build()).hasMessageContaining("1 or more clean checks, got 0");
        assertThatThrownBy(() -> rule().severities(WARNING, CRITICAL).build())
                .hasMessageContaining("clearBelow CRITICAL");
        assertThatThrownBy(() -> rule().repeatEvery(Duration.ofSeconds(-1)).build())
                .hasMessageContaining("negative");
        assertThatThrownBy(() -> AlertBook.builder(clock, told::add).build()).hasMessageContaining("Without a rule");
        assertThatThrownBy(() ->
                        AlertBook.builder(clock, told::add).rule(rule().build()).rule(rule().build()))
                .hasMessageContaining("Two alert rules are named 'default'");
        assertThatThrownBy(() -> new AlertSubject("", "", "", "drift")).hasMessageContaining("got model ''");
    }

    @Test
    void keysOfDifferentSubjectsDiffer() {
        assertThat(new AlertSubject("a|b", "", "c", "d").key()).isEqualTo("a%7Cb||c|d");
        assertThat(new AlertSubject("a", "b|", "c", "d").key())
                .isNotEqualTo(new AlertSubject("a", "b", "|c", "d").key());
    }
}
