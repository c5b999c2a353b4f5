package io.mlpipeline.samples.plain;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.error.MlPipelineException;
import io.mlpipeline.etl.features.History;
import io.mlpipeline.models.core.bundle.Bundle;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/** Opens the bundle that the retail sample made and forecasts one item from the shop's own records. */
public final class ScoreOne {
    private ScoreOne() {}

    /** A day of one item, as the shop keeps it. */
    record Day(String item, LocalDate day, double units, double price) {}

    /**
     * Scores.
     *
     * @param arguments the bundle; by default the one that the retail sample made
     */
    public static void main(String[] arguments) {
        try {
            Path file = Path.of(arguments.length > 0 ? arguments[0] : "samples/out/retail/daily-units.bundle");
            Bundle bundle = Bundle.open(file);
            LocalDate today = LocalDate.of(2026, 11, 20);
            History past = bundle.features().history(Frame.of(Day.class, lastMonths("10001", today)));
            RowBuffer ask =
                    RowBuffer.of(bundle.requestSchema()).set("item", "10001").set("day", today.plusDays(7));
            double units = bundle.predictor().predict(ask, past);
            long started = ManagementFactory.getRuntimeMXBean().getStartTime();
            long millis = Clock.systemUTC().millis() - started;
            System.out.println(bundle.name() + " expects " + units + " units on " + today.plusDays(7));
            System.out.println(millis + " ms from the start of the JVM to the first prediction");
        } catch (MlPipelineException | UncheckedIOException e) {
            System.err.println("plain-java: " + e.getMessage() + " (samples/run retail makes a bundle)");
            System.exit(1);
        }
    }

    /** Ninety days with more sales towards the weekend. */
    private static List<Day> lastMonths(String item, LocalDate today) {
        return IntStream.range(0, 90)
                .mapToObj(today::minusDays)
                .map(day -> new Day(item, day, 4 + day.getDayOfWeek().getValue(), 2.5))
                .toList();
    }
}
