package io.mlpipeline.models.core.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.models.core.internal.Json;

/** Version 1: {@code {features, averaged, fallback}}. */
final class FeatureMeanCodec implements ModelCodec {
    @Override
    public String type() {
        return "feature-mean";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<? extends Model> modelClass() {
        return FeatureMeanModel.class;
    }

    @Override
    public byte[] encode(Model model) {
        FeatureMeanModel mean = (FeatureMeanModel) model;
        ObjectNode json = Json.object();
        json.set("features", Json.texts(mean.features()));
        json.set("averaged", Json.texts(mean.averaged()));
        json.put("fallback", mean.fallback());
        return Json.bytes(json);
    }

    @Override
    public Model decode(byte[] content, int version) {
        JsonNode json = Json.parse(content, "A feature mean");
        return FeatureMeanModel.of(
                Json.texts(json, "features"), Json.texts(json, "averaged"), Json.number(json, "fallback"));
    }
}
