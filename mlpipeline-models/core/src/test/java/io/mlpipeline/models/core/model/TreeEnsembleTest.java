package io.mlpipeline.models.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.mlpipeline.api.model.ModelTask;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeEnsembleTest {
    private static final int[] LEFT = {1, -1, -1};
    private static final int[] RIGHT = {2, -1, -1};
    private static final int[] FEATURE = {1, 0, 0};
    private static final boolean[] DEFAULT_LEFT = {true, false, false};
    private static final float[] VALUE = {0.5f, -1f, 2f};

    private static TreeEnsemble.Builder stump() {
        return TreeEnsemble.builder(List.of("a", "b")).tree(LEFT, RIGHT, FEATURE, DEFAULT_LEFT, VALUE);
    }

    @Test
    void goesLeftBelowTheThresholdRightAtItAndTheDefaultWayWhereMissing() {
        TreeEnsemble model = stump().baseMargin(10).build();

        assertThat(model.predict(new double[] {0, 0.4})).isEqualTo(9);
        assertThat(model.predict(new double[] {0, 0.5})).isEqualTo(12);
        assertThat(model.predict(new double[] {0, 7})).isEqualTo(12);
        assertThat(model.predict(new double[] {0, Double.NaN})).isEqualTo(9);
        assertThat(model.predict(new double[] {0, Double.NEGATIVE_INFINITY})).isEqualTo(9);
        assertThat(model.predict(new double[] {0, Double.POSITIVE_INFINITY})).isEqualTo(12);
    }

    @Test
    void comparesAsFloats() {
        TreeEnsemble model = stump().build();

        // The double is below 0.5, the nearest float is not.
        assertThat(model.predict(new double[] {0, Math.nextDown(0.5)})).isEqualTo(2);
    }

    @Test
    void takesBothZerosForOne() {
        float[] zero = {0.0f, -1f, 2f};
        TreeEnsemble model = TreeEnsemble.builder(List.of("a", "b"))
                .tree(LEFT, RIGHT, FEATURE, DEFAULT_LEFT, zero)
                .build();

        assertThat(model.predict(new double[] {0, -0.0})).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "3,4,2", "4,6,7", "7,3,30", "50,9,12", "13,16,5", "0,3,2", "5,0,3"})
    void walksPackedTreesToTheSameBitsAsPlainOnes(int trees, int depth, int features) {
        SplittableRandom random = new SplittableRandom(31L * trees + depth);
        TreeEnsemble model =
                RandomTrees.ensemble(trees, depth, features, random).build();
        TreeKernel packed = PackedTrees.of(model.flatTrees(), features, 1);

        assertThat(packed).isInstanceOf(PackedTrees.class);
        for (int i = 0; i < 2000; i++) {
            double[] row = RandomTrees.row(features, random);
            assertThat(packed.margin(row, 0, model.baseMargin(0)))
                    .isEqualTo(model.flatTrees().margin(row, 0, model.baseMargin(0)));
        }
    }

    @Test
    void walksPlainTreesWhereThereAreTooManyFeaturesToPack() {
        SplittableRandom random = new SplittableRandom(5);
        TreeEnsemble model = RandomTrees.ensemble(6, 5, 3000, random).build();
        double[] row = RandomTrees.row(3000, random);

        assertThat(PackedTrees.of(model.flatTrees(), 3000, 1)).isSameAs(model.flatTrees());
        assertThat(model.predict(row)).isEqualTo(model.flatTrees().margin(row, 0, model.baseMargin(0)));
    }

    @Test
    void predictsABatchAsItPredictsRows() {
        SplittableRandom random = new SplittableRandom(6);
        TreeEnsemble model =
                RandomTrees.ensemble(9, 4, 5, random).link(Link.EXP).build();
        double[] rows = new double[5 * 40];
        double[] out = new double[40];
        for (int i = 0; i < 40; i++) {
            System.arraycopy(RandomTrees.row(5, random), 0, rows, 5 * i, 5);
        }

        model.predictBatch(rows, 40, out);

        for (int i = 0; i < 40; i++) {
            assertThat(out[i]).isEqualTo(model.predict(Arrays.copyOfRange(rows, 5 * i, 5 * i + 5)));
        }
    }

    @Test
    void predictsTheSameOnManyThreads() throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        TreeEnsemble model = RandomTrees.ensemble(40, 6, 8, random).build();
        List<double[]> rows = IntStream.range(0, 500)
                .mapToObj(i -> RandomTrees.row(8, random))
                .toList();
        List<Double> expected = rows.stream().map(model::predict).toList();
        var pool = Executors.newFixedThreadPool(4);
        try {
            var runs = pool.invokeAll(java.util.Collections.nCopies(
                    8, () -> rows.stream().map(model::predict).toList()));
            for (var run : runs) {
                assertThat(run.get()).isEqualTo(expected);
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void allocatesNothingOnceWarm() {
        SplittableRandom random = new SplittableRandom(8);
        TreeEnsemble model = RandomTrees.ensemble(20, 6, 10, random).build();
        double[] row = RandomTrees.row(10, random);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        double sum = 0;
        for (int i = 0; i < 20_000; i++) {
            sum += model.predict(row);
        }

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 100_000; i++) {
            sum += model.predict(row);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(sum).isFinite();
        assertThat(allocated).isLessThan(100_000);
    }

    @Test
    void turnsMarginsIntoProbabilities() {
        TreeEnsemble logistic = stump().link(Link.LOGISTIC).build();

        double[] margin = new double[1];
        logistic.margins(new double[] {0, 1}, margin);

        assertThat(logistic.task()).isEqualTo(ModelTask.BINARY);
        assertThat(logistic.classes()).containsExactly("0", "1");
        assertThat(margin).containsExactly(2);
        // 1 / (1 + e^-2) and 1 / (1 + e)
        assertThat(logistic.predict(new double[] {0, 1})).isCloseTo(0.8807970779778823, within(1e-7));
        assertThat(logistic.predict(new double[] {0, 0})).isCloseTo(0.2689414213699951, within(1e-7));
    }

    @Test
    void givesEachClassItsOwnTrees() {
        TreeEnsemble model = TreeEnsemble.builder(List.of("a", "b"))
                .classes(2)
                .tree(LEFT, RIGHT, FEATURE, DEFAULT_LEFT, VALUE)
                .classNames(List.of("x", "y"))
                .tree(LEFT, RIGHT, FEATURE, DEFAULT_LEFT, new float[] {0.5f, 1f, 0f})
                .build();
        double[] out = new double[2];

        model.predict(new double[] {0, 0}, out);

        assertThat(model.task()).isEqualTo(ModelTask.MULTICLASS);
        assertThat(model.classes()).containsExactly("x", "y");
        // softmax(-1, 1)
        assertThat(out[0]).isCloseTo(0.11920292202211755, within(1e-7));
        assertThat(out[1]).isCloseTo(0.8807970779778823, within(1e-7));
        assertThatThrownBy(() -> model.predict(new double[] {0, 0}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("2 outputs");
    }

    @Test
    void startsEachClassFromItsOwnBaseMargin() {
        TreeEnsemble model = TreeEnsemble.builder(List.of("a", "b"))
                .baseMargins(new float[] {1, -2, 0.5f})
                .classes(3)
                .build();
        double[] margins = new double[3];

        model.margins(new double[2], margins);

        assertThat(margins).containsExactly(1, -2, 0.5);
        assertThat(model.margin(new double[2], 1)).isEqualTo(-2);
        assertThat(model.baseMargin(2)).isEqualTo(0.5f);
    }

    @Test
    void refusesWhatIsNoTree() {
        TreeEnsemble.Builder empty = TreeEnsemble.builder(List.of("a", "b"));
        assertThatThrownBy(() -> stump().tree(new int[] {0, -1, -1}, RIGHT, FEATURE, DEFAULT_LEFT, VALUE)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Node 0 of tree 1");
        assertThatThrownBy(() -> TreeEnsemble.builder(List.of("a"))
                        .tree(LEFT, RIGHT, FEATURE, DEFAULT_LEFT, VALUE)
                        .build())
                .hasMessageContaining("feature 1");
        assertThatThrownBy(() -> TreeEnsemble.builder(List.of("a", "b"))
                        .tree(
                                new int[] {1, -1, -1, -1},
                                new int[] {2, -1, -1, -1},
                                new int[4],
                                new boolean[4],
                                new float[4])
                        .build())
                .hasMessageContaining("Node 3 of tree 0 has no parent");
        assertThatThrownBy(() -> TreeEnsemble.builder(List.of("a", "b"))
                        .tree(LEFT, RIGHT, FEATURE, DEFAULT_LEFT, new float[] {0.5f, Float.NaN, 1f})
                        .build())
                .hasMessageContaining("NaN");
        assertThatThrownBy(() -> empty.tree(LEFT, RIGHT, FEATURE, DEFAULT_LEFT, new float[2]))
                .hasMessageContaining("one a node");
        assertThatThrownBy(() -> empty.link(Link.SOFTMAX)).hasMessageContaining("classes(int)");
        assertThatThrownBy(() -> stump().classNames(List.of("x", "y")).build())
                .hasMessageContaining("0 classes")
                .hasMessageContaining("[x, y]");
        assertThatThrownBy(() -> empty.classes(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> empty.baseMargin(Float.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> stump().classes(2).build()).hasMessageContaining("shared evenly");
        assertThatThrownBy(() -> stump().baseMargins(new float[2]).build())
                .hasMessageContaining("2 base margins for 1 outputs");
    }

    @Test
    void refusesShortArrays() {
        TreeEnsemble model = stump().build();

        assertThatThrownBy(() -> model.predict(new double[1])).hasMessageContaining("1 values for a model of 2");
        assertThatThrownBy(() -> model.predict(new double[2], new double[0])).hasMessageContaining("Room for 0");
        assertThatThrownBy(() -> model.predictBatch(new double[3], 2, new double[2]))
                .hasMessageContaining("needs 4 values");
    }
}
