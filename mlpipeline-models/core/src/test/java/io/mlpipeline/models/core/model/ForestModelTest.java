package io.mlpipeline.models.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mlpipeline.api.model.ModelTask;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForestModelTest {
    private static final List<String> AB = List.of("a", "b");

    /** At most 0.5 of b is -1, else 2. */
    private static void stump(ForestModel.Builder forest) {
        int root = forest.split(1, 0.5);
        forest.children(root, forest.leaf(-1), forest.leaf(2)).endTree();
    }

    private static ForestModel.Builder sum() {
        return ForestModel.builder(AB, ForestLink.SUM, List.of());
    }

    @Test
    void goesLeftUpToTheThresholdAndRightWhereAboveOrMissing() {
        ForestModel.Builder builder = sum();
        stump(builder);
        ForestModel model = builder.build();

        assertThat(model.predict(new double[] {0, 0.5})).isEqualTo(-1);
        assertThat(model.predict(new double[] {0, Math.nextUp(0.5)})).isEqualTo(2);
        assertThat(model.predict(new double[] {0, Double.NaN})).isEqualTo(2);
        assertThat(model.predict(new double[] {0, Double.POSITIVE_INFINITY})).isEqualTo(2);
        assertThat(model.predict(new double[] {0, Double.NEGATIVE_INFINITY})).isEqualTo(-1);
    }

    @Test
    void averagesAddsOrSquashesTheLeaves() {
        for (ForestLink link : List.of(ForestLink.MEAN, ForestLink.SUM, ForestLink.LOGISTIC)) {
            ForestModel.Builder builder = ForestModel.builder(AB, link, List.of());
            stump(builder);
            builder.leaf(0.25);
            ForestModel model = builder.endTree().build();
            double[] margin = new double[1];
            model.margins(new double[] {0, 1}, margin);

            double expected = switch (link) {
                case MEAN -> 1.125;
                case SUM -> 2.25;
                default -> 1 / (1 + Math.exp(-2.25));
            };
            assertThat(model.predict(new double[] {0, 1})).isCloseTo(expected, within(1e-15));
            assertThat(margin[0]).isEqualTo(link == ForestLink.MEAN ? 1.125 : 2.25);
        }
    }

    @Test
    void sharesOutWhatTheLeavesGiveToTheClasses() {
        ForestModel.Builder two = ForestModel.shares(AB, List.of("no", "yes"));
        two.leaf(1, 3);
        two.endTree();
        ForestModel.Builder three = ForestModel.shares(AB, List.of("x", "y", "z"));
        three.leaf(1, 2, 3);
        three.endTree().leaf(0, 2, 0);
        three.endTree();
        double[] out = new double[3];
        three.build().predict(new double[2], out);

        assertThat(two.build().predict(new double[2])).isEqualTo(0.75);
        assertThat(two.build().task()).isEqualTo(ModelTask.BINARY);
        assertThat(out).containsExactly(1 / 8.0, 4 / 8.0, 3 / 8.0);
        assertThat(three.build().classes()).containsExactly("x", "y", "z");
    }

    @Test
    void sendsCategoriesWhereTheirSetSaysAndAllElseTheOtherWay() {
        for (boolean othersLeft : new boolean[] {true, false}) {
            ForestModel.Builder builder = sum();
            boolean[] left = new boolean[70];
            left[0] = true;
            left[3] = true;
            left[64] = true;
            int root = builder.split(0, left, othersLeft);
            builder.children(root, builder.leaf(-1), builder.leaf(1)).endTree();
            ForestModel model = builder.build();

            for (int category = 0; category < 70; category++) {
                assertThat(model.predict(new double[] {category, 0}))
                        .as("category %s", category)
                        .isEqualTo(left[category] ? -1 : 1);
            }
            for (double other : new double[] {70, 127, 128, 1e300, -1, 0.5, Double.NaN, Double.POSITIVE_INFINITY}) {
                assertThat(model.predict(new double[] {other, 0}))
                        .as("value %s", other)
                        .isEqualTo(othersLeft ? -1 : 1);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1,0,1", "1,1,1", "3,4,2", "4,6,7", "9,12,30", "50,9,12"})
    void walksFourTreesAtOnceToTheSameBitsAsOne(int trees, int depth, int features) {
        SplittableRandom random = new SplittableRandom(31L * trees + depth);
        List<String> names = IntStream.range(0, features).mapToObj(i -> "f" + i).toList();
        ForestModel model = RandomForests.grow(
                        ForestModel.builder(names, ForestLink.SUM, List.of()), trees, depth, features, 1, false, random)
                .build();
        ForestTrees plain = model.forestTrees();

        for (int i = 0; i < 2000; i++) {
            double[] row = RandomTrees.row(features, random);
            double sum = 0;
            for (int tree = 0; tree < trees; tree++) {
                sum += plain.leaves[plain.leaf(tree, row, 0)];
            }
            assertThat(model.predict(row)).isEqualTo(sum);
        }
    }

    @Test
    void refusesTreesThatAreNone() {
        assertThatThrownBy(() -> sum().build()).isInstanceOf(IllegalArgumentException.class);
        ForestModel.Builder childless = sum();
        childless.split(0, 1);
        assertThatThrownBy(() -> childless.endTree().build()).hasMessageContaining("Node 0 of tree 0 does not fit");
        ForestModel.Builder loop = sum();
        int root = loop.split(0, 1);
        loop.children(root, root, loop.leaf(1)).endTree();
        assertThatThrownBy(loop::build).isInstanceOf(IllegalArgumentException.class);
        ForestModel.Builder wide = sum();
        int node = wide.split(2, 1);
        wide.children(node, wide.leaf(1), wide.leaf(2)).endTree();
        assertThatThrownBy(wide::build).hasMessageContaining("feature 2 of 2");
        assertThatThrownBy(() -> sum().leaf(1, 2)).hasMessageContaining("2 values in a leaf that needs 1");
        ForestModel.Builder infinite = sum();
        infinite.leaf(Double.NaN);
        assertThatThrownBy(() -> infinite.endTree().build()).hasMessageContaining("NaN");
        assertThatThrownBy(() -> ForestModel.builder(AB, ForestLink.SHARES, List.of()))
                .hasMessageContaining("shares(features, classes)");
    }
}
