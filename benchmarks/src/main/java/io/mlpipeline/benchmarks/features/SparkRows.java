package io.mlpipeline.benchmarks.features;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.round;

import com.sun.management.OperatingSystemMXBean;
import io.mlpipeline.benchmarks.harness.Report;
import io.mlpipeline.etl.features.FittedFeatures;
import io.mlpipeline.etl.spark.SparkEtl;
import io.mlpipeline.etl.spark.SparkTable;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The 31 features in Spark: the kernel inside a partition beside native expressions over the same cached rows, and a job for one
 * row. Costs are CPU time of the whole process, JIT and collector included, in turns.
 */
final class SparkRows {
    private static final int ROWS = 400_000;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final FittedFeatures features;
    private final boolean quick;

    SparkRows(FittedFeatures features, boolean quick) {
        this.features = features;
        this.quick = quick;
    }

    /**
     * Measures.
     *
     * @param report receives tables and figures
     * @param kernelNanos what a row costs the kernel outside Spark
     */
    void run(Report report, double kernelNanos) throws Exception {
        try (SparkSession session = SparkSession.builder()
                .master("local[1]")
                .appName("benchmarks")
                .config("spark.ui.enabled", false)
                .config("spark.sql.shuffle.partitions", 4)
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .getOrCreate()) {
            partition(session, report);
            oneRow(session, report, kernelNanos);
        }
    }

    private void partition(SparkSession session, Report report) {
        Dataset<Row> rows = NativeColumns.rows(session, ROWS).persist();
        rows.count();
        Dataset<Row> columns = rows.select(NativeColumns.features());
        SparkTable table = SparkEtl.on(session).table(rows);
        Dataset<Row> kernel = table.transform(features).dataset();
        requireEqual(columns, kernel);

        List<Dataset<Row>> variants = List.of(rows, columns, kernel);
        int rounds = quick ? 3 : 15;
        double[][] nanos = new double[variants.size()][rounds];
        for (int round = -rounds / 3; round < rounds; round++) { // the first ones warm up
            for (int i = 0; i < nanos.length; i++) {
                double cost = nanos(variants.get(i)) / ROWS;
                if (round >= 0) {
                    nanos[i][round] = cost;
                }
            }
        }
        report.line("");
        report.line("31 features of " + ROWS + " cached rows in Spark, CPU ns a row (median of " + rounds + ")");
        String[] names = {"rows alone", "native columns", "mlpipeline"};
        for (int i = 0; i < names.length; i++) {
            report.line(String.format(Locale.ROOT, "  %-24s %8.0f", names[i], median(nanos[i])));
        }
        report.figure("features.spark.ratio.columns", median(nanos[2]) / median(nanos[1]), "x");
        rows.unpersist();
    }

    private double nanos(Dataset<Row> rows) {
        long before = system.getProcessCpuTime();
        rows.write().format("noop").mode("overwrite").save();
        return system.getProcessCpuTime() - before;
    }

    private void oneRow(SparkSession session, Report report, double kernelNanos) {
        Dataset<Row> row = session.createDataFrame(
                NativeColumns.rows(session, 1).collectAsList(),
                NativeColumns.rows(session, 1).schema());
        Dataset<Row> job = row.select(NativeColumns.features());
        int jobs = quick ? 20 : 100;
        for (int i = 0; i < jobs; i++) {
            job.collectAsList();
        }
        long before = system.getProcessCpuTime();
        for (int i = 0; i < jobs; i++) {
            row.select(NativeColumns.features()).collectAsList();
        }
        double nanos = (system.getProcessCpuTime() - before) / (double) jobs;
        report.line(String.format(Locale.ROOT, "one row as a Spark job: %.1f ms CPU", nanos / 1e6));
        report.figure("features.row31.ratio.spark_row", nanos / kernelNanos, "x");
    }

    /** Sines may differ in their last bit: Spark computes them by the processor's own instructions. */
    private static void requireEqual(Dataset<Row> columns, Dataset<Row> kernel) {
        Column[] rounded = Arrays.stream(columns.columns())
                .map(name -> name.startsWith("year_") ? round(col(name), 9) : col(name))
                .toArray(Column[]::new);
        Row expected = digest(columns.select(rounded));
        Row actual = digest(kernel.select(rounded));
        if (!expected.equals(actual)) {
            throw new IllegalStateException("Native columns give " + expected + ", the kernel " + actual);
        }
    }

    private static Row digest(Dataset<Row> rows) {
        return rows.agg(expr("count(1)"), expr("bit_xor(xxhash64(*))")).first();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
