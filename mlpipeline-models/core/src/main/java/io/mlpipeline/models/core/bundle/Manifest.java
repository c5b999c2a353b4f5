package io.mlpipeline.models.core.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.error.IncompatibleVersionException;
import io.mlpipeline.models.core.internal.Json;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The first entry of a bundle: what it is called and what else is in it.
 *
 * @param name the bundle's name
 * @param createdAt when it was made, if whoever made it said so
 * @param modelType the codec of the model
 * @param modelVersion the version of that codec
 * @param hashes SHA-256 of each other entry, in their order
 */
record Manifest(
        String name, Optional<Instant> createdAt, String modelType, int modelVersion, Map<String, String> hashes) {
    static final String ENTRY = "manifest.json";
    static final int VERSION = 1;
    private static final String FORMAT = "mlpipeline-bundle";

    byte[] toBytes() {
        ObjectNode json = Json.object();
        json.put("format", FORMAT);
        json.put("version", VERSION);
        json.put("name", name);
        createdAt.ifPresent(time -> json.put("createdAt", time.toString()));
        json.set("model", Json.object().put("type", modelType).put("version", modelVersion));
        ObjectNode entries = Json.object();
        hashes.forEach(entries::put);
        json.set("entries", entries);
        return Json.bytes(json);
    }

    static Manifest read(byte[] content) {
        JsonNode json = Json.parse(content, "It");
        if (!Json.text(json, "format").equals(FORMAT)) {
            throw new CorruptArtifactException(
                    "It is the manifest of a '" + Json.text(json, "format") + "', not of a " + FORMAT);
        }
        int version = Json.intValue(json, "version");
        if (version > VERSION) {
            throw new IncompatibleVersionException(
                    "It has format version " + version + "; this library reads versions 1 to " + VERSION
                            + ". Upgrade the library, or write the bundle with the older one");
        }
        if (version < 1) {
            throw new CorruptArtifactException("It has format version " + version + "; versions start at 1");
        }
        JsonNode model = Json.field(json, "model");
        Map<String, String> hashes = new LinkedHashMap<>();
        JsonNode entries = Json.field(json, "entries");
        entries.fieldNames().forEachRemaining(name -> hashes.put(name, Json.text(entries, name)));
        return new Manifest(
                Json.text(json, "name"),
                createdAt(json),
                Json.text(model, "type"),
                Json.intValue(model, "version"),
                hashes);
    }

    private static Optional<Instant> createdAt(JsonNode json) {
        if (!json.has("createdAt")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(Json.text(json, "createdAt")));
        } catch (DateTimeParseException e) {
            throw new CorruptArtifactException("Field 'createdAt' is no instant: " + e.getMessage(), e);
        }
    }
}
