package io.mlpipeline.drift.alert;

import io.mlpipeline.drift.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One alert's memory. Guarded by its book. */
final class AlertRecord {
    final AlertSubject subject;
    final Deque<Boolean> breaches = new ArrayDeque<>();
    AlertState state = AlertState.OK;
    Severity severity = Severity.NONE;
    String words = "";
    Instant since;
    int cleanInARow;

    @Nullable
    String acknowledgedBy;

    boolean escalated;
    /** The severity people were told of, none if they were not told or have been told that it is over. */
    Severity told = Severity.NONE;

    Instant lastTold;

    AlertRecord(AlertSubject subject, Instant now) {
        this.subject = subject;
        this.since = now;
        this.lastTold = now;
    }

    void take(AlertCheck check, AlertRule rule, Instant now) {
        boolean breach = check.severity().compareTo(rule.fireAt()) >= 0;
        boolean cleanCheck = check.severity().compareTo(rule.clearBelow()) < 0;
        remember(breach, rule.window());
        cleanInARow = cleanCheck ? cleanInARow + 1 : 0;
        if (breach) {
            words = check.words();
        }
        if (state == AlertState.FIRING) {
            severity = check.severity().compareTo(severity) > 0 ? check.severity() : severity;
            if (cleanInARow >= rule.clean()) {
                enter(AlertState.RESOLVED, now);
                breaches.clear();
            }
            return;
        }
        severity = check.severity();
        long breached = breaches.stream().filter(each -> each).count();
        if (breached >= rule.breaches()) {
            acknowledgedBy = null;
            escalated = false;
            enter(AlertState.FIRING, now);
        } else if (breached > 0) {
            enter(AlertState.PENDING, now);
        } else if (state == AlertState.PENDING) {
            enter(AlertState.OK, now);
        }
    }

    private void remember(boolean breach, int window) {
        breaches.addLast(breach);
        while (breaches.size() > window) {
            breaches.removeFirst();
        }
    }

    private void enter(AlertState next, Instant now) {
        if (state != next) {
            state = next;
            since = now;
        }
    }

    /** What to tell now, if anything; the record takes it as told. */
    Optional<NoticeKind> due(AlertRule rule, boolean muted, Instant now) {
        if (state == AlertState.RESOLVED && told != Severity.NONE) {
            told = Severity.NONE;
            return Optional.of(NoticeKind.RESOLVE);
        }
        if (state != AlertState.FIRING || muted) {
            return Optional.empty();
        }
        Optional<NoticeKind> kind = dueWhileFiring(rule, now);
        kind.ifPresent(each -> {
            escalated |= each == NoticeKind.ESCALATION;
            told = severity;
            lastTold = now;
        });
        return kind;
    }

    private Optional<NoticeKind> dueWhileFiring(AlertRule rule, Instant now) {
        if (told == Severity.NONE) {
            return Optional.of(NoticeKind.TRIGGER);
        }
        if (severity.compareTo(told) > 0) {
            return Optional.of(NoticeKind.WORSENED);
        }
        if (acknowledgedBy != null) {
            return Optional.empty();
        }
        if (!escalated && elapsed(since, now, rule.escalateAfter())) {
            return Optional.of(NoticeKind.ESCALATION);
        }
        return elapsed(lastTold, now, rule.repeatEvery()) ? Optional.of(NoticeKind.REPEAT) : Optional.empty();
    }

    private static boolean elapsed(Instant from, Instant now, Duration wanted) {
        return !wanted.isZero() && Duration.between(from, now).compareTo(wanted) >= 0;
    }

    /** Whether nothing would be lost by forgetting this record. */
    boolean isForgettable(Instant resolvedBefore) {
        return state == AlertState.OK
                || (state == AlertState.RESOLVED && told == Severity.NONE && since.isBefore(resolvedBefore));
    }

    Alert snapshot(AlertRule rule, boolean muted) {
        return new Alert(
                subject, rule.name(), state, severity, words, since, Optional.ofNullable(acknowledgedBy), muted);
    }
}
