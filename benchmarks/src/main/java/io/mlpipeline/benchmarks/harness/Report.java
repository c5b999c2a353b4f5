package io.mlpipeline.benchmarks.harness;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a suite tells: text as it goes, and figures, which come last. Not thread-safe. */
public final class Report {
    private final PrintStream out;
    private final StringBuilder text = new StringBuilder();
    private final List<String> figures = new ArrayList<>();

    /**
     * Creates an empty report.
     *
     * @param out where text is shown at once
     */
    public Report(PrintStream out) {
        this.out = out;
    }

    /**
     * Adds a line.
     *
     * @param line the line
     */
    public void line(String line) {
        out.println(line);
        text.append(line).append('\n');
    }

    /**
     * Adds a table of measurements.
     *
     * @param title what was measured
     * @param measurements the variants; costs are shown as multiples of the first one's, too
     * @param unitsPerOperation how many units, such as rows, an operation does; costs are shown a unit
     */
    public void table(String title, List<Measurement> measurements, int unitsPerOperation) {
        line("");
        line(title);
        line(String.format(
                Locale.ROOT, "  %-24s %12s %25s %12s %10s %9s", "", "median ns", "quartiles", "lowest", "x", "B"));
        double first = measurements.get(0).median();
        for (Measurement each : measurements) {
            String quartiles = number(each.firstQuartile() / unitsPerOperation) + " .. "
                    + number(each.thirdQuartile() / unitsPerOperation);
            line(String.format(
                    Locale.ROOT,
                    "  %-24s %12s %25s %12s %10.2f %9s",
                    each.name(),
                    number(each.median() / unitsPerOperation),
                    quartiles,
                    number(each.lowest() / unitsPerOperation),
                    each.median() / first,
                    number(each.bytes() / unitsPerOperation)));
        }
    }

    /**
     * Adds a figure.
     *
     * @param name its dotted name
     * @param value its value
     * @param unit its unit
     */
    public void figure(String name, double value, String unit) {
        figures.add(name + " " + (Math.abs(value) < 10 ? String.format(Locale.ROOT, "%.4f", value) : number(value))
                + " " + unit);
    }

    /** Shows the figures, which ends the report. */
    public void end() {
        line("");
        figures.forEach(this::line);
    }

    /** {@return all lines so far} */
    public String text() {
        return text.toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.2f" : "%.0f", value);
    }
}
