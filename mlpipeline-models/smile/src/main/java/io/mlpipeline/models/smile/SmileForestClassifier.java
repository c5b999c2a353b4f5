package io.mlpipeline.models.smile;

import static io.mlpipeline.models.core.training.Ranges.require;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.Estimator;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.models.core.model.ForestModel;
import io.mlpipeline.models.core.training.Importance;
import io.mlpipeline.models.core.training.Replay;
import io.mlpipeline.models.core.training.TrainingData;
import io.mlpipeline.models.core.training.TrainingMetrics;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import smile.base.cart.DecisionNode;
import smile.classification.RandomForest;
import smile.data.DataFrame;
import smile.data.Tuple;
import smile.data.formula.Formula;
import smile.data.measure.NominalScale;
import smile.data.type.DataTypes;
import smile.data.type.StructField;
import smile.data.type.StructType;
import smile.data.vector.IntVector;

/**
 * A random forest for classification, trained by Smile in memory and exported to a {@link ForestModel} that scores without it. Immutable
 * and safe for use by many threads.
 *
 * <p>Labels are the numbers of classes, 0 to c - 1; {@link TrainingSet#withClasses(List)} names them. Each class is drawn from on its own,
 * so every tree sees all. A leaf gives (n + 1) / (N + c) to a class of which it holds n of its N rows, and a tree counts as much as its
 * accuracy on the rows that it was not drawn; a forest of so few rows that a tree was drawn all is refused. What
 * {@link SmileForestRegressor} says of missing values, weights, seeds and the proof of the export holds here too.
 *
 * <p>Source: L. Breiman, Random Forests, Machine Learning 45 (2001).
 */
public final class SmileForestClassifier implements Estimator {
    static final String NAME = "smile-forest-classifier";
    private static final long MOST_LEAF_VALUES = 100_000_000;

    private final Growth growth;
    private final SplitRule rule;
    private final SortedMap<String, Integer> divisors;

    private SmileForestClassifier(Growth growth, SplitRule rule, SortedMap<String, Integer> divisors) {
        this.growth = growth;
        this.rule = rule;
        this.divisors = Collections.unmodifiableSortedMap(new TreeMap<>(divisors));
    }

    /**
     * Starts a forest of 100 trees of depth 20 at most, on one thread.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public TrainedModel fit(TrainingSet data) {
        return train(data).trained();
    }

    /**
     * Trains, and keeps Smile's own model beside the exported one, so that a caller can compare both.
     *
     * @param data the labelled data, with rows of two classes or more
     * @return the fit
     * @throws InvalidDataException if there are no rows or too few, values are missing, rows have weights or a label is no class
     * @throws IllegalArgumentException if a class that is drawn less is none of the data's
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public SmileFit train(TrainingSet data) {
        long[] counts = TrainingData.classCounts(data);
        TrainingData.requireFinite(data, "Smile's forest");
        TrainingData.requireUnweighted(data, "Smile's forest");
        requireMemory(data, counts.length);
        List<String> classes = TrainingData.classNames(data.classes(), counts.length);
        int[] drawn = divisors(classes);
        int chosen =
                growth.featuresPerSplit(data, (int) Math.sqrt(data.features().size()));
        DataFrame frame = Smile.frame(data).merge(labels(data, classes));
        Formula formula = Formula.lhs(Smile.LABEL);
        List<RandomForest> trees = growth.grow(() -> RandomForest.fit(
                formula,
                frame,
                1,
                chosen,
                rule.ofSmile(),
                growth.levels(),
                growth.maxLeaves(),
                growth.minLeafRows(),
                growth.subsample(),
                drawn,
                LongStream.of(-1)));
        return export(data, classes, trees);
    }

    /** The number of leaves is bounded by the rows, and each holds a number a class. */
    private void requireMemory(TrainingSet data, int classes) {
        long leaves = Math.min(growth.maxLeaves(), Math.max(1, data.size() / growth.minLeafRows()));
        long values = growth.trees() * leaves * classes;
        if (values > MOST_LEAF_VALUES) {
            throw new InvalidDataException("The label '" + data.target() + "' has " + classes + " classes, and "
                    + growth.trees() + " trees of up to " + leaves + " leaves would hold " + values
                    + " numbers, more than " + MOST_LEAF_VALUES
                    + ". Grow fewer or smaller trees (maxLeaves, minLeafRows). Maybe the label is a number to be"
                    + " predicted by regression");
        }
    }

    private int[] divisors(List<String> classes) {
        int[] drawn = new int[classes.size()];
        Arrays.fill(drawn, 1);
        divisors.forEach((name, divisor) -> {
            if (!classes.contains(name)) {
                throw new IllegalArgumentException("The class '" + name + "' to be drawn less is none of " + classes);
            }
            drawn[classes.indexOf(name)] = divisor;
        });
        return drawn;
    }

    private static IntVector labels(TrainingSet data, List<String> classes) {
        int[] labels = new int[data.size()];
        Arrays.setAll(labels, i -> (int) data.label(i));
        NominalScale scale = new NominalScale(classes.toArray(String[]::new));
        return IntVector.of(new StructField(Smile.LABEL, DataTypes.IntegerType, scale), labels);
    }

    private SmileFit export(TrainingSet data, List<String> classes, List<RandomForest> trees) {
        int width = data.features().size();
        ForestModel.Builder forest = ForestModel.shares(data.features(), classes);
        ForestExport export = new ForestExport(forest, width);
        double[] effects = new double[width];
        for (RandomForest one : trees) {
            RandomForest.Model tree = one.models()[0];
            if (!(tree.weight > 0)) {
                throw new InvalidDataException("A tree of the forest has accuracy " + tree.weight
                        + " on the rows it has not seen, which is its weight. " + data
                        + " has too few rows for a forest, or subsample leaves too few out");
            }
            export.add(tree.tree.root(), leaf -> weighted((DecisionNode) leaf, classes.size(), tree.weight));
            double[] importance = tree.tree.importance();
            for (int i = 0; i < width; i++) {
                effects[i] += importance[i];
            }
        }
        ForestModel model = forest.build();
        Replay.Trainer trainer = trainer(trees, effects, classes.size());
        Replay.verify(model, trainer, data, vector -> 0);
        return new SmileFit(
                new TrainedModel(
                        model,
                        Importance.shares(data.features(), effects),
                        Smile.provenance(NAME, growth.parameters(), data),
                        TrainingMetrics.of(model, data)),
                trainer);
    }

    private static double[] weighted(DecisionNode leaf, int classes, double weight) {
        double[] shares = leaf.posteriori(new double[classes]);
        for (int i = 0; i < shares.length; i++) {
            shares[i] *= weight;
        }
        return shares;
    }

    /** Smile's own forest of all the trees. */
    private static Replay.Trainer trainer(List<RandomForest> trees, double[] importance, int classes) {
        RandomForest.Model[] models = trees.stream().map(one -> one.models()[0]).toArray(RandomForest.Model[]::new);
        RandomForest first = trees.get(0);
        RandomForest all = new RandomForest(first.formula(), classes, models, first.metrics(), importance);
        StructType schema = Smile.schema(importance.length);
        return (vector, out) -> {
            double[] shares = new double[classes];
            all.predict(Tuple.of(vector, schema), shares);
            System.arraycopy(shares, classes == 2 ? 1 : 0, out, 0, classes == 2 ? 1 : classes);
        };
    }

    @Override
    public String toString() {
        return "SmileForestClassifier" + growth.parameters();
    }

    /** Sets the parameters; each call checks its own. Not thread-safe. */
    public static final class Builder extends SmileForestBuilder<Builder> {
        private SplitRule rule = SplitRule.GINI;
        private final SortedMap<String, Integer> divisors = new TreeMap<>();

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets what splits reduce; {@link SplitRule#GINI} unless set.
         *
         * @param rule the rule
         * @return this builder
         */
        public Builder splitRule(SplitRule rule) {
            this.rule = rule;
            return this;
        }

        /**
         * Has each tree see fewer rows of a frequent class, which is how Smile weighs classes. Probabilities then are those of a
         * population with these shares.
         *
         * @param name the class's name, its number where classes have none; training refuses one that the data does not have
         * @param divisor 1 of so many rows is drawn, 1 to 1,000,000
         * @return this builder
         */
        public Builder drawLess(String name, int divisor) {
            require("divisor of class '" + name + "'", divisor >= 1 && divisor <= 1_000_000, "1 to 1000000", divisor);
            divisors.put(name, divisor);
            return this;
        }

        /**
         * Builds the classifier; the builder may go on and build again.
         *
         * @return an immutable classifier
         */
        public SmileForestClassifier build() {
            SortedMap<String, String> more = new TreeMap<>();
            more.put("split_rule", rule.name().toLowerCase(Locale.ROOT));
            divisors.forEach((name, divisor) -> more.put("draw_less." + name, Integer.toString(divisor)));
            return new SmileForestClassifier(growth(more), rule, divisors);
        }
    }
}
