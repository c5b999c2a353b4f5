package io.mlpipeline.benchmarks.features;

import static io.mlpipeline.etl.features.Features.column;
import static io.mlpipeline.etl.features.Features.dayOfWeek;
import static io.mlpipeline.etl.features.Features.month;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.benchmarks.harness.Interleaved;
import io.mlpipeline.benchmarks.harness.Measurement;
import io.mlpipeline.benchmarks.harness.Report;
import io.mlpipeline.benchmarks.harness.Suite;
import io.mlpipeline.benchmarks.harness.Variant;
import io.mlpipeline.etl.features.FeaturePipeline;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.etl.features.History;
import io.mlpipeline.etl.features.Kernel;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** One row through the feature kernel: 29 operations that give 15 features, beside the same by hand. */
public final class FeaturesSuite implements Suite {
    private static final int NUMBERS = 7;
    private static final int ROWS = 10_000;
    private static final List<String> COUNTRIES = List.of("AT", "CH", "DE", "FR", "IT", "PL");
    private static final LocalDate START = LocalDate.of(2020, 1, 1);
    private static final Schema SCHEMA = schema();

    @Override
    public String name() {
        return "features";
    }

    @Override
    public String about() {
        return "one row through the feature kernel (29 operations), beside a hand-written loop";
    }

    @Override
    public void run(Report report, boolean quick) throws Exception {
        Frame frame = frame();
        FittedFeatures features = pipeline().fit(frame);
        List<Row> rows = new ArrayList<>();
        Frame requests = frame.select(features.requestSchema().names());
        for (int i = 0; i < ROWS; i++) {
            rows.add(RowBuffer.of(requests.schema()).copyOf(requests.row(i)));
        }
        ByHand byHand = new ByHand(frame, NUMBERS, COUNTRIES);
        Kernel kernel = features.kernel();
        double[] out = new double[features.names().size()];
        double[] expected = new double[out.length];
        requireEqual(kernel, rows, byHand, out, expected);
        report.line("features: " + features.names());

        List<Measurement> measured = stopwatch(quick)
                .measure(List.of(
                        new Variant("hand-written", times -> {
                            double sum = 0;
                            for (int i = 0; i < times; i++) {
                                byHand.transform(i % ROWS, expected);
                                sum += expected[3] + expected[8];
                            }
                            return sum;
                        }),
                        new Variant("mlpipeline", times -> {
                            double sum = 0;
                            for (int i = 0; i < times; i++) {
                                kernel.transform(rows.get(i % ROWS), History.none(), out);
                                sum += out[3] + out[8];
                            }
                            return sum;
                        })));
        report.table("one row, 29 operations", measured, 1);
        report.figure("features.row.ns", measured.get(1).median(), "ns");
        report.figure("features.row.alloc", measured.get(1).bytes(), "B/op");
        report.figure(
                "features.row.ratio.handwritten",
                measured.get(1).median() / measured.get(0).median(),
                "x");
    }

    private static Interleaved stopwatch(boolean quick) {
        return Interleaved.of(
                Duration.ofMillis(quick ? 300 : 1500), Duration.ofMillis(2), quick ? 20 : 200, Duration.ofSeconds(20));
    }

    private static void requireEqual(Kernel kernel, List<Row> rows, ByHand byHand, double[] out, double[] expected) {
        for (int i = 0; i < ROWS; i++) {
            kernel.transform(rows.get(i), History.none(), out);
            byHand.transform(i, expected);
            if (!Arrays.equals(out, expected)) {
                throw new IllegalStateException(
                        "Row " + i + " gives " + Arrays.toString(out) + ", by hand " + Arrays.toString(expected));
            }
        }
    }

    private static Schema schema() {
        Schema.Builder schema = Schema.builder();
        for (int i = 0; i < NUMBERS; i++) {
            schema.number("x" + i);
        }
        return schema.date("day").text("country").number("y").build();
    }

    private static FeaturePipeline pipeline() {
        FeaturePipeline.Builder pipeline = FeaturePipeline.over(SCHEMA).target("y");
        for (int i = 0; i < NUMBERS; i++) {
            pipeline.feature("x" + i, column("x" + i).orElse(0.5).clip(-1.5, 1.5));
        }
        return pipeline.feature("month", month("day"))
                .feature("weekday", dayOfWeek("day"))
                .oneHot("country")
                .build();
    }

    private static Frame frame() {
        SplittableRandom random = new SplittableRandom(1);
        Frame.Builder frame = Frame.builder(SCHEMA);
        RowBuffer row = RowBuffer.of(SCHEMA);
        for (int i = 0; i < ROWS; i++) {
            row.clear();
            for (int j = 0; j < NUMBERS; j++) {
                if (random.nextInt(10) > 0) {
                    row.set("x" + j, random.nextGaussian());
                }
            }
            row.set("day", START.plusDays(random.nextInt(2000)));
            row.set("country", COUNTRIES.get(random.nextInt(COUNTRIES.size())));
            frame.add(row.set("y", random.nextDouble()));
        }
        return frame.build();
    }
}
