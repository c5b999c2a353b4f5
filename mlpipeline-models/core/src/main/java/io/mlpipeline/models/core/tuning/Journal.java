package io.mlpipeline.models.core.tuning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.error.IncompatibleVersionException;
import io.mlpipeline.models.core.internal.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A study's file: {@code {version, study}}, then a line a trial. A line counts once its end is written; what a broken run left behind
 * the last end is cut off.
 */
final class Journal {
    private static final int VERSION = 1;

    private final Path file;
    private final List<Trial> trials;

    private Journal(Path file, List<Trial> trials) {
        this.file = file;
        this.trials = trials;
    }

    static Journal open(Path file, String study) {
        try {
            byte[] content = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            int end = content.length;
            while (end > 0 && content[end - 1] != '\n') {
                end--;
            }
            if (end < content.length) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(end);
                }
            }
            if (end == 0) {
                append(file, Json.object().put("version", VERSION).put("study", study));
                return new Journal(file, List.of());
            }
            return read(file, new String(content, 0, end, StandardCharsets.UTF_8), study);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static Journal read(Path file, String content, String study) {
        List<String> lines = content.lines().toList();
        JsonNode header = line(file, 1, lines.get(0));
        int version = Json.intValue(header, "version");
        if (version > VERSION) {
            throw new IncompatibleVersionException("The study in " + file + " is of version " + version
                    + "; this library reads up to " + VERSION + ". Upgrade it");
        }
        if (!Json.text(header, "study").equals(study)) {
            throw new IllegalStateException("The study in " + file + " is another one: " + Json.text(header, "study")
                    + "; this one is " + study + ". Choose another file, or the same settings");
        }
        List<Trial> trials = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            trials.add(trial(line(file, i + 1, lines.get(i))));
        }
        return new Journal(file, List.copyOf(trials));
    }

    private static JsonNode line(Path file, int number, String text) {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8), "Line " + number + " of the study in " + file);
    }

    private static Trial trial(JsonNode json) {
        try {
            return new Trial(
                    Json.intValue(json, "number"),
                    numbers(json, "values"),
                    Trial.State.valueOf(Json.text(json, "state")),
                    Json.number(json, "loss"),
                    numbers(json, "reports"),
                    Json.text(json, "failure"));
        } catch (IllegalArgumentException e) {
            throw new CorruptArtifactException("A trial is damaged: " + e.getMessage(), e);
        }
    }

    private static List<Double> numbers(JsonNode json, String field) {
        return Json.array(json, field).stream()
                .map(each -> Json.number(Json.object().set("value", each), "value"))
                .toList();
    }

    List<Trial> trials() {
        return trials;
    }

    /** Writes a trial, and waits until it is on the disk. */
    synchronized void append(Trial trial) {
        ObjectNode json = Json.object().put("number", trial.number());
        put(json.putArray("values"), trial.values());
        json.put("state", trial.state().name());
        Json.putNumber(json, "loss", trial.loss());
        put(json.putArray("reports"), trial.reports());
        json.put("failure", trial.failure());
        try {
            append(file, json);
        } catch (IOException e) {
            throw unusable(file, e);
        }
    }

    private static void put(ArrayNode array, List<Double> values) {
        for (double value : values) {
            if (Double.isFinite(value)) {
                array.add(value);
            } else {
                array.add(Double.toString(value));
            }
        }
    }

    private static void append(Path file, ObjectNode line) throws IOException {
        byte[] bytes = Json.bytes(line);
        ByteBuffer buffer = ByteBuffer.allocate(bytes.length + 1)
                .put(bytes)
                .put((byte) '\n')
                .flip();
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(false);
        }
    }

    private static UncheckedIOException unusable(Path file, IOException cause) {
        return new UncheckedIOException(
                "The study's file " + file + " cannot be used: " + cause.getMessage()
                        + ". Choose a folder that exists and that you can write to",
                cause);
    }
}
