package io.mlpipeline.models.core.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlpipeline.api.data.Column;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.models.core.internal.Json;

/** The columns that a caller gives for one prediction, for readers that know nothing of features. */
final class SchemaJson {
    private SchemaJson() {}

    static byte[] write(Schema schema) {
        ObjectNode json = Json.object();
        ArrayNode columns = json.putArray("columns");
        for (Column column : schema.columns()) {
            columns.add(Json.object()
                    .put("name", column.name())
                    .put("type", column.type().name()));
        }
        return Json.bytes(json);
    }

    /** Whether the stored schema is the given one. */
    static boolean isOf(byte[] content, Schema schema) {
        JsonNode stored = Json.parse(content, "It");
        return stored.equals(Json.parse(write(schema), "It"));
    }
}
