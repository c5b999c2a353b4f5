package io.mlpipeline.drift.alert;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers notices on the host's threads, with retries, in order for each channel, and without ever holding up the caller.
 *
 * <p>Every channel has a queue of its own with a bound, so that a dead one delays no other. A notice that does not fit, is refused, or
 * fails too often becomes a {@link DeadLetter}; none is lost silently. Between attempts no thread waits. Safe for use by many threads.
 */
public final class AlertDispatcher implements Consumer<AlertNotice> {
    private static final Logger LOG = LoggerFactory.getLogger(AlertDispatcher.class);

    private final Map<String, ChannelQueue> queues;

    private AlertDispatcher(Builder builder) {
        Map<String, ChannelQueue> byName = new LinkedHashMap<>();
        builder.channels.forEach((name, channel) -> byName.put(name, new ChannelQueue(name, channel, builder)));
        this.queues = byName;
    }

    /**
     * Starts a dispatcher.
     *
     * @param executor runs deliveries; a thread is taken for one attempt at a time of each channel
     * @return a builder: 1,000 waiting notices a channel, 6 attempts, after 1 second and then twice as long each time up to 5 minutes; dead
     *     letters go to the log
     */
    public static Builder builder(Executor executor) {
        return new Builder(executor);
    }

    /**
     * Takes a notice for its channels. Returns at once.
     *
     * @param notice the notice; a channel it names that is not there gives a dead letter in the log
     */
    @Override
    public void accept(AlertNotice notice) {
        List<String> names = notice.channels().isEmpty() ? new ArrayList<>(queues.keySet()) : notice.channels();
        for (String name : names) {
            ChannelQueue queue = queues.get(name);
            if (queue == null) {
                LOG.error(
                        "No alert channel '{}'; there are {}. Not told: {}", name, queues.keySet(), notice.headline());
            } else {
                queue.add(notice);
            }
        }
    }

    /**
     * How many notices have not yet been delivered or given up.
     *
     * @return the number over all channels
     */
    public int pending() {
        return queues.values().stream().mapToInt(ChannelQueue::size).sum();
    }

    static void log(DeadLetter letter) {
        LOG.error(
                "Alert channel '{}' gave up after {} attempts ({}). Not told: {}",
                letter.channel(),
                letter.attempts(),
                letter.reason(),
                letter.notice().headline());
    }

    /** Collects a dispatcher's settings. Not thread-safe. */
    public static final class Builder {
        final Executor executor;
        final Map<String, AlertChannel> channels = new LinkedHashMap<>();
        int capacity = 1_000;
        int attempts = 6;
        Duration firstDelay = Duration.ofSeconds(1);
        Duration longestDelay = Duration.ofMinutes(5);
        Consumer<DeadLetter> deadLetters = AlertDispatcher::log;

        private Builder(Executor executor) {
            this.executor = executor;
        }

        /**
         * Adds a channel.
         *
         * @param name what rules call it
         * @param channel the channel
         * @return this builder
         * @throws IllegalArgumentException if the name is taken
         */
        public Builder channel(String name, AlertChannel channel) {
            if (channels.putIfAbsent(name, channel) != null) {
                throw new IllegalArgumentException("Two alert channels are named '" + name + "'");
            }
            return this;
        }

        /**
         * Sets how many notices may wait for a channel.
         *
         * @param notices 1 or more; 1,000 by default
         * @return this builder
         * @throws IllegalArgumentException if it is below 1
         */
        public Builder capacity(int notices) {
            if (notices < 1) {
                throw new IllegalArgumentException("A channel's queue holds 1 or more notices, got " + notices);
            }
            this.capacity = notices;
            return this;
        }

        /**
         * Sets how often is tried, and when.
         *
         * @param count the most attempts, 1 or more; 6 by default
         * @param first the wait after the first, doubled after each further one; 1 second by default
         * @param longest the longest wait; 5 minutes by default. A receiver that asks for more gets it
         * @return this builder
         * @throws IllegalArgumentException if a number is out of range
         */
        public Builder retries(int count, Duration first, Duration longest) {
            if (count < 1 || first.isNegative() || longest.compareTo(first) < 0) {
                throw new IllegalArgumentException(
                        "Retries need 1 or more attempts and 0 <= first <= longest wait, got " + count + ", " + first
                                + ", " + longest);
            }
            this.attempts = count;
            this.firstDelay = first;
            this.longestDelay = longest;
            return this;
        }

        /**
         * Sets who takes what could not be delivered.
         *
         * @param consumer takes dead letters on the executor's or the caller's thread; must not throw. The log by default
         * @return this builder
         */
        public Builder deadLetters(Consumer<DeadLetter> consumer) {
            this.deadLetters = consumer;
            return this;
        }

        /**
         * Builds the dispatcher.
         *
         * @return the dispatcher
         * @throws IllegalArgumentException if there is no channel
         */
        public AlertDispatcher build() {
            if (channels.isEmpty()) {
                throw new IllegalArgumentException(
                        "Alerts need a channel. Maybe add channel(\"log\", new LogChannel())");
            }
            return new AlertDispatcher(this);
        }
    }
}
