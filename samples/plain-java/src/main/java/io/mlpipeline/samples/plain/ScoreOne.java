package io.mlpipeline.samples.plain;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.error.MlPipelineException;
import io.mlpipeline.etl.features.History;
import io.mlpipeline.models.core.bundle.Bundle;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/** Opens the bundle that the retail sample made and forecasts one item from the shop's own records. */
public final class ScoreOne {
    private static final String HELP = """
            Forecasts one item from a bundle, in a JVM without Spark or native libraries.

            Usage: samples/run plain-java [BUNDLE]

              BUNDLE   the file (default: samples/out/retail/daily-units.bundle, which samples/run retail makes)
            """;

    private ScoreOne() {}

    /** A day of one item, as the shop keeps it. */
    record Day(String item, LocalDate day, double units, double price) {}

    /**
     * Scores and ends the JVM with its exit code.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.contains("--help")) {
            out.print(HELP);
            return 0;
        }
        try {
            Path file = Path.of(arguments.isEmpty() ? "samples/out/retail/daily-units.bundle" : arguments.get(0));
            score(Bundle.open(file), LocalDate.of(2026, 11, 20), out);
            return 0;
        } catch (MlPipelineException | UncheckedIOException e) {
            err.println("plain-java: " + e.getMessage() + ". samples/run retail makes a bundle");
            return 1;
        }
    }

    private static void score(Bundle bundle, LocalDate today, PrintStream out) {
        History past = bundle.features().history(Frame.of(Day.class, lastMonths("10001", today)));
        RowBuffer ask =
                RowBuffer.of(bundle.requestSchema()).set("item", "10001").set("day", today.plusDays(7));
        double units = bundle.predictor().predict(ask, past);
        long started = ManagementFactory.getRuntimeMXBean().getStartTime();
        long millis = Clock.systemUTC().millis() - started;
        out.println(bundle.name() + " expects " + units + " units on " + today.plusDays(7));
        out.println(millis + " ms from the start of the JVM to the first prediction");
    }

    /** Ninety days with more sales towards the weekend. */
    private static List<Day> lastMonths(String item, LocalDate today) {
        return IntStream.range(0, 90)
                .mapToObj(today::minusDays)
                .map(day -> new Day(item, day, 4 + day.getDayOfWeek().getValue(), 2.5))
                .toList();
    }
}
