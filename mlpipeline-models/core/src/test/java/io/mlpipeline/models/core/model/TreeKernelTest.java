package io.mlpipeline.models.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every way to score against {@link FlatTrees}, which is the definition. */
class TreeKernelTest {
    private static final float BASE = 0.3f;

    /** Values that comparisons go wrong at; rows draw from them, too, so that they meet thresholds exactly. */
    private static final float[] CORNERS = {
        0.0f,
        -0.0f,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        1.5f,
        Math.nextUp(1.5f),
        Math.nextDown(1.5f),
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY
    };

    /** How a tree grows. */
    private enum Growth {
        BUSHY,
        LEFT_CHAIN,
        RIGHT_CHAIN,
        STUMP,
        LEAF
    }

    @ParameterizedTest
    @CsvSource({
        "BUSHY,1,1,1",
        "BUSHY,3,4,2",
        "BUSHY,8,6,7",
        "BUSHY,17,8,30",
        "BUSHY,6,5,1",
        "LEFT_CHAIN,8,7,4",
        "RIGHT_CHAIN,9,7,4",
        "STUMP,13,1,3",
        "LEAF,5,0,2",
        "BUSHY,0,0,2"
    })
    void everyKernelGivesTheBitsOfThePlainOne(Growth growth, int trees, int depth, int features) {
        SplittableRandom random = new SplittableRandom(31L * trees + depth);
        FlatTrees plain = trees(growth, trees, depth, features, random);
        PerfectTrees perfect = PerfectTrees.of(plain, features, 1).orElseThrow();
        int count = 300;
        double[] rows = rows(count, features, random);

        assertScores(PackedTrees.of(plain, features, 1), plain, rows, count, features);
        assertScores(RankedTrees.of(perfect).orElseThrow(), plain, rows, count, features);
        assertScores(KeyedTrees.of(perfect).orElseThrow(), plain, rows, count, features);
        assertSlices(new SlicedTrees(perfect), plain, rows, count, features);
    }

    @ParameterizedTest
    @CsvSource({"BUSHY,13,12,5", "LEFT_CHAIN,9,8,4", "LEFT_CHAIN,5,300,3", "RIGHT_CHAIN,5,300,3"})
    void deepAndUnevenTreesArePackedAlone(Growth growth, int trees, int depth, int features) {
        SplittableRandom random = new SplittableRandom(depth);
        FlatTrees plain = trees(growth, trees, depth, features, random);

        assertThat(PerfectTrees.of(plain, features, 1)).isEmpty();
        assertScores(PackedTrees.of(plain, features, 1), plain, rows(500, features, random), 500, features);
    }

    @Test
    void treesOfUnevenDepthShareAGroup() {
        SplittableRandom random = new SplittableRandom(3);
        FlatTrees.Builder builder = new FlatTrees.Builder();
        for (int i = 0; i < 21; i++) {
            add(builder, Growth.values()[i % 5], i % 9, 6, random);
        }
        FlatTrees plain = builder.build().checked(6);
        PerfectTrees perfect = PerfectTrees.of(plain, 6, 1).orElseThrow();
        double[] rows = rows(400, 6, random);

        assertScores(RankedTrees.of(perfect).orElseThrow(), plain, rows, 400, 6);
        assertScores(KeyedTrees.of(perfect).orElseThrow(), plain, rows, 400, 6);
        assertSlices(new SlicedTrees(perfect), plain, rows, 400, 6);
    }

    /** More trees than are walked together, in runs of one depth that are cut elsewhere. */
    @Test
    void manyTreesOfDifferentDepthsAreWalkedInParts() {
        SplittableRandom random = new SplittableRandom(8);
        FlatTrees.Builder builder = new FlatTrees.Builder();
        for (int i = 0; i < 1100; i++) {
            add(builder, Growth.BUSHY, i < 600 ? 2 : i / 40 % 2 * 3 + 1, 40, random);
        }
        FlatTrees plain = builder.build().checked(40);
        PerfectTrees perfect = PerfectTrees.of(plain, 40, 1).orElseThrow();
        double[] rows = rows(100, 40, random);

        assertThat(LevelTrees.of(perfect).get(0)).hasSizeGreaterThan(2);
        assertScores(RankedTrees.of(perfect).orElseThrow(), plain, rows, 100, 40);
        assertScores(KeyedTrees.of(perfect).orElseThrow(), plain, rows, 100, 40);
    }

    @Test
    void tooManyThresholdsForARankArePackedAlone() {
        SplittableRandom random = new SplittableRandom(4);
        FlatTrees.Builder builder = new FlatTrees.Builder();
        for (int i = 0; i <= FeatureCuts.MAX_CUTS; i++) {
            builder.add(
                    new int[] {1, -1, -1},
                    new int[] {2, -1, -1},
                    new int[3],
                    new boolean[] {random.nextBoolean(), false, false},
                    new float[] {i * 0.25f, 1, 2},
                    new float[0],
                    new int[0][]);
        }
        FlatTrees plain = builder.build();

        assertThat(PerfectTrees.of(plain, 1, 1)).isEmpty();
        assertScores(PackedTrees.of(plain, 1, 1), plain, rows(50, 1, random), 50, 1);
    }

    @Test
    void tooManyThresholdsForACharAreSlicedAndPacked() {
        SplittableRandom random = new SplittableRandom(6);
        FlatTrees plain = trees(Growth.BUSHY, 40, 8, 2, random);
        PerfectTrees perfect = PerfectTrees.of(plain, 2, 1).orElseThrow();

        assertThat(perfect.cuts.largestCount()).isGreaterThan(256);
        assertThat(RankedTrees.of(perfect)).isEmpty();
        assertSlices(new SlicedTrees(perfect), plain, rows(200, 2, random), 200, 2);
    }

    @Test
    void ranksEqualACountOfTheThresholdsReached() {
        SplittableRandom random = new SplittableRandom(5);
        FlatTrees plain = trees(Growth.BUSHY, 60, 6, 3, random);
        FeatureCuts cuts = FeatureCuts.of(plain, 3);

        for (double x : rows(3000, 1, random)) {
            float value = (float) x;
            if (!Float.isNaN(value)) {
                for (int feature = 0; feature < 3; feature++) {
                    assertThat(cuts.rank(feature, value, -1)).isEqualTo(reached(plain, feature, value));
                }
            }
        }
    }

    private static int reached(FlatTrees trees, int feature, float value) {
        float[] thresholds = new float[trees.value.length];
        int count = 0;
        for (int i = 0; i < thresholds.length; i++) {
            if (!trees.isLeaf(i) && trees.feature[i] == feature && trees.value[i] <= value) {
                thresholds[count++] = trees.value[i] + 0.0f;
            }
        }
        thresholds = Arrays.copyOf(thresholds, count);
        Arrays.sort(thresholds);
        int distinct = 0;
        for (int i = 0; i < count; i++) {
            distinct += i == 0 || thresholds[i] != thresholds[i - 1] ? 1 : 0;
        }
        return distinct;
    }

    @ParameterizedTest
    @CsvSource({"1", "31", "32", "63", "64", "65", "96", "130", "1000"})
    void aModelScoresABatchOfAnySizeAsItScoresItsRows(int count) {
        SplittableRandom random = new SplittableRandom(count);
        TreeEnsemble model = RandomTrees.ensemble(300, 6, 5, random).classes(3).build();
        double[] rows = rows(count, 5, random);
        double[] out = new double[3 * count];
        double[] expected = new double[3];

        model.predictBatch(rows, count, out);

        for (int i = 0; i < count; i++) {
            model.predict(Arrays.copyOfRange(rows, 5 * i, 5 * i + 5), expected);
            assertThat(Arrays.copyOfRange(out, 3 * i, 3 * i + 3)).isEqualTo(expected);
        }
    }

    @Test
    void batchesAllocateNothingOnceWarm() {
        SplittableRandom random = new SplittableRandom(8);
        TreeEnsemble model = RandomTrees.ensemble(200, 6, 4, random).build();
        double[] rows = rows(200, 4, random);
        double[] out = new double[200];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 200; i++) {
            model.predictBatch(rows, 200, out);
        }

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 100; i++) {
            model.predictBatch(rows, 200, out);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated).isLessThan(20_000);
    }

    private static void assertScores(TreeKernel kernel, FlatTrees plain, double[] rows, int count, int features) {
        assertThat(kernel).isNotSameAs(plain);
        for (int i = 0; i < count; i++) {
            assertThat(kernel.margin(rows, i * features, BASE)).isEqualTo(plain.margin(rows, i * features, BASE));
        }
        assertThat(kernel.margin(rows, 0, -0.0f)).isEqualTo(plain.margin(rows, 0, -0.0f));
    }

    private static void assertSlices(SlicedTrees sliced, FlatTrees plain, double[] rows, int count, int features) {
        double[] out = new double[count + 2];
        for (int from = 0; from < count; from += SlicedTrees.ROWS) {
            int size = Math.min(SlicedTrees.ROWS, count - from);
            sliced.margins(rows, from * features, size, new float[] {BASE}, out, from + 1);
        }
        for (int i = 0; i < count; i++) {
            assertThat(out[i + 1]).isEqualTo(plain.margin(rows, i * features, BASE));
        }
        assertThat(out[0]).isZero();
        assertThat(out[count + 1]).isZero();
    }

    @ParameterizedTest
    @CsvSource({"2,2,3,5", "3,30,4,6", "7,21,6,4", "5,50,8,3", "3,0,0,2"})
    void everyKernelGivesEachOutputTheBitsOfThePlainOne(int outputs, int rounds, int depth, int features) {
        SplittableRandom random = new SplittableRandom(31L * outputs + depth);
        FlatTrees plain = trees(Growth.BUSHY, outputs * rounds, depth, features, random);
        PerfectTrees perfect = PerfectTrees.of(plain, features, outputs).orElseThrow();
        TreeKernel packed = PackedTrees.of(plain, features, outputs);
        Optional<RankedTrees> ranked = RankedTrees.of(perfect);
        int count = 100;
        double[] rows = rows(count, features, random);
        float[] bases = new float[outputs];
        for (int i = 0; i < outputs; i++) {
            bases[i] = i - 0.7f;
        }
        double[] expected = new double[count * outputs];
        double[] walked = new double[count * outputs];
        double[] sliced = new double[count * outputs];

        for (int i = 0; i < count; i++) {
            plain.margins(rows, i * features, bases, expected, i * outputs);
            packed.margins(rows, i * features, bases, walked, i * outputs);
        }
        new SlicedTrees(perfect).margins(rows, 0, 50, bases, sliced, 0);
        new SlicedTrees(perfect).margins(rows, 50 * features, 50, bases, sliced, 50 * outputs);

        assertThat(walked).isEqualTo(expected);
        assertThat(sliced).isEqualTo(expected);
        for (int i = 0; i < count && ranked.isPresent(); i++) {
            ranked.get().margins(rows, i * features, bases, walked, i * outputs);
        }
        assertThat(walked).isEqualTo(expected);
        Arrays.fill(walked, Double.NaN);
        for (int i = 0; i < count; i++) {
            KeyedTrees.of(perfect).orElseThrow().margins(rows, i * features, bases, walked, i * outputs);
        }
        assertThat(walked).isEqualTo(expected);
    }

    private static FlatTrees trees(Growth growth, int trees, int depth, int features, SplittableRandom random) {
        FlatTrees.Builder builder = new FlatTrees.Builder();
        for (int i = 0; i < trees; i++) {
            add(builder, growth, depth, features, random);
        }
        return builder.build().checked(features);
    }

    private static void add(
            FlatTrees.Builder builder, Growth growth, int depth, int features, SplittableRandom random) {
        int splits = growth == Growth.LEAF || depth == 0
                ? 0
                : growth == Growth.STUMP ? 1 : growth == Growth.BUSHY ? (1 << depth) - 1 : depth;
        int size = 2 * splits + 1;
        int[] left = new int[size];
        int[] right = new int[size];
        int[] feature = new int[size];
        boolean[] defaultLeft = new boolean[size];
        float[] value = new float[size];
        Arrays.fill(left, -1);
        Arrays.fill(right, -1);
        int next = 1;
        int open = 0;
        for (int i = 0; i < splits; i++) {
            int at = growth == Growth.BUSHY ? i : open;
            left[at] = next++;
            right[at] = next++;
            open = growth == Growth.LEFT_CHAIN ? left[at] : right[at];
        }
        for (int i = 0; i < size; i++) {
            feature[i] = random.nextInt(features);
            defaultLeft[i] = random.nextBoolean();
            value[i] = left[i] < 0 ? (float) random.nextGaussian() : value(random);
        }
        builder.add(left, right, feature, defaultLeft, value, new float[0], new int[0][]);
    }

    private static float value(SplittableRandom random) {
        return random.nextInt(3) == 0
                ? CORNERS[random.nextInt(CORNERS.length)]
                : (float) (random.nextInt(100) / 16.0 - random.nextGaussian());
    }

    private static double[] rows(int count, int features, SplittableRandom random) {
        double[] rows = new double[count * features];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = random.nextInt(8) == 0 ? Double.NaN : value(random);
        }
        return rows;
    }
}
