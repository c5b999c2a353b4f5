package io.mlpipeline.drift;

import io.mlpipeline.api.profile.ColumnProfile;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Measures how often the default rule calls drift where there is none, and finds it where there is. */
final class FalseAlarms {
    private static final int[] SIZES = {30, 100, 500, 5_000, 100_000};

    private FalseAlarms() {}

    /** Shares of trials. */
    record Rate(double drifted, double significant) {}

    static Rate of(Population population, int n, int m, int trials, long seed) {
        DriftTest test = DriftTest.withDefaults();
        SplittableRandom random = new SplittableRandom(seed);
        int drifted = 0;
        int significant = 0;
        for (int trial = 0; trial < trials; trial++) {
            ColumnDrift drift = test.judge(population.sample("x", n, random), population.sample("x", m, random));
            drifted += drift.verdict() == Verdict.DRIFTED ? 1 : 0;
            significant += drift.severity() != Severity.NONE ? 1 : 0;
        }
        return new Rate((double) drifted / trials, (double) significant / trials);
    }

    /** The share of reports on sixty columns without drift that call any column drifted. */
    static double ofReports(int n, int m, int trials, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int alarms = 0;
        for (int trial = 0; trial < trials; trial++) {
            DriftMonitor monitor = DriftMonitor.against(Profiles.dataset(sixty(n, random)));
            alarms += monitor.judge(Profiles.dataset(sixty(m, random))).verdict() == Verdict.DRIFTED ? 1 : 0;
        }
        return (double) alarms / trials;
    }

    private static ColumnProfile[] sixty(int rows, SplittableRandom random) {
        Population[] all = Population.values();
        return IntStream.range(0, 60)
                .mapToObj(i -> all[i % all.length].sample("x" + i, rows, random))
                .toArray(ColumnProfile[]::new);
    }

    /** The share of trials in which a normal column that was moved and stretched is called drifted. */
    static double power(int n, int m, double shift, double scale, int trials, long seed) {
        DriftTest test = DriftTest.withDefaults();
        SplittableRandom random = new SplittableRandom(seed);
        int found = 0;
        for (int trial = 0; trial < trials; trial++) {
            ColumnDrift drift = test.judge(
                    Population.NORMAL.sample("x", n, random), Population.NORMAL.sample("x", m, random, shift, scale));
            found += drift.verdict() == Verdict.DRIFTED ? 1 : 0;
        }
        return (double) found / trials;
    }

    /**
     * Prints a part of the table.
     *
     * @param arguments the number of trials, and the smallest and the largest size of the larger side
     */
    public static void main(String[] arguments) {
        int trials = Integer.parseInt(arguments[0]);
        int least = Integer.parseInt(arguments[1]);
        int most = Integer.parseInt(arguments[2]);
        for (Population population : Population.values()) {
            for (int n : SIZES) {
                for (int m : SIZES) {
                    if (Math.max(n, m) >= least && Math.max(n, m) <= most) {
                        row(population, n, m, trials);
                    }
                }
            }
            if (most >= 100_000) {
                row(population, 100_000, 200, trials);
            }
        }
        if (least <= 1000) {
            System.out.printf("| sixty columns | 500 | 500 | %.4f | | %d |%n", ofReports(500, 500, trials, 1), trials);
            System.out.printf(
                    "| sixty columns | 5000 | 100 | %.4f | | %d |%n", ofReports(5000, 100, trials / 5, 2), trials / 5);
            System.out.printf(
                    "| shift 0.25 | 1000 | 1000 | %.4f | | %d |%n", power(1000, 1000, 0.25, 1, trials, 3), trials);
            System.out.printf(
                    "| scale 1.3 | 1000 | 1000 | %.4f | | %d |%n", power(1000, 1000, 0, 1.3, trials, 4), trials);
        }
    }

    private static void row(Population population, int n, int m, int trials) {
        Rate rate = of(population, n, m, trials, 31L * n + 17L * m + population.ordinal());
        System.out.printf(
                "| %s | %d | %d | %.4f | %.4f | %d |%n", population, n, m, rate.drifted(), rate.significant(), trials);
    }
}
