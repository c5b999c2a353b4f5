package io.mlpipeline.models.core.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.models.core.model.Tree;
import io.mlpipeline.models.core.model.TreeEnsemble;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
            addTree(builder, depth, features, random);
        }
        return builder.build();
    }

    private static void addTree(TreeEnsemble.Builder builder, int depth, int features, SplittableRandom random) {
        List<int[]> nodes = new ArrayList<>(List.of(new int[] {-1, -1, random.nextInt(features)}));
        List<Float> covers = new ArrayList<>(List.of(1000f));
        ArrayDeque<int[]> open = new ArrayDeque<>(List.of(new int[] {0, 0}));
        while (!open.isEmpty()) {
            int[] next = open.poll();
            if (next[1] < depth && random.nextInt(8) > 0) {
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
        for (int i = 0; i < size; i++) {
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
                cover);
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
            boolean goesLeft = Float.isNaN(x) ? tree.defaultLeft(node) : x < tree.value(node);
            return expectation(tree, goesLeft ? left : right, row, known);
        }
        double below = (double) tree.cover(left) + tree.cover(right);
        double share = below > 0 ? tree.cover(left) / below : 0.5;
        return share * expectation(tree, left, row, known) + (1 - share) * expectation(tree, right, row, known);
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

    @Test
    void isTheSameForABatch() {
        SplittableRandom random = new SplittableRandom(5);
        TreeShap shap = TreeShap.of(ensemble(30, 6, 12, random));
        double[] rows = new double[50 * 12];
        for (int i = 0; i < 50; i++) {
            System.arraycopy(row(12, random), 0, rows, i * 12, 12);
        }
        double[] all = new double[rows.length];
        double[] one = new double[12];

        shap.contributions(rows, 50, 0, all);

        for (int i = 0; i < 50; i++) {
            shap.contributions(java.util.Arrays.copyOfRange(rows, i * 12, i * 12 + 12), 1, 0, one);
            assertThat(java.util.Arrays.copyOfRange(all, i * 12, i * 12 + 12)).containsExactly(one);
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
