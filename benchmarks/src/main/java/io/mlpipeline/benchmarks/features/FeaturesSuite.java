package io.mlpipeline.benchmarks.features;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.benchmarks.harness.Interleaved;
import io.mlpipeline.benchmarks.harness.Measurement;
import io.mlpipeline.benchmarks.harness.Report;
import io.mlpipeline.benchmarks.harness.Suite;
import io.mlpipeline.benchmarks.harness.Variant;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.etl.features.History;
import io.mlpipeline.etl.features.Kernel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One row through the feature kernel, beside the same by hand. */
public final class FeaturesSuite implements Suite {
    private static final int ROWS = 1_000;

    @Override
    public String name() {
        return "features";
    }

    @Override
    public String about() {
        return "one row through the feature kernel (31 features), beside a hand-written loop, Spark's columns and a Spark job";
    }

    @Override
    public void run(Report report, boolean quick) throws Exception {
        Frame frame = RetailRow31.frame(ROWS, 1);
        FittedFeatures features = RetailRow31.pipeline().fit(frame);
        List<Row> rows = requests(frame, features);
        ByHand byHand = new ByHand(frame);
        Kernel kernel = features.kernel();
        double[] out = new double[RetailRow31.FEATURES];
        double[] expected = new double[RetailRow31.FEATURES];
        for (int i = 0; i < 10; i++) { // beyond the rows after which a kernel runs generated code
            requireEqual(kernel, rows, byHand, out, expected);
        }
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
        report.table("one row, 31 features", measured, 1);
        report.figure("features.row31.ns", measured.get(1).median(), "ns");
        report.figure("features.row31.alloc", measured.get(1).bytes(), "B/op");
        report.figure(
                "features.row31.ratio.handwritten",
                measured.get(1).median() / measured.get(0).median(),
                "x");
        new SparkRows(features, quick).run(report, measured.get(1).median());
    }

    private static List<Row> requests(Frame frame, FittedFeatures features) {
        Frame requests = frame.select(features.requestSchema().names());
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            rows.add(RowBuffer.of(requests.schema()).copyOf(requests.row(i)));
        }
        return rows;
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
}
