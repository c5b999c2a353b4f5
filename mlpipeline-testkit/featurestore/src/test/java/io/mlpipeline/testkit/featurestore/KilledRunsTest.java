package io.mlpipeline.testkit.featurestore;

import static org.assertj.core.api.Assertions.assertThat;

import io.mlpipeline.etl.store.offline.Layer;
import io.mlpipeline.etl.store.offline.Manifest;
import io.mlpipeline.etl.store.offline.OfflineGroup;
import io.mlpipeline.etl.store.offline.PartitionFile;
import io.mlpipeline.etl.store.offline.RunReport;
import io.mlpipeline.testkit.data.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A year of real sales as one file a day, taken in by processes that are killed; every file brings rows of the day before again. */
class KilledRunsTest {
    private static final Pattern DAY = Pattern.compile(",(\\d{4}-\\d{2}-\\d{2}) \\d{2}:\\d{2}:\\d{2},");
    private static final int KILLS = 20;
    private static final int REPEATED = 25;
    private static final long SEED = 20_261_121L;
    private static final long ROWS = 541_909;
    private static final long EQUAL_ROWS = 5_268;

    @TempDir
    private Path folder;

    @Test
    void filesFedOneByOneWithTheProcessKilledGiveTheBytesOfOneFullRun() throws Exception {
        Path files = split(SharedData.file("data/online_retail_uci352.csv.gz"));
        SplittableRandom random = new SplittableRandom(SEED);
        int killed = 0;
        for (int each = 0; each < KILLS; each++) {
            killed += run(files, random.nextInt(1, 14), random.nextInt(120)) ? 1 : 0;
        }
        assertThat(killed).as("processes killed while they worked").isEqualTo(KILLS);
        assertThat(run(files, Integer.MAX_VALUE, 0)).isFalse();

        OfflineGroup full = RetailFeatures.store(folder.resolve("full"));
        RunReport report = RetailFeatures.run(full).advance(RetailFeatures.inputs(files));
        OfflineGroup pieces = RetailFeatures.store(folder.resolve("pieces"));
        assertThat(contents(full)).hasSize(2 * 305);
        assertThat(difference(contents(pieces), contents(full))).isEmpty();

        assertThat(report.processed()).hasSize(305);
        assertThat(report.rows()).isEqualTo(ROWS + 304 * REPEATED);
        Manifest manifest = pieces.current().manifest();
        assertThat(manifest.rows(Layer.ROWS)).isEqualTo(ROWS - EQUAL_ROWS);
        assertThat(Arrays.stream(pieces.current().read().numbers("units")).sum())
                .isEqualTo(Arrays.stream(full.current().read().numbers("units")).sum());

        RunReport again = RetailFeatures.run(pieces).advance(RetailFeatures.inputs(files));
        assertThat(again.processed()).isEmpty();
        assertThat(again.run()).isEqualTo(manifest.run());
    }

    private static Map<String, String> contents(OfflineGroup group) {
        return group.current().manifest().partitions().stream()
                .collect(Collectors.toMap(each -> each.layer() + " " + each.start(), PartitionFile::sha256));
    }

    private static List<String> difference(Map<String, String> found, Map<String, String> expected) {
        Set<String> partitions = new TreeSet<>(expected.keySet());
        partitions.addAll(found.keySet());
        return partitions.stream()
                .filter(each -> !Objects.equals(found.get(each), expected.get(each)))
                .toList();
    }

    /** Runs a process until it has taken in some files and a moment more; false if it came to its end before. */
    private boolean run(Path files, int count, int moreMillis) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(folder.resolve("pieces"), files))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (int seen = 0; seen < count; seen++) {
                if (lines.readLine() == null) {
                    assertThat(process.waitFor()).isZero();
                    return false;
                }
            }
            boolean isOver = process.waitFor(moreMillis, TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
            return !isOver;
        } finally {
            process.destroyForcibly();
        }
    }

    private static List<String> command(Path store, Path files) {
        // Surefire starts tests with a class path of its own and says here what it stands for.
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return List.of(
                java.toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                classPath,
                RetailFeatures.class.getName(),
                store.toString(),
                files.toString());
    }

    private Path split(Path file) throws IOException {
        Map<String, List<String>> days = new TreeMap<>();
        String header;
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            header = lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher day = DAY.matcher(line);
                assertThat(day.find()).isTrue();
                days.computeIfAbsent(day.group(1), each -> new ArrayList<>()).add(line);
            }
        }
        Path target = Files.createDirectory(folder.resolve("files"));
        List<String> before = List.of();
        for (Map.Entry<String, List<String>> day : days.entrySet()) {
            List<String> lines = new ArrayList<>(List.of(header));
            lines.addAll(before);
            lines.addAll(day.getValue());
            Files.write(target.resolve(day.getKey() + ".csv"), lines);
            int size = day.getValue().size();
            before = day.getValue().subList(Math.max(0, size - REPEATED), size);
        }
        return target;
    }
}
