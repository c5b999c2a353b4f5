package io.mlpipeline.models.core.sequence;

import java.util.HashSet;
import java.util.List;

/**
 * A property that a series keeps for ever, such as its shop: one of a list of categories.
 *
 * @param name its name
 * @param categories the categories that were seen in training, at least one, without repetition
 */
public record StaticFeature(String name, List<String> categories) {
    /** The code of a category that training did not see. */
    public static final int UNKNOWN = 0;

    /** Copies and checks the categories. */
    public StaticFeature {
        categories = List.copyOf(categories);
        if (categories.isEmpty() || new HashSet<>(categories).size() < categories.size()) {
            throw new IllegalArgumentException(
                    "The categories of '" + name + "' must be at least one and all different, got " + categories);
        }
    }

    /**
     * The number that stands for a category in a vector.
     *
     * @param category the category
     * @return 1 and up in the order of the categories, {@link #UNKNOWN} for one that is not among them
     */
    public int code(String category) {
        return categories.indexOf(category) + 1;
    }
}
