package io.mlpipeline.benchmarks.drift;

import com.sun.management.ThreadMXBean;
import io.mlpipeline.benchmarks.harness.Report;
import io.mlpipeline.drift.statistics.Bins;
import io.mlpipeline.drift.statistics.ChiSquareTest;
import io.mlpipeline.drift.statistics.Distances;
import io.mlpipeline.drift.statistics.KolmogorovSmirnovTest;
import io.mlpipeline.drift.statistics.Sample;
import io.mlpipeline.drift.statistics.Shares;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * A report on 50 numeric columns (Kolmogorov-Smirnov, Wasserstein, PSI, Jensen-Shannon) and 10 categorical ones (chi-square), on one thread,
 * from raw arrays.
 */
final class SixtyColumns {
    private static final int NUMERIC = 50;
    private static final int CATEGORICAL = 10;
    private static final int BINS = 10;
    private static final Path PYTHON = Path.of("/usr/bin/python3");
    /** The same statistics by SciPy and NumPy, on data of the same kind; prints its CPU seconds, or nothing where SciPy is not installed. */
    private static final String SCIPY = """
            import sys, time
            try:
                import numpy as np, scipy
                from scipy import stats
            except ImportError:
                sys.exit(3)
            n = int(sys.argv[1])
            r = np.random.default_rng(7)
            ref = r.normal(size=(50, n)); cur = r.normal(0.05, 1.02, size=(50, n))
            names = np.array(["category%d" % i for i in range(20)])
            cref = names[r.integers(0, 20, size=(10, n))]; ccur = names[r.integers(0, 20, size=(10, n))]
            best = None
            for repeat in range(3):
                start = time.process_time()
                for a, b in zip(ref, cur):
                    stats.ks_2samp(a, b, mode="asymp")
                    stats.wasserstein_distance(a, b)
                    edges = np.quantile(a, np.linspace(0, 1, 11)); edges[0] = -np.inf; edges[-1] = np.inf
                    p = np.histogram(a, edges)[0] / n + 1e-9; q = np.histogram(b, edges)[0] / n + 1e-9
                    ((q - p) * np.log(q / p)).sum()
                    m = (p + q) / 2; np.sqrt((stats.entropy(p, m) + stats.entropy(q, m)) / 2)
                for a, b in zip(cref, ccur):
                    ua, ca = np.unique(a, return_counts=True); ub, cb = np.unique(b, return_counts=True)
                    stats.chi2_contingency([ca, cb])
                used = time.process_time() - start
                best = used if best is None else min(best, used)
            print("%s %.4f" % (scipy.__version__, best))
            """;

    private final double[][] reference;
    private final double[][] current;
    private final String[][] referenceTexts;
    private final String[][] currentTexts;
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private SixtyColumns(int rows, SplittableRandom random) {
        this.reference = numbers(rows, random, 0, 1);
        this.current = numbers(rows, random, 0.05, 1.02);
        this.referenceTexts = texts(rows, random);
        this.currentTexts = texts(rows, random);
    }

    static SixtyColumns ofRows(int rows) {
        return new SixtyColumns(rows, new SplittableRandom(7));
    }

    private static double[][] numbers(int rows, SplittableRandom random, double mean, double deviation) {
        double[][] columns = new double[NUMERIC][rows];
        for (double[] column : columns) {
            Arrays.setAll(column, row -> mean + deviation * random.nextGaussian());
        }
        return columns;
    }

    private static String[][] texts(int rows, SplittableRandom random) {
        String[][] columns = new String[CATEGORICAL][rows];
        for (String[] column : columns) {
            Arrays.setAll(column, row -> "category" + random.nextInt(20));
        }
        return columns;
    }

    void run(Report report, boolean quick) throws IOException, InterruptedException {
        int rows = reference[0].length;
        Prepared[] prepared = Arrays.stream(reference).map(Prepared::of).toArray(Prepared[]::new);
        int repeats = quick ? 3 : 7;
        double full = seconds(repeats, () -> report(Optional.empty()));
        double again = seconds(repeats, () -> report(Optional.of(prepared)));
        double commons = seconds(quick ? 1 : 3, this::commonsMath);
        report.line("Report on 50 numeric and 10 categorical columns, " + rows + " x " + rows
                + " rows, one thread, CPU seconds");
        line(report, "ours, raw arrays", full);
        line(report, "ours, prepared reference", again);
        line(report, "commons-math3 3.6.1, KS alone", commons);
        report.figure("drift.report60.cpu_s", full, "s");
        report.figure("drift.report60.prepared.ratio", again / full, "x");
        OptionalDouble scipy = scipy(rows, report);
        if (scipy.isPresent()) {
            report.figure("drift.report60.ratio.scipy", scipy.getAsDouble() / full, "x");
        }
    }

    private static void line(Report report, String what, double seconds) {
        report.line(String.format(Locale.ROOT, "  %-32s %8.3f", what, seconds));
    }

    /** The median of the thread's CPU time, after two runs that do not count. */
    private double seconds(int repeats, DoubleSupplier work) {
        double sink = work.getAsDouble() + work.getAsDouble();
        double[] times = new double[repeats];
        for (int i = 0; i < repeats; i++) {
            long start = threads.getCurrentThreadCpuTime();
            sink += work.getAsDouble();
            times[i] = (threads.getCurrentThreadCpuTime() - start) / 1e9;
        }
        if (Double.isNaN(sink)) {
            throw new IllegalStateException("A statistic is NaN");
        }
        Arrays.sort(times);
        return times[repeats / 2];
    }

    /** A sorted reference with its bins. */
    private record Prepared(Sample sample, Bins bins, long[] counts) {
        static Prepared of(double[] values) {
            Sample sample = Sample.of(values);
            Bins bins = Bins.byQuantiles(sample, BINS);
            return new Prepared(sample, bins, bins.counts(sample));
        }
    }

    private double report(Optional<Prepared[]> prepared) {
        double sum = 0;
        for (int column = 0; column < NUMERIC; column++) {
            int at = column;
            Prepared before = prepared.map(all -> all[at]).orElseGet(() -> Prepared.of(reference[at]));
            Sample now = Sample.of(current[column]);
            long[] counts = before.bins().counts(now);
            sum += KolmogorovSmirnovTest.test(before.sample(), now).pValue();
            sum += Distances.wasserstein(before.sample(), now);
            sum += Distances.populationStability(before.counts(), counts);
            sum += Distances.jensenShannon(Shares.of(before.counts()), Shares.of(counts));
        }
        for (int column = 0; column < CATEGORICAL; column++) {
            sum += chiSquare(referenceTexts[column], currentTexts[column]);
        }
        return sum;
    }

    private static double chiSquare(String[] before, String[] now) {
        Map<String, long[]> counts = new HashMap<>();
        for (String category : before) {
            counts.computeIfAbsent(category, each -> new long[2])[0]++;
        }
        for (String category : now) {
            counts.computeIfAbsent(category, each -> new long[2])[1]++;
        }
        long[] reference = counts.values().stream().mapToLong(each -> each[0]).toArray();
        long[] current = counts.values().stream().mapToLong(each -> each[1]).toArray();
        return ChiSquareTest.test(reference, current).pValue();
    }

    private double commonsMath() {
        var test = new org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest();
        double sum = 0;
        for (int column = 0; column < NUMERIC; column++) {
            double distance = test.kolmogorovSmirnovStatistic(reference[column], current[column]);
            sum += test.approximateP(distance, reference[column].length, current[column].length);
        }
        return sum;
    }

    private OptionalDouble scipy(int rows, Report report) throws IOException, InterruptedException {
        if (!Files.isExecutable(PYTHON)) {
            return OptionalDouble.empty();
        }
        ProcessBuilder builder = new ProcessBuilder(PYTHON.toString(), "-c", SCIPY, String.valueOf(rows));
        builder.environment().put("OPENBLAS_NUM_THREADS", "1");
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
        if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
            report.line("  SciPy is not installed (Debian's python3-scipy): left out");
            return OptionalDouble.empty();
        }
        String[] words = output.split(" ");
        line(report, "SciPy " + words[0] + ", best of 3", Double.parseDouble(words[1]));
        return OptionalDouble.of(Double.parseDouble(words[1]));
    }
}
