package io.mlpipeline.models.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.error.IncompatibleVersionException;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.ModelTask;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every portable model and its codec keep. A new one is done when a test that extends this is green. */
public abstract class PortableModelContract {
    private static final int ROWS = 300;

    /** What a missing feature does to the outputs. */
    protected enum Missing {
        /** All outputs are NaN. */
        SPREADS,
        /** The outputs are numbers. */
        IS_SCORED
    }

    /** The model under test. */
    protected abstract Model model();

    /** What it does with missing features. */
    protected abstract Missing missing();

    /** A form that version 1 stored, in the resources of this package: {@code type-v1.json}. */
    protected abstract String golden();

    /** The row that the golden form predicts. */
    protected double[] goldenRow() {
        return new double[] {1.5, -0.5, 0.25, 2, -1};
    }

    /** What the golden form must predict, from another source. */
    protected abstract double[] goldenPrediction();

    /** By how much it may differ: more than rounding in the last place for a model that computes in single precision. */
    protected double goldenTolerance() {
        return 1e-15;
    }

    private final ModelCodecs codecs = ModelCodecs.installed();

    private double[] rows(double missingShare) {
        SplittableRandom random = new SplittableRandom(17);
        double[] rows = new double[ROWS * model().features().size()];
        Arrays.setAll(rows, i -> random.nextDouble() < missingShare ? Double.NaN : random.nextDouble(-3, 3));
        return rows;
    }

    private static double[] predictOneByOne(Model model, double[] rows) {
        int width = model.features().size();
        int outputs = model.outputs();
        double[] all = new double[rows.length / width * outputs];
        double[] out = new double[outputs];
        for (int i = 0; i < rows.length / width; i++) {
            model.predict(Arrays.copyOfRange(rows, i * width, (i + 1) * width), out);
            System.arraycopy(out, 0, all, i * outputs, outputs);
        }
        return all;
    }

    private static double[] predictAtOnce(Model model, double[] rows) {
        int count = rows.length / model.features().size();
        double[] out = new double[count * model.outputs()];
        model.predictBatch(rows, count, out);
        return out;
    }

    @Test
    void hasOutputsAndClassesThatFitItsTask() {
        Model model = model();

        assertThat(model.features()).isNotEmpty().doesNotHaveDuplicates();
        switch (model.task()) {
            case REGRESSION -> assertThat(model.classes()).isEmpty();
            case BINARY -> assertThat(model.classes()).hasSize(2).doesNotHaveDuplicates();
            case MULTICLASS ->
                assertThat(model.classes()).hasSize(model.outputs()).doesNotHaveDuplicates();
        }
        assertThat(model.outputs())
                .isEqualTo(
                        model.task() == ModelTask.MULTICLASS ? model.classes().size() : 1);
        assertThatThrownBy(() -> model.features().add("x")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void givesProbabilitiesWhereItClassifies() {
        Model model = model();
        double[] out = predictAtOnce(model, rows(0));

        assertThat(out).doesNotContain(Double.NaN);
        if (model.task() != ModelTask.REGRESSION) {
            assertThat(Arrays.stream(out).allMatch(p -> p >= 0 && p <= 1)).isTrue();
        }
        for (int i = 0; model.task() == ModelTask.MULTICLASS && i < ROWS; i++) {
            double sum = Arrays.stream(out, i * model.outputs(), (i + 1) * model.outputs())
                    .sum();
            assertThat(sum).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void predictsABatchBitForBitAsItPredictsRows() {
        double[] rows = rows(0.1);

        assertThat(predictAtOnce(model(), rows)).isEqualTo(predictOneByOne(model(), rows));
    }

    @Test
    void predictsOneOutputBothWays() {
        Model model = model();
        double[] vector = Arrays.copyOf(rows(0), model.features().size());
        if (model.outputs() == 1) {
            assertThat(model.predict(vector)).isEqualTo(predictOneByOne(model, vector)[0]);
        } else {
            assertThatThrownBy(() -> model.predict(vector)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void keepsToItsPolicyForMissingFeatures() {
        Model model = model();
        for (int feature = 0; feature < model.features().size(); feature++) {
            double[] vector = Arrays.copyOf(rows(0), model.features().size());
            vector[feature] = Double.NaN;
            double[] out = predictOneByOne(model, vector);
            for (double value : out) {
                assertThat(Double.isNaN(value))
                        .as("output with feature %s missing", feature)
                        .isEqualTo(missing() == Missing.SPREADS);
            }
        }
    }

    @Test
    void refusesArraysThatAreTooShort() {
        Model model = model();
        int width = model.features().size();
        int outputs = model.outputs();

        assertThatThrownBy(() -> model.predict(new double[width - 1], new double[outputs]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Integer.toString(width - 1));
        assertThatThrownBy(() -> model.predictBatch(new double[2 * width - 1], 2, new double[2 * outputs]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> model.predictBatch(new double[2 * width], 2, new double[2 * outputs - 1]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> model.predictBatch(new double[width], -1, new double[outputs]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> model.predict(new double[width], new double[outputs - 1]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("outputs");
        assertThatThrownBy(() -> model.margins(new double[width], new double[outputs - 1]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isStoredAndReadBackBitForBit() {
        Model model = model();
        EncodedModel stored = codecs.encode(model);
        Model read = codecs.decode(stored);
        double[] rows = rows(0.1);

        assertThat(read.getClass()).isEqualTo(model.getClass());
        assertThat(read.task()).isEqualTo(model.task());
        assertThat(read.features()).isEqualTo(model.features());
        assertThat(read.classes()).isEqualTo(model.classes());
        assertThat(predictAtOnce(read, rows)).isEqualTo(predictAtOnce(model, rows));
        assertThat(codecs.encode(read)).isEqualTo(stored);
    }

    @Test
    void opensWhatVersionOneWrote() throws IOException {
        Model read = codecs.decode(new EncodedModel(codecs.encode(model()).type(), 1, goldenBytes()));
        double[] out = new double[read.outputs()];

        read.predict(goldenRow(), out);

        assertThat(out).containsExactly(goldenPrediction(), within(goldenTolerance()));
    }

    private byte[] goldenBytes() throws IOException {
        try (InputStream in = PortableModelContract.class.getResourceAsStream(golden())) {
            assertThat(in).as(golden()).isNotNull();
            return in.readAllBytes();
        }
    }

    @Test
    void refusesNewerVersionsAndDamagedContent() throws IOException {
        EncodedModel stored = codecs.encode(model());
        byte[] golden = goldenBytes();

        assertThatThrownBy(() -> codecs.decode(new EncodedModel(stored.type(), stored.version() + 1, stored.content())))
                .isInstanceOf(IncompatibleVersionException.class)
                .hasMessageContaining("version " + (stored.version() + 1));
        for (int length = 0; length < golden.length; length += Math.max(1, golden.length / 20)) {
            byte[] cut = Arrays.copyOf(golden, length);
            assertThatThrownBy(() -> codecs.decode(new EncodedModel(stored.type(), 1, cut)))
                    .as("%s of %s bytes", length, golden.length)
                    .isInstanceOf(CorruptArtifactException.class);
        }
    }

    @Test
    void givesManyThreadsTheSameBits() throws Exception {
        Model model = model();
        double[] rows = rows(0.1);
        double[] expected = predictOneByOne(model, rows);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                boolean batch = i % 2 == 0;
                tasks.add(() -> {
                    for (int repeat = 0; repeat < 20; repeat++) {
                        double[] actual = batch ? predictAtOnce(model, rows) : predictOneByOne(model, rows);
                        if (!Arrays.equals(actual, expected)) {
                            return false;
                        }
                    }
                    return true;
                });
            }
            for (Future<Boolean> done : threads.invokeAll(tasks)) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void allocatesNothingOnceWarm() {
        Model model = model();
        int width = model.features().size();
        double[] rows = rows(0);
        double[] vector = Arrays.copyOf(rows, width);
        double[] out = new double[ROWS * model.outputs()];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 20_000; i++) {
            model.predict(vector, out);
        }
        for (int i = 0; i < 100; i++) {
            model.predictBatch(rows, ROWS, out);
        }

        long thread = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(thread);
        long floor = threads.getThreadAllocatedBytes(thread) - before;
        before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < 1000; i++) {
            model.predict(vector, out);
        }
        for (int i = 0; i < 10; i++) {
            model.predictBatch(rows, ROWS, out);
        }
        long allocated = threads.getThreadAllocatedBytes(thread) - before - floor;

        assertThat(allocated).isLessThan(1000);
    }
}
