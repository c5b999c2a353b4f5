package io.mlpipeline.models.core.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.models.core.internal.FlatArrays;
import io.mlpipeline.models.core.internal.Json;

/** Version 1: {@code {features, classes, weights: float64[], intercept}}. */
final class LogisticModelCodec implements ModelCodec {
    @Override
    public String type() {
        return "logistic";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<? extends Model> modelClass() {
        return LogisticModel.class;
    }

    @Override
    public byte[] encode(Model model) {
        LogisticModel logistic = (LogisticModel) model;
        ObjectNode json = Json.object();
        json.set("features", Json.texts(logistic.features()));
        json.set("classes", Json.texts(logistic.classes()));
        json.put("weights", FlatArrays.ofDoubles(logistic.weights()));
        json.put("intercept", logistic.intercept());
        return Json.bytes(json);
    }

    @Override
    public Model decode(byte[] content, int version) {
        JsonNode json = Json.parse(content, "A logistic model");
        return LogisticModel.of(
                Json.texts(json, "features"),
                Json.texts(json, "classes"),
                FlatArrays.doubles(Json.text(json, "weights")),
                Json.number(json, "intercept"));
    }
}
