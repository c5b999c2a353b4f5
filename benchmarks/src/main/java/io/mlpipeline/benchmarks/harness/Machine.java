package io.mlpipeline.benchmarks.harness;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.stream.Stream;

/** What a figure depends on besides the code. */
public final class Machine {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private Machine() {}

    /**
     * Describes the machine, the JVM and the moment in one line.
     *
     * @param clock tells the moment
     * @return the line
     */
    public static String describe(Clock clock) {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return String.format(
                Locale.ROOT,
                "%s, %d processors, %s %s, JDK %s (%s), load %.1f, %s",
                processor(),
                system.getAvailableProcessors(),
                system.getName(),
                system.getArch(),
                System.getProperty("java.runtime.version"),
                System.getProperty("java.vendor"),
                system.getSystemLoadAverage(),
                Instant.now(clock).truncatedTo(ChronoUnit.SECONDS));
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name") || line.startsWith("Model"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown processor");
        } catch (IOException e) {
            return "unknown processor";
        }
    }
}
