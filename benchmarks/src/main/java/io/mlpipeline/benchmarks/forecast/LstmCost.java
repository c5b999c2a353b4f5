package io.mlpipeline.benchmarks.forecast;

import io.mlpipeline.benchmarks.harness.Interleaved;
import io.mlpipeline.benchmarks.harness.Measurement;
import io.mlpipeline.benchmarks.harness.Report;
import io.mlpipeline.benchmarks.harness.Variant;
import io.mlpipeline.models.core.sequence.LstmModel;
import io.mlpipeline.models.core.sequence.SequenceOutput;
import io.mlpipeline.models.core.sequence.SequenceSet;
import io.mlpipeline.models.core.sequence.SequenceShape;
import io.mlpipeline.models.deep.Lstm;
import io.mlpipeline.models.deep.LstmFit;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** What a forecast costs by the exported network and by PyTorch through DJL: hidden 32, window 24, 12 steps, one thread. */
public final class LstmCost {
    private static final int WINDOW = 24;
    private static final int HORIZON = 12;
    private static final int STEPS = 400;
    private static final int BATCH = 256;
    private static final double SAME = 1e-5;

    private LstmCost() {}

    /**
     * Compares and times both.
     *
     * @param report receives the tables and {@code forecast.lstm.single.ratio.djl}
     * @param quick whether rough figures do
     * @throws Exception if they do not forecast the same, or something cannot be measured
     */
    public static void run(Report report, boolean quick) throws Exception {
        SequenceSet data = data();
        try (LstmFit fit = Lstm.builder()
                .hidden(32)
                .epochs(2)
                .samplesPerEpoch(500)
                .gpu(false)
                .build()
                .train(data)) {
            LstmModel model = (LstmModel) fit.trained().model();
            double[] rows = rows(data, BATCH);
            report.line("");
            report.line(String.format(
                    Locale.ROOT,
                    "LSTM, hidden 32, window %d, %d steps: largest difference to PyTorch %.1e",
                    WINDOW,
                    HORIZON,
                    difference(fit, model, rows)));
            List<Measurement> single = time(fit, model, rows, 1, quick);
            report.table("one forecast", single, 1);
            List<Measurement> batch = time(fit, model, rows, BATCH, quick);
            report.table("a batch of " + BATCH + ", a forecast", batch, BATCH);
            report.figure("forecast.lstm.single.cpu_us", single.get(0).median() / 1000, "us");
            report.figure(
                    "forecast.lstm.single.ratio.djl",
                    single.get(1).median() / single.get(0).median(),
                    "x");
            report.figure(
                    "forecast.lstm.batch256.ratio.djl",
                    batch.get(1).median() / batch.get(0).median(),
                    "x");
        }
    }

    private static SequenceSet data() {
        SequenceShape shape = SequenceShape.builder("units", WINDOW, HORIZON)
                .seasons(12)
                .covariates(List.of("price", "promo"))
                .output(SequenceOutput.quantiles(0.1, 0.5, 0.9))
                .build();
        SplittableRandom random = new SplittableRandom(11);
        SequenceSet.Builder set = SequenceSet.builder(shape);
        for (int series = 0; series < 4; series++) {
            double[] units = new double[STEPS];
            double[][] covariates = new double[2][STEPS];
            for (int step = 0; step < STEPS; step++) {
                covariates[0][step] = random.nextDouble(1, 2);
                covariates[1][step] = random.nextInt(2);
                units[step] = (10 + step % 12 + 5 * covariates[1][step]) / covariates[0][step] + random.nextDouble();
            }
            set.add(units, covariates);
        }
        return set.build();
    }

    private static double[] rows(SequenceSet data, int count) {
        int width = data.shape().features().size();
        double[] rows = new double[count * width];
        double[] vector = new double[width];
        for (int i = 0; i < count; i++) {
            data.copyVector(i % 4, 100 + i, vector);
            System.arraycopy(vector, 0, rows, i * width, width);
        }
        return rows;
    }

    private static double difference(LstmFit fit, LstmModel model, double[] rows) {
        float[] theirs = fit.nativeOutputs(rows, BATCH);
        float[] ours = new float[theirs.length / BATCH];
        double[] vector = new double[rows.length / BATCH];
        double largest = 0;
        for (int i = 0; i < BATCH; i++) {
            System.arraycopy(rows, i * vector.length, vector, 0, vector.length);
            model.rawOutputs(vector, ours);
            for (int j = 0; j < ours.length; j++) {
                largest = Math.max(largest, Math.abs(ours[j] - theirs[i * ours.length + j]));
            }
        }
        if (!(largest <= SAME)) {
            throw new IllegalStateException("The exported network differs from PyTorch's by " + largest);
        }
        return largest;
    }

    private static List<Measurement> time(LstmFit fit, LstmModel model, double[] rows, int count, boolean quick)
            throws Exception {
        int width = rows.length / BATCH;
        double[] part = new double[count * width];
        double[] out = new double[count * HORIZON * model.shape().output().width()];
        return Interleaved.of(
                        Duration.ofSeconds(quick ? 1 : 4),
                        Duration.ofMillis(count == 1 ? 3 : 20),
                        quick ? 40 : 200,
                        Duration.ofSeconds(quick ? 15 : 60))
                .measure(List.of(
                        new Variant("mlpipeline", times -> {
                            double sum = 0;
                            for (int i = 0; i < times; i++) {
                                System.arraycopy(rows, count == 1 ? i % BATCH * width : 0, part, 0, part.length);
                                model.forecastBatch(part, count, out);
                                sum += out[1];
                            }
                            return sum;
                        }),
                        new Variant("PyTorch through DJL", times -> {
                            double sum = 0;
                            for (int i = 0; i < times; i++) {
                                System.arraycopy(rows, count == 1 ? i % BATCH * width : 0, part, 0, part.length);
                                sum += fit.nativeOutputs(part, count)[1];
                            }
                            return sum;
                        })));
    }
}
