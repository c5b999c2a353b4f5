package io.mlpipeline.models.timeseries;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a fitted forecaster is made of, as plain numbers and words: enough to build it again without fitting. For storage; see
 * {@code io.mlpipeline.models.timeseries.storage.ForecasterJson}.
 *
 * <p>Immutable and thread-safe.
 */
public final class Snapshot {
    private final String type;
    private final TimeSeries series;
    private final SortedMap<String, String> words;
    private final SortedMap<String, double[]> numbers;
    private final List<Snapshot> parts;

    private Snapshot(Builder builder) {
        this.type = builder.type;
        this.series = builder.series;
        this.words = Collections.unmodifiableSortedMap(new TreeMap<>(builder.words));
        this.numbers = new TreeMap<>(builder.numbers);
        this.parts = builder.parts;
    }

    /**
     * Starts a snapshot.
     *
     * @param type the kind of forecaster, which never changes, such as {@code arima}
     * @param series the series that it stands at the end of
     * @return the builder
     */
    public static Builder builder(String type, TimeSeries series) {
        return new Builder(type, series);
    }

    /**
     * The kind of forecaster.
     *
     * @return such as {@code arima}
     */
    public String type() {
        return type;
    }

    /**
     * The series.
     *
     * @return the series that it stands at the end of
     */
    public TimeSeries series() {
        return series;
    }

    /**
     * The words.
     *
     * @return the words by name, unmodifiable
     */
    public SortedMap<String, String> words() {
        return words;
    }

    /**
     * The names of the numbers.
     *
     * @return the names in order
     */
    public List<String> numberNames() {
        return List.copyOf(numbers.keySet());
    }

    /**
     * A word.
     *
     * @param name its name
     * @return the word
     * @throws IllegalArgumentException if there is none
     */
    public String word(String name) {
        String word = words.get(name);
        if (word == null) {
            throw new IllegalArgumentException("the snapshot of " + type + " lacks the word '" + name + "'");
        }
        return word;
    }

    /**
     * Numbers.
     *
     * @param name their name
     * @return a copy
     * @throws IllegalArgumentException if there are none
     */
    public double[] numbers(String name) {
        double[] found = numbers.get(name);
        if (found == null) {
            throw new IllegalArgumentException("the snapshot of " + type + " lacks the numbers '" + name + "'");
        }
        return found.clone();
    }

    /**
     * A given count of numbers.
     *
     * @param name their name
     * @param count how many there must be
     * @return a copy
     * @throws IllegalArgumentException if there are none, or more or fewer
     */
    public double[] numbers(String name, int count) {
        double[] found = numbers(name);
        if (found.length != count) {
            throw new IllegalArgumentException("the snapshot of " + type + " has " + found.length + " numbers '" + name
                    + "' where " + count + " belong");
        }
        return found;
    }

    /**
     * The forecasters that this one is made of.
     *
     * @return their snapshots, unmodifiable
     */
    public List<Snapshot> parts() {
        return parts;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Snapshot that
                && type.equals(that.type)
                && series.equals(that.series)
                && words.equals(that.words)
                && parts.equals(that.parts)
                && numbers.keySet().equals(that.numbers.keySet())
                && numbers.keySet().stream().allMatch(name -> Arrays.equals(numbers.get(name), that.numbers.get(name)));
    }

    @Override
    public int hashCode() {
        return 31 * type.hashCode() + series.hashCode();
    }

    @Override
    public String toString() {
        return "Snapshot of " + type + " after " + series;
    }

    /** Collects the parts of a snapshot. Not thread-safe. */
    public static final class Builder {
        private final String type;
        private final TimeSeries series;
        private final SortedMap<String, String> words = new TreeMap<>();
        private final SortedMap<String, double[]> numbers = new TreeMap<>();
        private List<Snapshot> parts = List.of();

        private Builder(String type, TimeSeries series) {
            this.type = type;
            this.series = series;
        }

        /**
         * Adds a word.
         *
         * @param name its name
         * @param word the word
         * @return this
         */
        public Builder word(String name, String word) {
            words.put(name, word);
            return this;
        }

        /**
         * Adds numbers.
         *
         * @param name their name
         * @param values the numbers; copied
         * @return this
         */
        public Builder numbers(String name, double... values) {
            numbers.put(name, values.clone());
            return this;
        }

        /**
         * Sets the forecasters that this one is made of.
         *
         * @param snapshots their snapshots
         * @return this
         */
        public Builder parts(List<Snapshot> snapshots) {
            this.parts = List.copyOf(snapshots);
            return this;
        }

        /**
         * Ends the snapshot.
         *
         * @return the snapshot
         */
        public Snapshot build() {
            return new Snapshot(this);
        }
    }
}
