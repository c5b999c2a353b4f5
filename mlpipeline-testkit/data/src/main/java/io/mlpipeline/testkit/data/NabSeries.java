package io.mlpipeline.testkit.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One series of the Numenta Anomaly Benchmark with the windows in which its anomalies lie.
 *
 * @param name the file's path in the corpus, such as {@code realKnownCause/nyc_taxi.csv}
 * @param values the values, one a row
 * @param windows the windows in order, none for a series without an anomaly
 */
public record NabSeries(String name, List<Double> values, List<Window> windows) {
    private static final int SECONDS = "2014-04-10 07:15:00".length();

    /**
     * Rows of an anomaly.
     *
     * @param first the index of the first row
     * @param last the index of the last row
     */
    public record Window(int first, int last) {}

    /** Copies the lists. */
    public NabSeries {
        values = List.copyOf(values);
        windows = List.copyOf(windows);
    }

    /**
     * Reads the series of the shared data.
     *
     * @return the series, in the order of the corpus' label file
     * @throws IOException if a file cannot be read
     */
    public static List<NabSeries> all() throws IOException {
        Path root = SharedData.file("data/nab");
        JsonNode labels = new ObjectMapper()
                .readTree(root.resolve("labels/combined_windows.json").toFile());
        List<NabSeries> series = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : labels.properties()) {
            series.add(read(root.resolve("data").resolve(entry.getKey()), entry.getKey(), entry.getValue()));
        }
        return series;
    }

    private static NabSeries read(Path file, String name, JsonNode labels) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> times = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            int comma = line.indexOf(',');
            times.add(line.substring(0, SECONDS));
            values.add(Double.valueOf(line.substring(comma + 1)));
        }
        List<Window> windows = new ArrayList<>();
        for (JsonNode window : labels) {
            windows.add(new Window(row(times, window.get(0)), row(times, window.get(1))));
        }
        return new NabSeries(name, values, windows);
    }

    private static int row(List<String> times, JsonNode time) {
        int row = times.indexOf(time.asText().substring(0, SECONDS));
        if (row < 0) {
            throw new IllegalStateException("No row at " + time.asText());
        }
        return row;
    }
}
