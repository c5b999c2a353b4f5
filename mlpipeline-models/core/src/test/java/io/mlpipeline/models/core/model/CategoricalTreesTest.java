package io.mlpipeline.models.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.error.CorruptArtifactException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CategoricalTreesTest {
    private static TreeEnsemble stump(boolean missingLeft, int... right) {
        return TreeEnsemble.builder(List.of("a"))
                .tree(
                        new int[] {1, -1, -1},
                        new int[] {2, -1, -1},
                        new int[3],
                        new boolean[] {missingLeft, false, false},
                        new float[] {0, -1, 1},
                        new float[0],
                        new int[][] {right, {}, {}})
                .build();
    }

    @Test
    void goesRightForTheCategoriesOfTheSetLeftForAllElse() {
        TreeEnsemble model = stump(true, 0, 3, 64, 100);

        for (double right : new double[] {0, -0.0, 3, 3.9, 64, 100}) {
            assertThat(model.predict(new double[] {right})).as("" + right).isEqualTo(1);
        }
        for (double left :
                new double[] {1, 2, 4, 63, 65, 101, 1e5, 1e30, -1, -0.5, Double.POSITIVE_INFINITY, Double.NaN}) {
            assertThat(model.predict(new double[] {left})).as("" + left).isEqualTo(-1);
        }
        assertThat(stump(false, 1).predict(new double[] {Double.NaN})).isEqualTo(1);
        assertThat(model.tree(0).isCategorical(0)).isTrue();
        assertThat(model.tree(0).goesLeft(0, 64)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1,3,1,4", "60,5,1,6", "3,4,3,5", "90,6,3,5"})
    void everyWayGivesTheBitsOfThePlainOneAlsoOnceStored(int trees, int depth, int outputs, int features) {
        SplittableRandom random = new SplittableRandom(17L * trees + outputs);
        TreeEnsemble.Builder builder = TreeEnsemble.builder(RandomTrees.names(features));
        if (outputs > 1) {
            builder.classes(outputs);
        }
        for (int i = 0; i < trees; i++) {
            add(builder, depth, features, random);
        }
        TreeEnsemble model = builder.build();
        TreeEnsemble read = (TreeEnsemble)
                ModelCodecs.installed().decode(ModelCodecs.installed().encode(model));
        int count = 200;
        double[] rows = new double[count * features];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = random.nextInt(10) == 0 ? Double.NaN : random.nextInt(9) - 1;
        }
        double[] batch = new double[count * outputs];
        double[] expected = new double[outputs];
        double[] margins = new double[outputs];
        model.predictBatch(rows, count, batch);

        assertThat(model.hasCategories()).isTrue();
        for (int i = 0; i < count; i++) {
            double[] row = Arrays.copyOfRange(rows, i * features, (i + 1) * features);
            model.flatTrees().margins(row, 0, new float[outputs], expected, 0);
            model.margins(row, margins);
            assertThat(margins).isEqualTo(expected);
            read.margins(row, margins);
            assertThat(margins).isEqualTo(expected);
            model.predict(row, margins);
            assertThat(Arrays.copyOfRange(batch, i * outputs, (i + 1) * outputs))
                    .isEqualTo(margins);
        }
    }

    private static void add(TreeEnsemble.Builder builder, int depth, int features, SplittableRandom random) {
        int splits = (1 << depth) - 1;
        int size = 2 * splits + 1;
        int[] left = new int[size];
        int[] right = new int[size];
        int[] feature = new int[size];
        boolean[] defaultLeft = new boolean[size];
        float[] value = new float[size];
        int[][] categories = new int[size][];
        for (int i = 0; i < size; i++) {
            left[i] = i < splits ? 2 * i + 1 : -1;
            right[i] = i < splits ? 2 * i + 2 : -1;
            feature[i] = random.nextInt(features);
            defaultLeft[i] = random.nextBoolean();
            value[i] = random.nextInt(7);
            categories[i] = i < splits && (i == 0 || random.nextBoolean())
                    ? random.ints(1 + random.nextInt(3), 0, 8).toArray()
                    : new int[0];
        }
        builder.tree(left, right, feature, defaultLeft, value, new float[0], categories);
    }

    @Test
    void refusesWhatIsNoCategoryAndDamagedSets() {
        assertThatThrownBy(() -> stump(true, 3, -1)).hasMessageContaining("category -1");
        assertThatThrownBy(() -> stump(true, 1 << 24)).hasMessageContaining("16777216");
        EncodedModel encoded = ModelCodecs.installed().encode(stump(true, 5));
        String text = new String(encoded.content(), StandardCharsets.UTF_8);
        // Set 1 in place of 0, and a set that ends far behind the last bit.
        for (String damaged : List.of(
                text.replaceAll("\"set\":\"[^\"]*", "\"set\":\"AQAAAP//////////"),
                text.replaceAll("\"setStarts\":\"[^\"]*", "\"setStarts\":\"AAAAAP///38BAAAA"))) {
            assertThat(damaged).isNotEqualTo(text);
            assertThatThrownBy(() -> ModelCodecs.installed()
                            .decode(new EncodedModel(
                                    encoded.type(), encoded.version(), damaged.getBytes(StandardCharsets.UTF_8))))
                    .isInstanceOf(CorruptArtifactException.class);
        }
    }
}
