package io.mlpipeline.benchmarks.etl;

import io.mlpipeline.benchmarks.harness.Report;
import io.mlpipeline.benchmarks.harness.Suite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * The retail job: read a dirty file, parse, drop repeated keys, impute, flag outliers by product and promotion, 6 calendar parts, 4
 * lags, 4 rolling windows, 8 one-hot, write Parquet. Each engine runs in a process of its own; its CPU time counts, and what it
 * wrote must equal what the others wrote ({@link TrainingTable} says in what).
 */
public final class EtlSuite implements Suite {
    private static final Path FOLDER = Path.of("target", "etl");
    private static final String[] LOCAL = {"-Xmx2500m", "-XX:+UseSerialGC"};
    private static final String[] SPARK = {"-Xmx4g", "-XX:+UseParallelGC"};
    private static final String[] SMALL = {"-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"};

    @Override
    public String name() {
        return "etl";
    }

    @Override
    public String about() {
        return "a dirty sales file to a training table in Parquet, beside DuckDB, pandas and hand-tuned Spark SQL";
    }

    @Override
    public void run(Report report, boolean quick) throws Exception {
        int most = quick ? 100_000 : 5_000_000;
        String size = quick ? "100k" : "5m";
        report.line("CPU seconds of whole processes; 'start' is the part before the job");
        List<EtlRun> small = at(1_000, report, SMALL);
        report.figure("etl.1k.ratio.spark", cpu(small, "spark") / cpu(small, "local"), "x");
        List<EtlRun> middle = at(most / 5, report, LOCAL);
        List<EtlRun> large = at(most, report, LOCAL);
        report.figure("etl." + size + ".local.cpu_s", cpu(large, "local"), "s");
        report.figure("etl." + size + ".local.peak_mb", find(large, "local").peakMegabytes(), "MB");
        report.figure("etl." + size + ".local.ratio.duckdb", cpu(large, "local") / cpu(large, "duckdb"), "x");
        optional(large, "pandas")
                .ifPresent(pandas -> report.figure(
                        "etl." + size + ".local.ratio.pandas", cpu(large, "local") / pandas.cpuSeconds(), "x"));
        report.figure("etl." + size + ".spark.ratio.sparksql", job(large, "spark") / job(large, "sparksql"), "x");
        report.figure(
                "etl.growth." + (quick ? "20k_to_100k" : "1m_to_5m") + ".local",
                cpu(large, "local") / cpu(middle, "local"),
                "x");
        report.figure(
                "etl.growth." + (quick ? "20k_to_100k" : "1m_to_5m") + ".spark",
                job(large, "spark") / job(middle, "spark"),
                "x");
        OnlineReads.measure(FOLDER.resolve("online"), report, quick);
        SparkSession session = SparkSessions.tuned();
        CheckCost.measure(RetailLines.file(FOLDER, most / 5), session, report);
        AsOfJoin.measure(session, report, quick);
        session.stop();
    }

    private static List<EtlRun> at(int lines, Report report, String[] local) throws Exception {
        Path input = RetailLines.file(FOLDER, lines);
        report.line("");
        report.line(String.format(Locale.ROOT, "%,d lines, %.1f MB", lines, Files.size(input) / 1e6));
        List<EtlRun> runs = new ArrayList<>();
        runs.add(told(EtlRun.inJvm("duckdb", input, FOLDER, local), report));
        TrainingTable expected = TrainingTable.read(runs.get(0).output());
        report.line("  " + expected.rows() + " rows of " + expected.columns().size() + " numbers");
        for (String engine : List.of("local", "sparksql", "spark")) {
            EtlRun run = EtlRun.inJvm(engine, input, FOLDER, engine.equals("local") ? local : SPARK);
            expected.requireEqual(TrainingTable.read(run.output()), engine);
            runs.add(told(run, report));
        }
        if (Files.isExecutable(EtlRun.PYTHON)) {
            runs.add(told(EtlRun.inPython(input, FOLDER), report));
        }
        return runs;
    }

    private static EtlRun told(EtlRun run, Report report) {
        report.line(String.format(
                Locale.ROOT,
                "  %-10s %8.1f CPU s (start %.1f, job %.1f) %8.0f MB at most",
                run.engine(),
                run.cpuSeconds(),
                run.startSeconds(),
                run.cpuSeconds() - run.startSeconds(),
                run.peakMegabytes()));
        return run;
    }

    private static double cpu(List<EtlRun> runs, String engine) {
        return find(runs, engine).cpuSeconds();
    }

    private static double job(List<EtlRun> runs, String engine) {
        EtlRun run = find(runs, engine);
        return run.cpuSeconds() - run.startSeconds();
    }

    private static EtlRun find(List<EtlRun> runs, String engine) {
        return optional(runs, engine).orElseThrow();
    }

    private static Optional<EtlRun> optional(List<EtlRun> runs, String engine) {
        return runs.stream().filter(run -> run.engine().equals(engine)).findFirst();
    }
}
