package io.mlpipeline.models.deep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.TrainingProgress;
import io.mlpipeline.api.provenance.TrainingProvenance;
import io.mlpipeline.models.core.model.EncodedModel;
import io.mlpipeline.models.core.model.ModelCodecs;
import io.mlpipeline.models.core.sequence.LstmModel;
import io.mlpipeline.models.core.sequence.SequenceModel;
import io.mlpipeline.models.core.sequence.SequenceOutput;
import io.mlpipeline.models.core.sequence.SequenceSet;
import io.mlpipeline.models.core.sequence.SequenceShape;
import io.mlpipeline.models.core.sequence.StaticFeature;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LstmTest {
    private static final SequenceShape SHAPE = Shops.quantiles();
    private static final SequenceSet SALES = Shops.sales(SHAPE);
    private static LstmFit fit;

    @BeforeAll
    static void train() {
        fit = Shops.small().build().train(SALES);
    }

    @AfterAll
    static void close() {
        fit.close();
    }

    private static LstmModel model() {
        return (LstmModel) fit.trained().model();
    }

    private static double[] vectors(int origin) {
        int width = SHAPE.features().size();
        double[] rows = new double[Shops.SHOPS * width];
        double[] vector = new double[width];
        for (int shop = 0; shop < Shops.SHOPS; shop++) {
            SALES.copyVector(shop, origin, vector);
            System.arraycopy(vector, 0, rows, shop * width, width);
        }
        return rows;
    }

    @Test
    void saysWhatPyTorchSaysWithinARoundingError() {
        double[] rows = vectors(100);
        float[] theirs = fit.nativeOutputs(rows, Shops.SHOPS);
        int width = SHAPE.features().size();
        float[] ours = new float[theirs.length / Shops.SHOPS];
        for (int shop = 0; shop < Shops.SHOPS; shop++) {
            double[] vector = new double[width];
            System.arraycopy(rows, shop * width, vector, 0, width);
            assertThat(model().rawOutputs(vector, ours)).isPositive();
            for (int i = 0; i < ours.length; i++) {
                assertThat(Math.abs(ours[i] - theirs[shop * ours.length + i])).isLessThan(1e-5f);
            }
        }
    }

    @Test
    void learnsWhatTheWeekBeforeDoesNotTell() {
        double[] targets = new double[7];
        double[] out = new double[21];
        double[] vector = new double[SHAPE.features().size()];
        double ours = 0;
        double naive = 0;
        double total = 0;
        SequenceModel model =
                Shops.small().epochs(40).batch(32).build().fit(SALES).model();
        for (int shop = 0; shop < Shops.SHOPS; shop++) {
            SALES.copyVector(shop, Shops.DAYS - 7, vector);
            SALES.copyTargets(shop, Shops.DAYS - 7, targets);
            model.forecast(vector, out);
            for (int step = 0; step < 7; step++) {
                if (Double.isNaN(targets[step]) || Double.isNaN(SALES.value(shop, Shops.DAYS - 14 + step))) {
                    continue;
                }
                ours += Math.abs(out[3 * step + 1] - targets[step]);
                naive += Math.abs(SALES.value(shop, Shops.DAYS - 14 + step) - targets[step]);
                total += targets[step];
            }
        }
        // Half prices double what is sold, and come on days of which the week before knows nothing.
        assertThat(ours / total).isLessThan(0.5 * naive / total);
    }

    @Test
    void writesDownWhatItWasTrainedWith() {
        TrainingProvenance provenance = fit.trained().provenance();

        assertThat(provenance.library()).isEqualTo("DJL 0.35.1, PyTorch 2.7.1 on cpu()");
        assertThat(provenance.parameters()).containsEntry("hidden", "12").containsEntry("seed", "7");
        assertThat(provenance.dataFingerprint()).isEqualTo(SALES.fingerprint());
        assertThat(provenance.rows()).isEqualTo(Samples.of(SALES, 21).training().size());
    }

    @Test
    void keepsAsideTheLastStepsOnly() {
        Samples samples = Samples.of(SALES, 21);

        assertThat(samples.training()).allMatch(sample -> sample.origin() + 7 <= Shops.DAYS - 21);
        assertThat(samples.validation()).allMatch(sample -> sample.origin() >= Shops.DAYS - 21);
        assertThat(samples.training()).hasSize(Shops.SHOPS * (Shops.DAYS - 21 - 7 - 7 + 1));
        assertThat(samples.validation()).hasSize(Shops.SHOPS * (21 - 7 + 1));
    }

    @Test
    void givesTheSameWeightsForTheSameSeed() {
        LstmModel again = (LstmModel) Shops.small().build().fit(SALES).model();
        LstmModel other =
                (LstmModel) Shops.small().epochs(1).seed(8).build().fit(SALES).model();

        assertThat(again.weights()).isEqualTo(model().weights());
        assertThat(other.weights()).isNotEqualTo(model().weights());
    }

    @Test
    void resumesWhereItWasBrokenOffWithTheSameResult(@TempDir Path folder) {
        Path file = folder.resolve("training.json");
        List<TrainingProgress> heard = new ArrayList<>();
        Lstm broken = Shops.small()
                .checkpoint(file)
                .onProgress(heard::add)
                .cancelWhen(() -> heard.size() == 5)
                .build();
        assertThatThrownBy(() -> broken.fit(SALES))
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("epoch 5 of at most 12");

        LstmModel resumed = (LstmModel) Shops.small()
                .checkpoint(file)
                .onProgress(heard::add)
                .build()
                .fit(SALES)
                .model();

        assertThat(heard)
                .hasSizeLessThanOrEqualTo(12)
                .extracting(TrainingProgress::done)
                .startsWith(1, 2, 3, 4, 5, 6);
        assertThat(resumed.weights()).isEqualTo(model().weights());
    }

    @Test
    void refusesTheCheckpointOfAnotherTrainingAndADamagedOne(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("training.json");
        Shops.small().epochs(1).checkpoint(file).build().fit(SALES);

        assertThatThrownBy(() -> Shops.small()
                        .epochs(1)
                        .hidden(13)
                        .checkpoint(file)
                        .build()
                        .fit(SALES))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("other data or parameters");
        String content = Files.readString(file);
        Files.writeString(file, content.substring(0, content.length() / 2));
        assertThatThrownBy(
                        () -> Shops.small().epochs(1).checkpoint(file).build().fit(SALES))
                .isInstanceOf(CorruptArtifactException.class);
    }

    @Test
    void endsWhenItsThreadIsInterrupted() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> Shops.small().build().fit(SALES)).isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void stopsEarlyAndReturnsTheBestWeights() {
        List<Double> losses = new ArrayList<>();
        try (LstmFit stopped = Shops.small()
                .epochs(60)
                .patience(2)
                .learningRate(0.1)
                .onProgress(progress -> losses.add(progress.validationError().orElseThrow()))
                .build()
                .train(SALES)) {
            double best = losses.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
            assertThat(stopped.epochs()).isEqualTo(losses.indexOf(best) + 3).isLessThan(60);
            assertThat(stopped.validationLoss()).isEqualTo(best);
        }
    }

    @Test
    void learnsMeanAndDeviation() {
        SequenceShape shape = Shops.shape().output(SequenceOutput.gaussian()).build();
        SequenceSet sales = Shops.sales(shape);
        SequenceModel gaussian = Shops.small().layers(2).build().fit(sales).model();
        double[] vector = new double[shape.features().size()];
        double[] targets = new double[7];
        double[] out = new double[14];
        int inside = 0;
        int all = 0;
        for (int shop = 0; shop < Shops.SHOPS; shop++) {
            sales.copyVector(shop, Shops.DAYS - 7, vector);
            sales.copyTargets(shop, Shops.DAYS - 7, targets);
            gaussian.forecast(vector, out);
            for (int step = 0; step < 7; step++) {
                assertThat(out[2 * step + 1]).isPositive();
                if (!Double.isNaN(targets[step])) {
                    all++;
                    inside += Math.abs(targets[step] - out[2 * step]) < 1.96 * out[2 * step + 1] ? 1 : 0;
                }
            }
        }
        assertThat((double) inside / all).isGreaterThan(0.8);
    }

    @Test
    void isStoredWithoutPyTorchAndReadBackBitForBit() {
        EncodedModel stored = ModelCodecs.installed().encode(model());
        SequenceModel read = (SequenceModel) ModelCodecs.installed().decode(stored);
        double[] rows = vectors(120);
        double[] ours = new double[Shops.SHOPS * 21];
        double[] theirs = new double[Shops.SHOPS * 21];

        model().forecastBatch(rows, Shops.SHOPS, ours);
        read.forecastBatch(rows, Shops.SHOPS, theirs);

        assertThat(theirs).isEqualTo(ours);
    }

    @Test
    void forecastsUnknownCategoriesAndMissingPrices() {
        double[] vector = new double[SHAPE.features().size()];
        double[] out = new double[21];
        SALES.copyVector(0, 100, vector);
        vector[SHAPE.features().indexOf("town")] = new StaticFeature("town", List.of("north", "south")).code("east");
        vector[SHAPE.features().indexOf("price_lead_3")] = Double.NaN;

        model().forecast(vector, out);

        assertThat(Arrays.stream(out)).allMatch(value -> value >= 0 && Double.isFinite(value));
    }

    @Test
    void refusesSeriesThatAreTooShort() {
        SequenceShape shape = SequenceShape.builder("units", 14, 7).seasons(7).build();
        SequenceSet shortOnes =
                SequenceSet.builder(shape).add(new double[27], new double[0][]).build();
        SequenceSet zeros =
                SequenceSet.builder(shape).add(new double[100], new double[0][]).build();

        assertThatThrownBy(() -> Shops.small().build().fit(shortOnes))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("7 + 7 + 21")
                .hasMessageContaining("the longest has 27");
        assertThatThrownBy(() -> Shops.small().build().fit(zeros)).isInstanceOf(InvalidDataException.class);
        assertThatThrownBy(() -> Shops.small().validationSteps(6).build().fit(shortOnes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least the horizon of 7");
    }

    @Test
    void refusesSettingsAtTheWrongCall() {
        assertThatThrownBy(() -> Lstm.builder().hidden(0)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> Lstm.builder().learningRate(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> Lstm.builder().epochs(0)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> Lstm.builder().weightDecay(-1)).hasMessageContaining("-1");
        assertThatThrownBy(() -> Lstm.builder().batch(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Lstm.builder().patience(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
