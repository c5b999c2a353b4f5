package io.mlpipeline.benchmarks;

import io.mlpipeline.benchmarks.accuracy.AccuracySuite;
import io.mlpipeline.benchmarks.accuracy.TuningSuite;
import io.mlpipeline.benchmarks.drift.DriftSuite;
import io.mlpipeline.benchmarks.etl.EtlSuite;
import io.mlpipeline.benchmarks.features.FeaturesSuite;
import io.mlpipeline.benchmarks.forecast.ForecastSuite;
import io.mlpipeline.benchmarks.harness.Machine;
import io.mlpipeline.benchmarks.harness.Report;
import io.mlpipeline.benchmarks.harness.Suite;
import io.mlpipeline.benchmarks.lstm.LstmSuite;
import io.mlpipeline.benchmarks.registry.RegistrySuite;
import io.mlpipeline.benchmarks.scoring.EqualitySuite;
import io.mlpipeline.benchmarks.scoring.ScoringSuite;
import io.mlpipeline.benchmarks.scoring.ShapSuite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The command line: {@code SUITE [--quick] [--sample N]}. */
public final class Benchmarks {
    private static final List<Suite> SUITES = List.of(
            new EtlSuite(),
            new FeaturesSuite(),
            new DriftSuite(),
            new ForecastSuite(),
            new LstmSuite(),
            new ScoringSuite(),
            new RegistrySuite(),
            new EqualitySuite(),
            new ShapSuite(),
            new AccuracySuite(),
            new TuningSuite());

    private Benchmarks() {}

    /**
     * Runs one suite and writes its report to {@code target/results/SUITE.txt} of the working directory, too.
     *
     * @param arguments the suite's name, then perhaps {@code --quick} and {@code --sample N}
     * @throws Exception if the suite fails
     */
    public static void main(String[] arguments) throws Exception {
        List<String> given = new ArrayList<>(List.of(arguments));
        boolean quick = given.remove("--quick");
        OptionalInt sample = sample(given);
        if (given.size() != 1) {
            refuse("usage: SUITE [--quick] [--sample N]");
        }
        if (given.get(0).equals("--list")) {
            SUITES.forEach(each -> System.out.println("  " + each.name() + "  " + each.about()));
            return;
        }
        Suite suite = SUITES.stream()
                .filter(each -> each.name().equals(given.get(0)))
                .findFirst()
                .orElse(null);
        if (suite == null) {
            refuse("There is no suite '" + given.get(0) + "'. There are:");
            return;
        }
        run(sampled(suite, sample), quick);
    }

    private static Suite sampled(Suite suite, OptionalInt sample) {
        try {
            return sample.isPresent() ? suite.sampled(sample.getAsInt()) : suite;
        } catch (IllegalArgumentException e) {
            refuse(String.valueOf(e.getMessage()));
            throw e;
        }
    }

    /** Takes {@code --sample N} out of the arguments. */
    private static OptionalInt sample(List<String> given) {
        int at = given.indexOf("--sample");
        if (at < 0) {
            return OptionalInt.empty();
        }
        if (at + 1 >= given.size() || !given.get(at + 1).matches("[1-9][0-9]{0,6}")) {
            refuse("--sample needs a whole number, 1 or more");
        }
        given.remove(at);
        return OptionalInt.of(Integer.parseInt(given.remove(at)));
    }

    private static void refuse(String why) {
        System.err.println(why);
        SUITES.forEach(each -> System.err.println("  " + each.name() + "  " + each.about()));
        System.exit(2);
    }

    private static void run(Suite suite, boolean quick) throws Exception {
        Report report = new Report(System.out);
        report.line("Suite " + suite.name() + (quick ? " (quick: figures are rough)" : ""));
        report.line(Machine.describe(Clock.systemUTC()));
        suite.run(report, quick);
        report.end();
        Path results = Path.of("target", "results", suite.name() + ".txt");
        Files.createDirectories(results.getParent());
        Files.writeString(results, report.text());
        // Libraries of peers may leave threads behind.
        System.exit(0);
    }
}
