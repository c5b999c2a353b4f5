package io.mlpipeline.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.models.core.model.ForestLink;
import io.mlpipeline.models.core.model.ForestModel;
import io.mlpipeline.models.core.model.LinearModel;
import io.mlpipeline.models.core.model.Link;
import io.mlpipeline.models.core.model.LogisticModel;
import io.mlpipeline.models.core.model.MultinomialModel;
import io.mlpipeline.models.core.model.TreeEnsemble;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** ONNX Runtime reads the files and predicts. */
class OnnxExportTest {
    private static final List<String> FEATURES = List.of("a", "b", "c", "d", "e");
    private static final List<String> CLASSES = List.of("x", "y", "z");
    private static final int ROWS = 10_000;
    private static final double[] WEIGHTS = {0.3, -1.7, 0.001, 12, 0};

    /** Values on a grid, so that many equal a threshold; one in ten is missing where asked for. */
    private static double[] rows(boolean missing) {
        SplittableRandom random = new SplittableRandom(11);
        double[] rows = new double[ROWS * FEATURES.size()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = missing && random.nextInt(10) == 0 ? Double.NaN : grid(random);
        }
        return rows;
    }

    private static float grid(SplittableRandom random) {
        return (random.nextInt(64) - 32) / 16f;
    }

    /** Full trees of depth 5 with random ways for missing values. */
    private static TreeEnsemble trees(Link link, int outputs, int trees) {
        SplittableRandom random = new SplittableRandom(trees);
        TreeEnsemble.Builder builder = TreeEnsemble.builder(FEATURES);
        if (outputs > 1) {
            builder.classes(outputs).baseMargins(new float[] {0.5f, -0.25f, 0.125f});
        } else {
            builder.link(link).baseMargin(0.75f);
        }
        int inner = 31;
        for (int t = 0; t < trees; t++) {
            int[] left = new int[2 * inner + 1];
            int[] right = new int[left.length];
            int[] feature = new int[left.length];
            boolean[] defaultLeft = new boolean[left.length];
            float[] value = new float[left.length];
            for (int i = 0; i < left.length; i++) {
                boolean leaf = i >= inner;
                left[i] = leaf ? -1 : 2 * i + 1;
                right[i] = leaf ? -1 : 2 * i + 2;
                feature[i] = leaf ? 0 : random.nextInt(FEATURES.size());
                defaultLeft[i] = random.nextBoolean();
                value[i] = leaf ? (float) (random.nextDouble() - 0.5) / 8 : grid(random);
            }
            builder.tree(left, right, feature, defaultLeft, value);
        }
        return builder.build();
    }

    private static float[] predictedByOnnx(Model model, double[] rows) throws OrtException {
        FloatBuffer floats = FloatBuffer.allocate(rows.length);
        for (double each : rows) {
            floats.put((float) each);
        }
        floats.flip();
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(OnnxExport.of(model));
                OnnxTensor input = OnnxTensor.createTensor(environment, floats, new long[] {ROWS, FEATURES.size()});
                OrtSession.Result result = session.run(Map.of(OnnxExport.INPUT, input))) {
            float[] predicted = new float[ROWS * model.outputs()];
            ((OnnxTensor) result.get(OnnxExport.OUTPUT).orElseThrow())
                    .getFloatBuffer()
                    .get(predicted);
            return predicted;
        }
    }

    private static double largestDifference(Model model, double[] rows) throws OrtException {
        double[] ours = new double[ROWS * model.outputs()];
        model.predictBatch(rows, ROWS, ours);
        float[] theirs = predictedByOnnx(model, rows);
        double largest = 0;
        for (int i = 0; i < ours.length; i++) {
            largest = Math.max(largest, Math.abs(ours[i] - theirs[i]) / Math.max(1, Math.abs(ours[i])));
        }
        System.out.println(model.getClass().getSimpleName() + " " + model.task() + ": largest difference " + largest);
        return largest;
    }

    /** Margins are sums of 61 floats below 5, in another order. */
    @ParameterizedTest
    @EnumSource(Link.class)
    void treesPredictTheSameUpToTheOrderOfAdding(Link link) throws OrtException {
        TreeEnsemble model = link == Link.SOFTMAX ? trees(link, 3, 180) : trees(link, 1, 60);

        assertThat(largestDifference(model, rows(true))).isLessThan(2e-6);
    }

    @Test
    void aTreeAloneGivesTheSameFloats() throws OrtException {
        assertThat(largestDifference(trees(Link.IDENTITY, 1, 1), rows(true))).isZero();
    }

    /** The file gives floats, whose last digit is worth 6e-8. */
    @Test
    void linearModelsPredictTheSameUpToTheFloatOfTheAnswer() throws OrtException {
        double[] rows = rows(false);

        assertThat(largestDifference(LinearModel.of(FEATURES, WEIGHTS, -3.25), rows))
                .isLessThan(6e-8);
        assertThat(largestDifference(LogisticModel.of(FEATURES, List.of("no", "yes"), WEIGHTS, 0.5), rows))
                .isLessThan(6e-8);
        double[] three = new double[15];
        for (int i = 0; i < three.length; i++) {
            three[i] = WEIGHTS[i % 5] * (1 - i / 5);
        }
        assertThat(largestDifference(
                        MultinomialModel.of(FEATURES, CLASSES, three, new double[] {0.1, 0.2, -0.3}), rows))
                .isLessThan(6e-8);
    }

    @Test
    void namesFeaturesAndClasses() throws OrtException {
        byte[] file = OnnxExport.of(MultinomialModel.of(FEATURES, CLASSES, new double[15], new double[3]));

        try (OrtSession session = OrtEnvironment.getEnvironment().createSession(file)) {
            assertThat(session.getMetadata().getProducerName()).isEqualTo("mlpipeline");
            assertThat(session.getMetadata().getCustomMetadata())
                    .containsEntry("features", "a\nb\nc\nd\ne")
                    .containsEntry("classes", "x\ny\nz");
        }
    }

    @Test
    void givesTheSameBytesForTheSameModel() {
        assertThat(OnnxExport.of(trees(Link.EXP, 1, 5))).isEqualTo(OnnxExport.of(trees(Link.EXP, 1, 5)));
    }

    @Test
    void refusesWhatOnnxCannotSay() {
        ForestModel.Builder forest = ForestModel.builder(FEATURES, ForestLink.MEAN, List.of());
        forest.leaf(1);
        ForestModel doubles = forest.endTree().build();

        assertThatThrownBy(() -> OnnxExport.of(doubles))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("ForestModel", "boosted trees");
        TreeEnsemble categories = TreeEnsemble.builder(FEATURES)
                .tree(
                        new int[] {1, -1, -1},
                        new int[] {2, -1, -1},
                        new int[] {0, 0, 0},
                        new boolean[3],
                        new float[] {0, 1, 2},
                        new float[0],
                        new int[][] {{3}, {}, {}})
                .build();
        assertThatThrownBy(() -> OnnxExport.of(categories))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("categories", "one-hot");
    }
}
