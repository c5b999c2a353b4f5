package io.mlpipeline.models.core.ensemble;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.models.core.internal.Json;
import io.mlpipeline.models.core.model.EncodedModel;
import io.mlpipeline.models.core.model.ModelCodecs;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Models inside the stored form of another: {@code {type, version, content}}, the content in Base64. */
final class NestedModels {
    private NestedModels() {}

    static ObjectNode json(Model model, ModelCodecs codecs) {
        EncodedModel encoded = codecs.encode(model);
        ObjectNode json = Json.object();
        json.put("type", encoded.type());
        json.put("version", encoded.version());
        json.put("content", Base64.getEncoder().encodeToString(encoded.content()));
        return json;
    }

    static void put(ObjectNode json, String field, List<Model> models, ModelCodecs codecs) {
        ArrayNode array = json.putArray(field);
        models.forEach(model -> array.add(json(model, codecs)));
    }

    static Model model(JsonNode json, ModelCodecs codecs) {
        return codecs.decode(new EncodedModel(
                Json.text(json, "type"),
                Json.intValue(json, "version"),
                Base64.getDecoder().decode(Json.text(json, "content"))));
    }

    static List<Model> models(JsonNode json, String field, ModelCodecs codecs) {
        List<Model> models = new ArrayList<>();
        Json.array(json, field).forEach(each -> models.add(model(each, codecs)));
        return models;
    }
}
