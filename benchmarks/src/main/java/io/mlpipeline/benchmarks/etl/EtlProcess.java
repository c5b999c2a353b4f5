package io.mlpipeline.benchmarks.etl;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A JVM that does one job and tells what it cost; started by {@link EtlRun}. */
final class EtlProcess {
    private static final Map<String, Supplier<EtlJob>> JOBS = Map.of(
            "local",
            LocalJob::new,
            "spark",
            () -> new SparkJob(SparkSessions.tuned()),
            "sparksql",
            () -> new SparkSqlJob(SparkSessions.tuned()),
            "duckdb",
            DuckDbJob::new);

    private EtlProcess() {}

    /**
     * Runs.
     *
     * @param arguments the job, its input, its output
     * @throws Exception if the job fails
     */
    public static void main(String[] arguments) throws Exception {
        EtlJob job = Objects.requireNonNull(JOBS.get(arguments[0]), "engine").get();
        double started = cpuSeconds();
        job.run(Path.of(arguments[1]), Path.of(arguments[2]));
        double ended = cpuSeconds();
        System.out.printf(Locale.ROOT, "%ncpu_s %.2f start_s %.2f peak_mb %.0f%n", ended, started, peakMegabytes());
        // Libraries may leave threads behind.
        System.exit(0);
    }

    /** User and system time of all threads so far, those of the JIT and the collector included. */
    private static double cpuSeconds() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }

    private static double peakMegabytes() throws Exception {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(Double.NaN);
        }
    }
}
