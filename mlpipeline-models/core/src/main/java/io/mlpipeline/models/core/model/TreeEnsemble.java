package io.mlpipeline.models.core.model;

import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.ModelTask;
import io.mlpipeline.models.core.internal.Arguments;
import java.util.Arrays;
import java.util.List;

/**
 * Gradient-boosted trees, evaluated to the same bits as XGBoost does. Immutable and safe for use by many threads.
 *
 * <p>Each feature is rounded to a float. A row goes left where the feature is below the node's threshold, right where it is not,
 * and the node's default way where it is missing ({@code NaN}); at a split by categories it goes right where the feature's whole
 * part is one of the node's categories, left otherwise. The margin of an output is the base margin plus the leaf of each
 * of its trees, added as floats in the order of the trees; the {@link Link} makes the prediction of it, which is a float too and
 * returned as the equal double.
 *
 * <p>How the trees are walked is chosen by their number and shape when the model is made, and by the number of rows when it
 * predicts; the result does not depend on it. Predicting allocates nothing once a thread has used the model: every thread that
 * does keeps a scratch for as long as both live, of 16 bytes a feature, and after batches of 32 rows or more at most of another 16
 * bytes a distinct threshold.
 *
 * <p>Source: T. Chen and C. Guestrin, XGBoost: A Scalable Tree Boosting System, KDD 2016.
 */
public final class TreeEnsemble implements Model {
    private final List<String> features;
    private final Link link;
    private final List<String> classes;
    private final float[] baseMargins;
    private final FlatTrees trees;
    private final Margins kernel;

    private TreeEnsemble(List<String> features, Link link, List<String> classes, float[] baseMargins, FlatTrees trees) {
        this.features = features;
        this.link = link;
        this.classes = classes;
        this.baseMargins = baseMargins;
        this.trees = trees;
        this.kernel = Margins.of(trees, features.size(), baseMargins.length);
    }

    static TreeEnsemble of(
            List<String> features, Link link, List<String> classes, float[] baseMargins, FlatTrees trees) {
        int outputs = baseMargins.length;
        if (outputs < 1 || (outputs > 1) != (link == Link.SOFTMAX)) {
            throw new IllegalArgumentException("Link " + link + " does not go with " + outputs
                    + " outputs: softmax takes two or more, all others one");
        }
        for (float each : baseMargins) {
            requireFinite(each);
        }
        if (trees.trees() % outputs != 0) {
            throw new IllegalArgumentException(
                    trees.trees() + " trees cannot be shared evenly by " + outputs + " outputs");
        }
        List<String> names = FeatureNames.copyOf(features);
        List<String> checked = ClassNames.checked(classes, link.task(), outputs);
        return new TreeEnsemble(names, link, checked, baseMargins.clone(), trees.checked(names.size()));
    }

    private static void requireFinite(float baseMargin) {
        if (!Float.isFinite(baseMargin)) {
            throw new IllegalArgumentException("The base margin must be finite, got " + baseMargin);
        }
    }

    /**
     * Starts an ensemble.
     *
     * @param features the features' names in vector order
     * @return an empty builder
     */
    public static Builder builder(List<String> features) {
        return new Builder(features);
    }

    @Override
    public ModelTask task() {
        return link.task();
    }

    @Override
    public List<String> features() {
        return features;
    }

    @Override
    public int outputs() {
        return baseMargins.length;
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    /**
     * What makes predictions of margins.
     *
     * @return the link
     */
    public Link link() {
        return link;
    }

    /**
     * What the margin of an output starts with.
     *
     * @param output 0 to {@code outputs() - 1}
     * @return the base margin
     */
    public float baseMargin(int output) {
        return baseMargins[output];
    }

    float[] baseMargins() {
        return baseMargins.clone();
    }

    /**
     * The number of trees of all outputs together.
     *
     * @return 0 or more
     */
    public int trees() {
        return trees.trees();
    }

    /**
     * The number of nodes of all trees together, leaves included.
     *
     * @return 0 or more
     */
    public int nodes() {
        return trees.value.length;
    }

    /**
     * One of the trees.
     *
     * @param number 0 to {@code trees() - 1}; it adds to output {@code number % outputs()}
     * @return the tree
     */
    public Tree tree(int number) {
        return new Tree(trees, number);
    }

    /**
     * Whether the trees say how much of the training data reached each node, as those do that this library exported.
     *
     * @return true if {@link Tree#cover(int)} has a value
     */
    public boolean hasCovers() {
        return trees.cover.length > 0;
    }

    /**
     * Whether a tree splits by sets of categories.
     *
     * @return true if {@link Tree#isCategorical(int)} is true anywhere
     */
    public boolean hasCategories() {
        return trees.hasCategories();
    }

    FlatTrees flatTrees() {
        return trees;
    }

    /**
     * The sum of the leaves of a row, before the link.
     *
     * @param vector one value a feature
     * @param output 0 to {@code outputs() - 1}
     * @return the margin
     */
    public float margin(double[] vector, int output) {
        Arguments.checkVector(vector, features.size());
        if (baseMargins.length == 1) {
            return kernel.margin(vector, 0, baseMargins[output]);
        }
        double[] margins = new double[baseMargins.length];
        kernel.margins(vector, 0, baseMargins, margins, 0);
        return (float) margins[output];
    }

    @Override
    public void margins(double[] vector, double[] out) {
        Arguments.checkVector(vector, features.size());
        if (out.length < baseMargins.length) {
            throw new IllegalArgumentException("Room for " + out.length + " of " + baseMargins.length + " outputs");
        }
        kernel.margins(vector, 0, baseMargins, out, 0);
    }

    @Override
    public void predict(double[] vector, double[] out) {
        margins(vector, out);
        link(out, 0);
    }

    @Override
    public double predict(double[] vector) {
        if (baseMargins.length != 1) {
            throw new IllegalStateException("The model has " + outputs() + " outputs; call predict(features, out)");
        }
        Arguments.checkVector(vector, features.size());
        return link.apply(kernel.margin(vector, 0, baseMargins[0]));
    }

    @Override
    public void predictBatch(double[] rows, int count, double[] out) {
        int outputs = baseMargins.length;
        Arguments.checkBatch(rows, features.size(), count, out, outputs);
        kernel.batch(rows, count, baseMargins, out);
        for (int i = 0; i < count; i++) {
            link(out, i * outputs);
        }
    }

    /** Makes predictions of the margins of one row. */
    private void link(double[] out, int at) {
        if (baseMargins.length == 1) {
            out[at] = link.apply((float) out[at]);
        } else {
            Link.softmax(out, at, baseMargins.length);
        }
    }

    @Override
    public String toString() {
        return "TreeEnsemble(" + trees() + " trees, " + nodes() + " nodes, " + features.size() + " features, " + link
                + ")";
    }

    /** Collects trees in order. Not thread-safe. */
    public static final class Builder {
        private final List<String> features;
        private final FlatTrees.Builder trees = new FlatTrees.Builder();
        private Link link = Link.IDENTITY;
        private List<String> classes = List.of();
        private int outputs = 1;
        private float baseMargin;
        private float[] baseMargins = {};

        private Builder(List<String> features) {
            this.features = FeatureNames.copyOf(features);
        }

        /**
         * Sets what makes predictions of margins; {@link Link#IDENTITY} unless set. {@link Link#SOFTMAX} needs
         * {@link #classes(int)} instead.
         *
         * @param link a link of one output
         * @return this builder
         */
        public Builder link(Link link) {
            if (link == Link.SOFTMAX) {
                throw new IllegalArgumentException("Softmax needs a number of classes: call classes(int)");
            }
            this.link = link;
            return this;
        }

        /**
         * Makes a model of class probabilities with one output a class; tree t adds to class {@code t % classes}.
         *
         * @param classes 2 or more
         * @return this builder
         */
        public Builder classes(int classes) {
            if (classes < 2) {
                throw new IllegalArgumentException("There must be 2 classes or more, got " + classes);
            }
            this.outputs = classes;
            this.link = Link.SOFTMAX;
            return this;
        }

        /**
         * Names the classes; they are called by their numbers unless set.
         *
         * @param names one a class, two for {@link Link#LOGISTIC}; none for numbers
         * @return this builder
         */
        public Builder classNames(List<String> names) {
            this.classes = List.copyOf(names);
            return this;
        }

        /**
         * Sets what the margins of all outputs start with; 0 unless set.
         *
         * @param margin finite
         * @return this builder
         */
        public Builder baseMargin(float margin) {
            requireFinite(margin);
            this.baseMargin = margin;
            this.baseMargins = new float[0];
            return this;
        }

        /**
         * Sets what the margin of each output starts with; 0 unless set.
         *
         * @param margins one a output, finite
         * @return this builder
         */
        public Builder baseMargins(float[] margins) {
            for (float each : margins) {
                requireFinite(each);
            }
            this.baseMargins = margins.clone();
            return this;
        }

        /**
         * Adds a tree. Node 0 is the root and every node comes after its parent; a leaf has -1 for both children.
         *
         * @param left the left child of each node
         * @param right the right child of each node
         * @param feature the position of the feature that each inner node asks; any number in a leaf
         * @param defaultLeft whether a missing value goes left
         * @param value the threshold of each inner node, the value of each leaf
         * @return this builder
         * @throws IllegalArgumentException if the arrays differ in length; {@link #build()} checks the rest
         */
        public Builder tree(int[] left, int[] right, int[] feature, boolean[] defaultLeft, float[] value) {
            return tree(left, right, feature, defaultLeft, value, new float[0]);
        }

        /**
         * Adds a tree and how much of the training data reached each of its nodes, which explanations need. Node 0 is the root and
         * every node comes after its parent; a leaf has -1 for both children.
         *
         * @param left the left child of each node
         * @param right the right child of each node
         * @param feature the position of the feature that each inner node asks; any number in a leaf
         * @param defaultLeft whether a missing value goes left
         * @param value the threshold of each inner node, the value of each leaf
         * @param cover the sum of the Hessians, or the number, of the training rows in each node: finite, 0 or more; empty if not
         *     known, and then it is not known of any tree
         * @return this builder
         * @throws IllegalArgumentException if the arrays differ in length; {@link #build()} checks the rest
         */
        public Builder tree(
                int[] left, int[] right, int[] feature, boolean[] defaultLeft, float[] value, float[] cover) {
            return tree(left, right, feature, defaultLeft, value, cover, new int[0][]);
        }

        /**
         * As {@link #tree(int[], int[], int[], boolean[], float[], float[])}, with splits by sets of categories.
         *
         * @param left the left child of each node
         * @param right the right child of each node
         * @param feature the position of the feature that each inner node asks; any number in a leaf
         * @param defaultLeft whether a missing value goes left
         * @param value the threshold of each inner node, the value of each leaf; not NaN
         * @param cover how much training data reached each node, or empty
         * @param categories for each node the categories, 0 to 16,777,215, that go right where all other values go left; empty for
         *     splits by a threshold and leaves. Empty as a whole if there are no splits by categories
         * @return this builder
         * @throws IllegalArgumentException if the arrays differ in length; {@link #build()} checks the rest
         */
        public Builder tree(
                int[] left,
                int[] right,
                int[] feature,
                boolean[] defaultLeft,
                float[] value,
                float[] cover,
                int[][] categories) {
            trees.add(left, right, feature, defaultLeft, value, cover, categories);
            return this;
        }

        /**
         * Builds the ensemble; the builder may go on and build again.
         *
         * @return an immutable ensemble of the trees so far
         * @throws IllegalArgumentException if a tree is none, asks a feature that does not exist, or holds a value that is not
         *     finite
         */
        public TreeEnsemble build() {
            float[] margins = baseMargins;
            if (margins.length == 0) {
                margins = new float[outputs];
                Arrays.fill(margins, baseMargin);
            }
            if (margins.length != outputs) {
                throw new IllegalArgumentException(margins.length + " base margins for " + outputs + " outputs");
            }
            return of(features, link, classes, margins, trees.build());
        }
    }
}
