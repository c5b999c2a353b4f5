package io.mlpipeline.models.core.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.models.core.internal.FlatArrays;
import io.mlpipeline.models.core.internal.Json;

/** Version 1: {@code {features, weights: float64[], intercept}}. */
final class LinearModelCodec implements ModelCodec {
    @Override
    public String type() {
        return "linear";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<? extends Model> modelClass() {
        return LinearModel.class;
    }

    @Override
    public byte[] encode(Model model) {
        LinearModel linear = (LinearModel) model;
        ObjectNode json = Json.object();
        json.set("features", Json.texts(linear.features()));
        json.put("weights", FlatArrays.ofDoubles(linear.weights()));
        json.put("intercept", linear.intercept());
        return Json.bytes(json);
    }

    @Override
    public Model decode(byte[] content, int version) {
        JsonNode json = Json.parse(content, "A linear model");
        return LinearModel.of(
                Json.texts(json, "features"),
                FlatArrays.doubles(Json.text(json, "weights")),
                Json.number(json, "intercept"));
    }
}
