package io.mlpipeline.benchmarks;

import io.mlpipeline.benchmarks.accuracy.AccuracySuite;
import io.mlpipeline.benchmarks.etl.EtlSuite;
import io.mlpipeline.benchmarks.features.FeaturesSuite;
import io.mlpipeline.benchmarks.harness.Machine;
import io.mlpipeline.benchmarks.harness.Report;
import io.mlpipeline.benchmarks.harness.Suite;
import io.mlpipeline.benchmarks.scoring.EqualitySuite;
import io.mlpipeline.benchmarks.scoring.ScoringSuite;
import io.mlpipeline.benchmarks.scoring.ShapSuite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The command line: {@code SUITE [--quick]}. */
public final class Benchmarks {
    private static final List<Suite> SUITES = List.of(
            new EtlSuite(),
            new FeaturesSuite(),
            new ScoringSuite(),
            new EqualitySuite(),
            new ShapSuite(),
            new AccuracySuite());

    private Benchmarks() {}

    /**
     * Runs one suite and writes its report to {@code target/results/SUITE.txt} of the working directory, too.
     *
     * @param arguments the suite's name, then {@code --quick} or nothing
     * @throws Exception if the suite fails
     */
    public static void main(String[] arguments) throws Exception {
        boolean quick = arguments.length == 2 && arguments[1].equals("--quick");
        if (arguments.length < 1 || arguments.length > 2 || (arguments.length == 2 && !quick)) {
            refuse("usage: SUITE [--quick]");
        }
        if (arguments[0].equals("--list")) {
            SUITES.forEach(each -> System.out.println("  " + each.name() + "  " + each.about()));
            return;
        }
        Suite suite = SUITES.stream()
                .filter(each -> each.name().equals(arguments[0]))
                .findFirst()
                .orElse(null);
        if (suite == null) {
            refuse("There is no suite '" + arguments[0] + "'. There are:");
            return;
        }
        run(suite, quick);
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
