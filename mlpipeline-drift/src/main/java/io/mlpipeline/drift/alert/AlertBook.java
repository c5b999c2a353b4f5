package io.mlpipeline.drift.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Keeps the state of every alert and decides what people are told.
 *
 * <p>The first rule that matches a subject keeps its alert; subjects that no rule matches are ignored. A thousand checks that breach give
 * one trigger, reminders at the rule's interval, and one resolve. Silences and inhibitions keep people from being told, never the alert
 * from being kept.
 *
 * <pre>{@code
 * AlertDispatcher dispatcher = AlertDispatcher.builder(executor).channel("log", new LogChannel()).build();
 * AlertBook book = AlertBook.builder(clock, dispatcher)
 *         .rule(AlertRule.builder("default").build())
 *         .inhibition(Inhibition.dataQualityMutesDrift())
 *         .build();
 * book.check(AlertChecks.of("sales", "", driftReport));
 * }</pre>
 *
 * <p>Call {@link #tick} now and then, say every minute, so that reminders and escalations come while no checks do. Safe for use by many
 * threads. Notices are handed over one after the other under the book's lock: the consumer must neither wait nor call the book;
 * {@link AlertDispatcher} does neither.
 */
public final class AlertBook {
    private static final Duration RESOLVED_KEPT = Duration.ofDays(7);

    private final Clock clock;
    private final Consumer<AlertNotice> notices;
    private final List<AlertRule> rules;
    private final List<Inhibition> inhibitions;
    private final List<Silence> silences = new ArrayList<>();
    private final Map<AlertSubject, AlertRecord> records = new LinkedHashMap<>();

    private AlertBook(Builder builder) {
        this.clock = builder.clock;
        this.notices = builder.notices;
        this.rules = List.copyOf(builder.rules);
        this.inhibitions = List.copyOf(builder.inhibitions);
    }

    /**
     * Starts a book.
     *
     * @param clock tells the time of checks, reminders and silences
     * @param notices takes what is to be told, usually an {@link AlertDispatcher}
     * @return a builder without rules
     */
    public static Builder builder(Clock clock, Consumer<AlertNotice> notices) {
        return new Builder(clock, notices);
    }

    /**
     * Takes what one look at some subjects found, and tells what is due.
     *
     * @param checks the checks, of different subjects; together, so that one may inhibit another
     */
    public synchronized void check(Collection<AlertCheck> checks) {
        Instant now = clock.instant();
        for (AlertCheck check : checks) {
            rule(check.subject())
                    .ifPresent(
                            rule -> records.computeIfAbsent(check.subject(), subject -> new AlertRecord(subject, now))
                                    .take(check, rule, now));
        }
        tell(now);
    }

    /** Tells what has become due by the passing of time alone. */
    public synchronized void tick() {
        tell(clock.instant());
    }

    private void tell(Instant now) {
        for (AlertRecord record : records.values()) {
            AlertRule rule = rule(record.subject).orElseThrow();
            boolean muted = isMuted(record.subject, now);
            record.due(rule, muted, now).ifPresent(kind -> {
                List<String> channels = kind == NoticeKind.ESCALATION ? rule.escalateTo() : rule.channels();
                notices.accept(new AlertNotice(kind, record.snapshot(rule, muted), channels, now));
            });
        }
        records.values().removeIf(record -> record.isForgettable(now.minus(RESOLVED_KEPT)));
        silences.removeIf(silence -> !now.isBefore(silence.until()));
    }

    private Optional<AlertRule> rule(AlertSubject subject) {
        return rules.stream().filter(rule -> rule.matcher().matches(subject)).findFirst();
    }

    private boolean isMuted(AlertSubject subject, Instant now) {
        return silences.stream().anyMatch(silence -> silence.covers(subject, now))
                || inhibitions.stream().anyMatch(inhibition -> isInhibited(inhibition, subject));
    }

    private boolean isInhibited(Inhibition inhibition, AlertSubject subject) {
        return records.values().stream()
                .anyMatch(record -> record.state == AlertState.FIRING && inhibition.applies(record.subject, subject));
    }

    /**
     * Notes that somebody has taken an alert on: no more reminders or escalation until it ends, unless it becomes worse.
     *
     * @param subject what the alert is about
     * @param by who
     * @return whether such an alert is firing
     */
    public synchronized boolean acknowledge(AlertSubject subject, String by) {
        AlertRecord record = records.get(subject);
        if (record == null || record.state != AlertState.FIRING) {
            return false;
        }
        record.acknowledgedBy = by;
        return true;
    }

    /**
     * Keeps people from being told for a while.
     *
     * @param silence what and how long
     */
    public synchronized void silence(Silence silence) {
        silences.add(silence);
    }

    /**
     * The silences that are not over.
     *
     * @return a copy
     */
    public synchronized List<Silence> silences() {
        return List.copyOf(silences);
    }

    /**
     * The alerts that are pending, firing, or were resolved in the last seven days.
     *
     * @return a snapshot in the order in which they first came up
     */
    public synchronized List<Alert> alerts() {
        Instant now = clock.instant();
        return records.values().stream()
                .map(record -> record.snapshot(rule(record.subject).orElseThrow(), isMuted(record.subject, now)))
                .toList();
    }

    /**
     * The state of all alerts and silences, for {@link Builder#restore}.
     *
     * @return JSON
     */
    public synchronized String toJson() {
        return AlertJson.write(records.values(), silences);
    }

    /** Collects a book's rules. Not thread-safe. */
    public static final class Builder {
        private final Clock clock;
        private final Consumer<AlertNotice> notices;
        private final List<AlertRule> rules = new ArrayList<>();
        private final List<Inhibition> inhibitions = new ArrayList<>();
        private Optional<String> state = Optional.empty();

        private Builder(Clock clock, Consumer<AlertNotice> notices) {
            this.clock = clock;
            this.notices = notices;
        }

        /**
         * Adds a rule after those before.
         *
         * @param rule the rule
         * @return this builder
         * @throws IllegalArgumentException if another rule has its name
         */
        public Builder rule(AlertRule rule) {
            if (rules.stream().anyMatch(each -> each.name().equals(rule.name()))) {
                throw new IllegalArgumentException("Two alert rules are named '" + rule.name() + "'");
            }
            rules.add(rule);
            return this;
        }

        /**
         * Adds rules declared as JSON.
         *
         * @param json as written by {@link AlertRules#toJson}
         * @return this builder
         * @throws IllegalArgumentException if it is not such JSON or a name comes twice; the message says where
         */
        public Builder rules(String json) {
            AlertRules.fromJson(json).forEach(this::rule);
            return this;
        }

        /**
         * Adds an inhibition.
         *
         * @param inhibition which alerts mute which
         * @return this builder
         */
        public Builder inhibition(Inhibition inhibition) {
            inhibitions.add(inhibition);
            return this;
        }

        /**
         * Goes on where another book stopped, so that a restart neither repeats nor forgets.
         *
         * @param json what {@link AlertBook#toJson} gave
         * @return this builder
         */
        public Builder restore(String json) {
            this.state = Optional.of(json);
            return this;
        }

        /**
         * Builds the book.
         *
         * @return the book; alerts of its state that no rule matches any more are dropped
         * @throws IllegalArgumentException if there is no rule, or the state is not a book's
         */
        public AlertBook build() {
            if (rules.isEmpty()) {
                throw new IllegalArgumentException(
                        "Without a rule nothing becomes an alert. Maybe add AlertRule.builder(\"default\").build()");
            }
            AlertBook book = new AlertBook(this);
            state.ifPresent(json -> {
                AlertJson.records(json).stream()
                        .filter(record -> book.rule(record.subject).isPresent())
                        .forEach(record -> book.records.put(record.subject, record));
                book.silences.addAll(AlertJson.silences(json));
            });
            return book;
        }
    }
}
