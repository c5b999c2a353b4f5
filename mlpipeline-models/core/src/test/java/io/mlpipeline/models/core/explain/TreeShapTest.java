package io.mlpipeline.models.core.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.models.core.model.Tree;
import io.mlpipeline.models.core.model.TreeEnsemble;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The oracle is the definition: the weighted sum over all subsets of features of what each adds to the conditional expectation. */
class TreeShapTest {
    private static List<String> names(int features) {
        return IntStream.range(0, features).mapToObj(i -> "f" + i).toList();
    }

    /** Trees that ask few features again and again, with some empty nodes. */
    private static TreeEnsemble ensemble(int trees, int depth, int features, SplittableRandom random) {
        TreeEnsemble.Builder builder = TreeEnsemble.builder(names(features)).baseMargin(0.5f);
        for (int i = 0; i < trees; i++) {
            addTree(builder, depth, features, 0.125, random);
        }
        return builder.build();
    }

    private static void addTree(
            TreeEnsemble.Builder builder, int depth, int features, double ended, SplittableRandom random) {
        addTree(builder, depth, features, ended, false, random);
    }

    private static void addTree(
            TreeEnsemble.Builder builder,
            int depth,
            int features,
            double ended,
            boolean categories,
            SplittableRandom random) {
        List<int[]> nodes = new ArrayList<>(List.of(new int[] {-1, -1, random.nextInt(features)}));
        List<Float> covers = new ArrayList<>(List.of(1000f));
        ArrayDeque<int[]> open = new ArrayDeque<>(List.of(new int[] {0, 0}));
        while (!open.isEmpty()) {
            int[] next = open.poll();
            if (next[1] < depth && random.nextDouble() >= ended) {
                float share = random.nextInt(12) == 0 ? 0 : (float) random.nextDouble();
                float cover = covers.get(next[0]);
                for (int side = 0; side < 2; side++) {
                    nodes.get(next[0])[side] = nodes.size();
                    open.add(new int[] {nodes.size(), next[1] + 1});
                    nodes.add(new int[] {-1, -1, random.nextInt(features)});
                    covers.add(side == 0 ? cover * share : cover * (1 - share));
                }
            }
        }
        int size = nodes.size();
        boolean[] defaultLeft = new boolean[size];
        float[] value = new float[size];
        float[] cover = new float[size];
        int[][] sets = new int[size][];
        for (int i = 0; i < size; i++) {
            boolean asks = categories && nodes.get(i)[0] >= 0 && random.nextInt(3) > 0;
            sets[i] = asks ? random.ints(1 + random.nextInt(3), 0, 8).distinct().toArray() : new int[0];
            defaultLeft[i] = random.nextBoolean();
            value[i] = (float) random.nextDouble(-2, 2);
            cover[i] = covers.get(i);
        }
        builder.tree(
                nodes.stream().mapToInt(each -> each[0]).toArray(),
                nodes.stream().mapToInt(each -> each[1]).toArray(),
                nodes.stream().mapToInt(each -> each[2]).toArray(),
                defaultLeft,
                value,
                cover,
                categories ? sets : new int[0][]);
    }

    private static double[] row(int features, SplittableRandom random) {
        return random.doubles(features, -2.5, 2.5)
                .map(x -> random.nextInt(8) == 0 ? Double.NaN : x)
                .toArray();
    }

    /** What the tree predicts where only the features of a set are known. */
    private static double expectation(Tree tree, int node, double[] row, int known) {
        if (tree.isLeaf(node)) {
            return tree.value(node);
        }
        int left = tree.left(node);
        int right = tree.right(node);
        float x = (float) row[tree.feature(node)];
        if ((known >> tree.feature(node) & 1) == 1) {
            boolean goesLeft = Float.isNaN(x)
                    ? tree.defaultLeft(node)
                    : tree.isCategorical(node) ? !isIn(tree.categories(node), x) : x < tree.value(node);
            return expectation(tree, goesLeft ? left : right, row, known);
        }
        double below = (double) tree.cover(left) + tree.cover(right);
        double share = below > 0 ? tree.cover(left) / below : 0.5;
        return share * expectation(tree, left, row, known) + (1 - share) * expectation(tree, right, row, known);
    }

    private static boolean isIn(int[] categories, float x) {
        return x >= 0 && Arrays.stream(categories).anyMatch(each -> each == (int) x);
    }

    static double[] byDefinition(TreeEnsemble model, double[] row) {
        int features = row.length;
        double[] value = new double[1 << features];
        for (int known = 0; known < value.length; known++) {
            for (int tree = 0; tree < model.trees(); tree++) {
                value[known] += expectation(model.tree(tree), 0, row, known);
            }
        }
        double[] shapley = new double[features];
        for (int i = 0; i < features; i++) {
            for (int known = 0; known < value.length; known++) {
                if ((known >> i & 1) == 0) {
                    double weight = 1.0 / features;
                    for (int k = 1; k <= Integer.bitCount(known); k++) {
                        weight *= (double) k / (features - k);
                    }
                    shapley[i] += weight * (value[known | 1 << i] - value[known]);
                }
            }
        }
        return shapley;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8, 11})
    void isTheShapleyValueByDefinition(int depth) {
        SplittableRandom random = new SplittableRandom(depth);
        TreeEnsemble model = ensemble(8, depth, 10, random);
        TreeShap shap = TreeShap.of(model);
        for (int i = 0; i < 20; i++) {
            double[] row = row(10, random);

            Explanation explanation = shap.explain(row);

            double[] expected = byDefinition(model, row);
            for (int j = 0; j < expected.length; j++) {
                assertThat(explanation.contributions().get(j).value()).isCloseTo(expected[j], within(1e-12));
            }
            assertThat(explanation.margin()).isCloseTo(model.margin(row, 0), within(1e-5));
        }
    }

    /** Enough trees of one shape to stand side by side, full or with branches that end early, on few features or many. */
    @ParameterizedTest
    @CsvSource({
        "1, 6, 0",
        "2, 3, 0",
        "3, 2, 0",
        "4, 10, 0.1",
        "5, 4, 0.02",
        "6, 10, 0",
        "6, 3, 0.02",
        "7, 8, 0",
        "8, 8, 0.01"
    })
    void isTheShapleyValueByDefinitionForManyTreesOfOneShape(int depth, int features, double ended) {
        SplittableRandom random = new SplittableRandom(depth);
        TreeEnsemble.Builder builder = TreeEnsemble.builder(names(features));
        for (int i = 0; i < 40; i++) {
            addTree(builder, depth, features, ended, random);
        }
        TreeEnsemble model = builder.build();
        TreeShap shap = TreeShap.of(model);
        for (int i = 0; i < 3; i++) {
            double[] row = row(features, random);

            Explanation explanation = shap.explain(row);

            double[] expected = byDefinition(model, row);
            for (int j = 0; j < expected.length; j++) {
                assertThat(explanation.contributions().get(j).value()).isCloseTo(expected[j], within(1e-11));
            }
            assertThat(explanation.margin()).isCloseTo(model.margin(row, 0), within(1e-4));
        }
    }

    /** Sets of categories are asked again on a path, beside thresholds on the same feature, and by values that are in no set. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 7})
    void isTheShapleyValueByDefinitionForSplitsByCategories(int depth) {
        SplittableRandom random = new SplittableRandom(depth);
        TreeEnsemble.Builder builder = TreeEnsemble.builder(names(5));
        for (int i = 0; i < 20; i++) {
            addTree(builder, depth, 5, i < 17 ? 0 : 0.2, true, random);
        }
        TreeEnsemble model = builder.build();
        TreeShap shap = TreeShap.of(model);
        assertThat(model.hasCategories()).isTrue();
        for (int i = 0; i < 20; i++) {
            double[] row = random.doubles(5, -1, 9)
                    .map(x -> random.nextInt(8) == 0 ? Double.NaN : Math.rint(2 * x) / 2)
                    .toArray();

            Explanation explanation = shap.explain(row);

            double[] expected = byDefinition(model, row);
            for (int j = 0; j < expected.length; j++) {
                assertThat(explanation.contributions().get(j).value()).isCloseTo(expected[j], within(1e-11));
            }
        }
    }

    @Test
    void isTheSameForABatch() {
        SplittableRandom random = new SplittableRandom(5);
        TreeEnsemble.Builder both = TreeEnsemble.builder(names(12));
        for (int i = 0; i < 60; i++) {
            addTree(both, 6, 12, i % 2 * 0.2, random);
        }
        TreeShap shap = TreeShap.of(both.build());
        double[] rows = new double[50 * 12];
        for (int i = 0; i < 50; i++) {
            System.arraycopy(row(12, random), 0, rows, i * 12, 12);
        }
        double[] all = new double[rows.length];
        double[] one = new double[12];

        shap.contributions(rows, 50, 0, all);

        for (int i = 0; i < 50; i++) {
            shap.contributions(Arrays.copyOfRange(rows, i * 12, i * 12 + 12), 1, 0, one);
            assertThat(Arrays.copyOfRange(all, i * 12, i * 12 + 12)).containsExactly(one);
        }
    }

    @Test
    void ranksAndFindsContributions() {
        Explanation explanation = new Explanation(
                1, List.of(new Contribution("a", 0.5), new Contribution("b", -2), new Contribution("c", 1)));

        assertThat(explanation.margin()).isEqualTo(0.5);
        assertThat(explanation.ranked()).extracting(Contribution::feature).containsExactly("b", "c", "a");
        assertThat(explanation.of("c")).isEqualTo(1);
        assertThatThrownBy(() -> explanation.of("d"))
                .hasMessageContaining("'d'")
                .hasMessageContaining("[a, b, c]");
    }

    @Test
    void aModelWithoutTreesContributesNothing() {
        TreeShap shap = TreeShap.of(TreeEnsemble.builder(names(2)).baseMargin(3).build());

        assertThat(shap.explain(new double[2]).margin()).isEqualTo(3);
    }

    @Test
    void refusesWhatCannotBeExplained() {
        TreeEnsemble bare = TreeEnsemble.builder(names(1))
                .tree(new int[] {-1}, new int[] {-1}, new int[1], new boolean[1], new float[] {1})
                .build();
        TreeShap shap = TreeShap.of(ensemble(2, 3, 4, new SplittableRandom(1)));

        assertThatThrownBy(() -> TreeShap.of(bare)).hasMessageContaining("Export the model again");
        assertThatThrownBy(() -> shap.explain(new double[3])).hasMessageContaining("4 features");
        assertThatThrownBy(() -> shap.explain(new double[4], 1)).hasMessageContaining("No output 1");
    }
}
