package io.mlpipeline.drift.alert;

import io.mlpipeline.drift.Severity;
import java.time.Duration;
import java.util.List;

/**
 * When checks become an alert, and who hears of it. Immutable.
 *
 * <p>An alert fires when {@code breaches} of the last {@code window} checks were at least {@code fireAt}, and is over after {@code clean}
 * checks in a row below {@code clearBelow}. Checks in between keep it as it is, so that a value near the limit does not make it flap.
 *
 * @param name the rule's name, unique in a book
 * @param matcher the subjects it is for
 * @param fireAt the severity that counts as a breach
 * @param clearBelow the severity below which a check is clean; not above {@code fireAt}
 * @param breaches how many checks of the window must breach
 * @param window how many checks are remembered
 * @param clean how many clean checks in a row end an alert
 * @param repeatEvery the time between reminders of an alert that goes on; zero for none
 * @param escalateAfter the time without acknowledgement after which {@code escalateTo} is told; zero for never
 * @param channels the names of the channels that are told; empty for all
 * @param escalateTo the names of the channels told on escalation; empty for all
 */
public record AlertRule(
        String name,
        AlertMatcher matcher,
        Severity fireAt,
        Severity clearBelow,
        int breaches,
        int window,
        int clean,
        Duration repeatEvery,
        Duration escalateAfter,
        List<String> channels,
        List<String> escalateTo) {

    /**
     * Copies the lists and checks the numbers.
     *
     * @throws IllegalArgumentException if a number, a severity or a duration makes no sense
     */
    public AlertRule {
        channels = List.copyOf(channels);
        escalateTo = List.copyOf(escalateTo);
        require(!name.isBlank(), "a rule needs a name");
        require(
                breaches >= 1 && window >= breaches && window <= 1_000,
                "an alert fires after k of n checks, 1 <= k <= n <= 1,000, got " + breaches + " of " + window);
        require(clean >= 1, "an alert ends after 1 or more clean checks, got " + clean);
        require(
                fireAt != Severity.NONE && clearBelow != Severity.NONE && clearBelow.compareTo(fireAt) <= 0,
                "an alert fires at INFO or worse and clears at most there, got fireAt " + fireAt + " and clearBelow "
                        + clearBelow);
        require(
                !repeatEvery.isNegative() && !escalateAfter.isNegative(),
                "durations cannot be negative, got repeatEvery " + repeatEvery + " and escalateAfter " + escalateAfter);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("An alert rule: " + otherwise);
        }
    }

    /**
     * Starts a rule.
     *
     * @param name the rule's name
     * @return a builder: warnings fire at the second of three checks, end after two clean ones, are repeated every four hours, and go to all
     *     channels
     */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** Collects a rule's settings. Not thread-safe; {@link AlertRule} says what they mean. */
    public static final class Builder {
        private final String name;
        private AlertMatcher matcher = AlertMatcher.any();
        private Severity fireAt = Severity.WARNING;
        private Severity clearBelow = Severity.WARNING;
        private int breaches = 2;
        private int window = 3;
        private int clean = 2;
        private Duration repeatEvery = Duration.ofHours(4);
        private Duration escalateAfter = Duration.ZERO;
        private List<String> channels = List.of();
        private List<String> escalateTo = List.of();

        private Builder(String name) {
            this.name = name;
        }

        /**
         * Sets the subjects.
         *
         * @param subjects what the rule is for; everything by default
         * @return this builder
         */
        public Builder matching(AlertMatcher subjects) {
            this.matcher = subjects;
            return this;
        }

        /**
         * Sets the severities.
         *
         * @param breach what counts as a breach, {@code WARNING} by default
         * @param cleanBelow what a clean check stays below, {@code WARNING} by default
         * @return this builder
         */
        public Builder severities(Severity breach, Severity cleanBelow) {
            this.fireAt = breach;
            this.clearBelow = cleanBelow;
            return this;
        }

        /**
         * Sets when an alert begins.
         *
         * @param breachCount how many checks must breach, 2 by default
         * @param windowSize of how many, 3 by default
         * @return this builder
         */
        public Builder firesAfter(int breachCount, int windowSize) {
            this.breaches = breachCount;
            this.window = windowSize;
            return this;
        }

        /**
         * Sets when an alert ends.
         *
         * @param cleanCount how many clean checks in a row, 2 by default
         * @return this builder
         */
        public Builder endsAfter(int cleanCount) {
            this.clean = cleanCount;
            return this;
        }

        /**
         * Sets how often is reminded.
         *
         * @param interval the time between reminders, four hours by default; zero for none
         * @return this builder
         */
        public Builder repeatEvery(Duration interval) {
            this.repeatEvery = interval;
            return this;
        }

        /**
         * Sets who is told when nobody acknowledges.
         *
         * @param delay after how long; never by default
         * @param names the channels; none for all
         * @return this builder
         */
        public Builder escalateAfter(Duration delay, String... names) {
            this.escalateAfter = delay;
            this.escalateTo = List.of(names);
            return this;
        }

        /**
         * Sets who is told.
         *
         * @param names the channels; all by default
         * @return this builder
         */
        public Builder channels(String... names) {
            this.channels = List.of(names);
            return this;
        }

        /**
         * Builds the rule.
         *
         * @return the rule
         * @throws IllegalArgumentException if the settings make no sense together
         */
        public AlertRule build() {
            return new AlertRule(
                    name,
                    matcher,
                    fireAt,
                    clearBelow,
                    breaches,
                    window,
                    clean,
                    repeatEvery,
                    escalateAfter,
                    channels,
                    escalateTo);
        }
    }
}
