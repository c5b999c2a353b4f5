package io.mlpipeline.models.core.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Splits by sets of categories as splits by numbers: each different question "is this feature in that set?" becomes a feature of its
 * own, 1 where it is, 0 where not and missing where the feature is, which trees compare with one half. So every kernel that knows
 * numbers knows categories.
 */
final class CategoricalSplits {
    private static final float HALF = 0.5f;

    private final int features;
    /** The feature that each question is about. */
    private final int[] asked;

    private final long[][] sets;
    private final FlatTrees numeric;

    private CategoricalSplits(int features, int[] asked, long[][] sets, FlatTrees numeric) {
        this.features = features;
        this.asked = asked;
        this.sets = sets;
        this.numeric = numeric;
    }

    /** A feature and a set. */
    private record Question(int feature, long[] set) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Question that && feature == that.feature && Arrays.equals(set, that.set);
        }

        @Override
        public int hashCode() {
            return 31 * feature + Arrays.hashCode(set);
        }
    }

    static CategoricalSplits of(FlatTrees trees, int features) {
        Map<Question, Integer> questions = new LinkedHashMap<>();
        int[] feature = trees.feature.clone();
        float[] value = trees.value.clone();
        for (int at = 0; at < value.length; at++) {
            if (!trees.isLeaf(at) && trees.isCategorical(at)) {
                Question question = new Question(feature[at], trees.sets[trees.set[at]]);
                Integer known = questions.putIfAbsent(question, questions.size());
                feature[at] = features + (known == null ? questions.size() - 1 : known);
                value[at] = HALF;
            }
        }
        FlatTrees numeric = new FlatTrees(
                trees.starts,
                trees.left,
                trees.right,
                feature,
                trees.defaultLeft,
                value,
                trees.cover,
                new int[0],
                new long[0][]);
        return new CategoricalSplits(
                features,
                questions.keySet().stream().mapToInt(Question::feature).toArray(),
                questions.keySet().stream().map(Question::set).toArray(long[][]::new),
                numeric);
    }

    /** The trees that ask {@link #width()} numbers. */
    FlatTrees numeric() {
        return numeric;
    }

    /** The number of features and questions. */
    int width() {
        return features + asked.length;
    }

    /** Writes a row's features and the answers to all questions. */
    void expand(double[] rows, int from, double[] into, int at) {
        System.arraycopy(rows, from, into, at, features);
        for (int i = 0; i < asked.length; i++) {
            float x = (float) rows[from + asked[i]];
            into[at + features + i] = Float.isNaN(x) ? Double.NaN : FlatTrees.isIn(sets[i], x) ? 1 : 0;
        }
    }
}
