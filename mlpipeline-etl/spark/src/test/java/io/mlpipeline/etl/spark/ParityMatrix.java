package io.mlpipeline.etl.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every engine under every setting, each locale and master in a JVM of its own; exit code 0 if all hashes are equal.
 * {@code ParityMatrix [ROWS]}; docs/parity.md says how to run it.
 */
final class ParityMatrix {
    static final String CLUSTER = "local-cluster[2,1,1024]";

    private ParityMatrix() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        String rows = args.length > 0 ? args[0] : "100000";
        Set<String> hashes = new LinkedHashSet<>();
        for (String language : List.of("en", "tr")) {
            for (String master : List.of("local[2]", CLUSTER)) {
                for (String line : lines(language, rows, master, String.join(",", ParityRun.ZONES))) {
                    System.out.println(line);
                    hashOf(line).ifPresent(hashes::add);
                }
            }
        }
        System.out.println(hashes.size() == 1 ? "all equal" : "DIFFERENT: " + hashes);
        System.exit(hashes.size() == 1 ? 0 : 1);
    }

    /** The last two words of the line of an engine: what was learned and what was computed. */
    static Optional<String> hashOf(String line) {
        String[] words = line.split(" +");
        return line.startsWith("locale=")
                ? Optional.of(words[words.length - 2] + " " + words[words.length - 1])
                : Optional.empty();
    }

    /** What a {@link ParityRun} in another JVM prints. */
    static List<String> lines(String language, String rows, String master, String zones, String... jvmFlags)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("parity");
        try {
            SparkHome home = SparkHome.in(folder.resolve("home"));
            List<String> command = new ArrayList<>(List.of(java(), "-Xmx1500m", "-Duser.language=" + language));
            command.addAll(List.of(jvmFlags));
            command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                    .filter(each -> each.startsWith("--add-opens"))
                    .toList());
            command.addAll(List.of("-Dspark.jars=" + home.ownJars(), "-Dorg.slf4j.simpleLogger.defaultLogLevel=error"));
            command.addAll(List.of("-cp", SparkHome.classPath(), ParityRun.class.getName(), rows, master, zones));
            ProcessBuilder process = new ProcessBuilder(command)
                    .redirectError(folder.resolve("err").toFile())
                    .redirectOutput(folder.resolve("out").toFile());
            process.environment().put("SPARK_HOME", home.path());
            process.environment().put("SPARK_SCALA_VERSION", "2.13");
            process.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
            int exit = process.start().waitFor();
            if (exit != 0) {
                throw new IllegalStateException(
                        command + " ended with " + exit + ": " + Files.readString(folder.resolve("err")));
            }
            return Files.readAllLines(folder.resolve("out"));
        } finally {
            delete(folder);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
