package io.mlpipeline.models.spark;

import static io.mlpipeline.models.core.training.Ranges.require;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The parameters of Spark's trees for classification; each call checks its own. Not thread-safe.
 *
 * @param <B> the builder itself
 */
public abstract sealed class SparkTreeClassifierBuilder<B extends SparkTreeClassifierBuilder<B>>
        extends SparkTreeBuilder<B> permits SparkForestClassifier.Builder, SparkBoostedClassifier.Builder {
    private List<String> classes = List.of();
    private final SortedMap<String, Double> classWeights = new TreeMap<>();
    private boolean balanced;

    SparkTreeClassifierBuilder() {}

    final ClassSettings classSettings() {
        return new ClassSettings(classes, new TreeMap<>(classWeights), balanced);
    }

    /**
     * Names the classes whose numbers the target of a data set holds; a training set knows their names.
     *
     * @param names the name of class 0, of class 1 and so on, all different
     * @return this builder
     */
    public B classes(String... names) {
        require(
                "names of the classes",
                names.length >= 2 && Arrays.stream(names).distinct().count() == names.length,
                "two or more different ones",
                Arrays.toString(names));
        this.classes = List.of(names);
        return self();
    }

    /**
     * Has each row of a class count so much; 1 unless set. Multiplies the rows' own weights.
     *
     * @param name the class's name, its number where classes have none; training refuses one that the data does not have
     * @param weight above 0
     * @return this builder
     */
    public B classWeight(String name, double weight) {
        require("weight of class '" + name + "'", weight > 0 && weight <= 1e9, "above 0 and at most 1e9", weight);
        if (balanced) {
            throw new IllegalStateException("The classes are balanced already: set their weights or balance them");
        }
        classWeights.put(name, weight);
        return self();
    }

    /**
     * Has all classes count the same together, however many rows they have: a row of a class weighs n / (c n_c).
     *
     * @return this builder
     */
    public B balanced() {
        if (!classWeights.isEmpty()) {
            throw new IllegalStateException("Classes have weights already: " + classWeights);
        }
        this.balanced = true;
        return self();
    }
}
