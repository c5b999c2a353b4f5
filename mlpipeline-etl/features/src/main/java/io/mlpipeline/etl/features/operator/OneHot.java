package io.mlpipeline.etl.features.operator;

import io.mlpipeline.etl.features.expr.Encoder;
import io.mlpipeline.etl.features.expr.Form;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * One 0/1 feature for each of the most frequent categories, named {@code column=category}, in alphabetical order. Rarer, missing
 * and unseen categories have 0 in all of them.
 *
 * @param column the name of a text column of the row
 * @param maxCategories how many categories get a feature, at least 1; of equally frequent ones the first in alphabetical order
 */
public record OneHot(String column, int maxCategories) implements Encoder {
    /** Checks the limit. */
    public OneHot {
        if (maxCategories < 1) {
            throw new IllegalArgumentException("One-hot needs room for at least 1 category, got " + maxCategories);
        }
    }

    static OneHot read(Form form) {
        return new OneHot(form.text("column"), Math.toIntExact(form.integer("maxCategories")));
    }

    @Override
    public Form form() {
        return Form.of("one-hot").with("column", column).with("maxCategories", maxCategories);
    }

    @Override
    public List<Named> learn(SortedMap<String, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry<String, Long>::getValue)
                        .reversed()
                        .thenComparing(Map.Entry::getKey))
                .limit(maxCategories)
                .map(Map.Entry::getKey)
                .sorted()
                .map(category -> new Named(column + "=" + category, new IsCategory(column, category)))
                .toList();
    }
}
