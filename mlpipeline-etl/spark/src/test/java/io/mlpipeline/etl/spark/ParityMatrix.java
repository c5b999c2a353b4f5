package io.mlpipeline.etl.spark;

import io.mlpipeline.testkit.data.SparkHome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
        List<String> flags = new ArrayList<>(List.of(jvmFlags));
        flags.add("-Duser.language=" + language);
        return SparkHome.run(ParityRun.class, flags, List.of(rows, master, zones));
    }
}
