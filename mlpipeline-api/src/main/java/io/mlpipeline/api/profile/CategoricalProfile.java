package io.mlpipeline.api.profile;

import java.io.Serializable;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The summary of a categorical column.
 *
 * @param name the column's name
 * @param missing the number of rows without a value
 * @param counts the number of rows of each of the {@value #MAX_CATEGORIES} most frequent categories, by name
 * @param other the number of rows of all other categories
 */
public record CategoricalProfile(String name, long missing, SortedMap<String, Long> counts, long other)
        implements ColumnProfile {
    /** How many categories are kept by name; of equally frequent ones the first in alphabetical order. */
    public static final int MAX_CATEGORIES = 1000;

    /** Copies the counts. */
    public CategoricalProfile {
        counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }

    @Override
    public long count() {
        return other + counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Counts categories; mergeable, independent of their order. Memory grows with the number of distinct categories. Not
     * thread-safe.
     */
    public static final class Accumulator implements Serializable {
        private static final long serialVersionUID = 1L;

        private final Map<String, Counter> counts = new HashMap<>();
        private long missing;

        /** Creates an empty accumulator. */
        public Accumulator() {}

        /**
         * Adds a value.
         *
         * @param category the category
         */
        public void add(String category) {
            counter(category).count++;
        }

        /** Adds a row without a value. */
        public void addMissing() {
            missing++;
        }

        /**
         * Adds all values of another accumulator.
         *
         * @param other the other accumulator, left as it is
         */
        public void merge(Accumulator other) {
            other.counts.forEach((category, counter) -> counter(category).count += counter.count);
            missing += other.missing;
        }

        /**
         * The number of rows of every category, without a limit.
         *
         * @return a new map, sorted by name
         */
        public SortedMap<String, Long> counts() {
            SortedMap<String, Long> sorted = new TreeMap<>();
            counts.forEach((category, counter) -> sorted.put(category, counter.count));
            return sorted;
        }

        private Counter counter(String category) {
            return counts.computeIfAbsent(category, each -> new Counter());
        }

        /**
         * Builds the summary; the accumulator may go on.
         *
         * @param name the column's name
         * @return the summary of the values so far
         */
        public CategoricalProfile build(String name) {
            List<Map.Entry<String, Long>> byFrequency = counts().entrySet().stream()
                    .sorted(Comparator.comparing(Map.Entry<String, Long>::getValue)
                            .reversed()
                            .thenComparing(Map.Entry::getKey))
                    .toList();
            SortedMap<String, Long> kept = new TreeMap<>();
            byFrequency.stream().limit(MAX_CATEGORIES).forEach(each -> kept.put(each.getKey(), each.getValue()));
            long other = byFrequency.stream()
                    .skip(MAX_CATEGORIES)
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            return new CategoricalProfile(name, missing, kept, other);
        }

        /** A count that grows in place: there is one a row. */
        private static final class Counter implements Serializable {
            private static final long serialVersionUID = 1L;

            private long count;
        }
    }
}
