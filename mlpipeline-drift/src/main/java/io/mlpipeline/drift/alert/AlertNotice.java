package io.mlpipeline.drift.alert;

import java.time.Instant;
import java.util.List;

/**
 * Something to tell.
 *
 * @param kind why
 * @param alert the alert
 * @param channels the names of the channels to tell; empty for all
 * @param at when
 */
public record AlertNotice(NoticeKind kind, Alert alert, List<String> channels, Instant at) {
    /** Copies the list. */
    public AlertNotice {
        channels = List.copyOf(channels);
    }

    /**
     * The notice as one line.
     *
     * @return such as {@code [CRITICAL] sales: 'price' drifted ...}
     */
    public String headline() {
        String what = kind == NoticeKind.RESOLVE ? "RESOLVED" : alert.severity().name();
        AlertSubject subject = alert.subject();
        String place = subject.segment().isEmpty() ? subject.model() : subject.model() + " / " + subject.segment();
        String note = switch (kind) {
            case REPEAT -> " (still)";
            case WORSENED -> " (worse)";
            case ESCALATION -> " (nobody has acknowledged this)";
            case TRIGGER, RESOLVE -> "";
        };
        return "[" + what + "] " + place + ": " + alert.words() + note;
    }
}
