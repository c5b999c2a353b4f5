package io.mlpipeline.models.deep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.error.IncompatibleVersionException;
import io.mlpipeline.models.core.internal.FlatArrays;
import io.mlpipeline.models.core.internal.Json;
import io.mlpipeline.models.core.internal.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where a training stands after an epoch, on disk. */
final class Checkpoint {
    private static final int VERSION = 1;

    private Checkpoint() {}

    static void write(Path file, String training, Progress progress) {
        ObjectNode json = Json.object();
        json.put("version", VERSION);
        json.put("training", training);
        json.put("epoch", progress.epoch);
        json.put("steps", progress.adam.steps());
        json.put("weights", FlatArrays.ofFloats(progress.weights));
        json.put("mean", FlatArrays.ofFloats(progress.adam.mean()));
        json.put("square", FlatArrays.ofFloats(progress.adam.square()));
        json.put("best", FlatArrays.ofFloats(progress.best));
        Json.putNumber(json, "bestLoss", progress.bestLoss);
        json.put("bestEpoch", progress.bestEpoch);
        WholeFile.write("Checkpoint", file, Json.bytes(json));
    }

    /** Reads a checkpoint of the same training; empty if there is no file. */
    static Optional<Progress> read(Path file, String training, int size, double decay) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode json = Json.parse(Files.readAllBytes(file), "The checkpoint " + file);
            int version = Json.intValue(json, "version");
            if (version != VERSION) {
                throw new IncompatibleVersionException("The checkpoint " + file + " has version " + version
                        + ", this library reads " + VERSION + ": delete it to begin again");
            }
            if (!Json.text(json, "training").equals(training)) {
                throw new IllegalStateException("The checkpoint " + file
                        + " is of a training with other data or parameters: give another file, or delete it");
            }
            return Optional.of(progress(json, size, decay));
        } catch (IOException e) {
            throw new UncheckedIOException("Checkpoint " + file + " cannot be read: " + e, e);
        }
    }

    private static Progress progress(JsonNode json, int size, double decay) {
        Adam adam =
                new Adam(floats(json, "mean", size), floats(json, "square", size), Json.integer(json, "steps"), decay);
        Progress progress = new Progress(floats(json, "weights", size), adam, floats(json, "best", size));
        progress.epoch = Json.intValue(json, "epoch");
        progress.bestLoss = Json.number(json, "bestLoss");
        progress.bestEpoch = Json.intValue(json, "bestEpoch");
        return progress;
    }

    private static float[] floats(JsonNode json, String field, int size) {
        float[] floats = FlatArrays.floats(Json.text(json, field));
        if (floats.length != size) {
            throw new CorruptArtifactException(
                    "The checkpoint has " + floats.length + " numbers '" + field + "' where " + size + " belong");
        }
        return floats;
    }
}
