package io.mlpipeline.etl.features.operator.category;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Tells frequent categories from rare ones. */
final class Rare {
    private Rare() {}

    static void requireShare(double minShare) {
        if (!(minShare >= 0 && minShare < 1)) {
            throw new IllegalArgumentException(
                    "The share below which a category is rare lies from 0 to less than 1, got " + minShare);
        }
    }

    /** Those with at least a share of the rows that have a category; of them the most frequent, sorted by name. */
    static List<String> frequent(SortedMap<String, Long> counts, double minShare, int max) {
        double total = counts.values().stream().mapToLong(Long::longValue).sum();
        return counts.entrySet().stream()
                .filter(each -> each.getValue() >= minShare * total)
                .sorted(Comparator.comparing(Map.Entry<String, Long>::getValue)
                        .reversed()
                        .thenComparing(Map.Entry::getKey))
                .limit(max)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
