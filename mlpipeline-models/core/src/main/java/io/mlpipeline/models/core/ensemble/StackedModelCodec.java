package io.mlpipeline.models.core.ensemble;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.models.core.internal.Json;
import io.mlpipeline.models.core.model.ModelCodec;
import io.mlpipeline.models.core.model.ModelCodecs;

/**
 * Stores a {@link StackedModel}. Found by {@link java.util.ServiceLoader}.
 *
 * <p>Version 1: {@code {names, members: [{type, version, content}], meta: {type, version, content}}}.
 */
public final class StackedModelCodec implements ModelCodec {
    /** For the service loader. */
    public StackedModelCodec() {}

    @Override
    public String type() {
        return "stacked";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<? extends Model> modelClass() {
        return StackedModel.class;
    }

    @Override
    public byte[] encode(Model model) {
        return encode(model, ModelCodecs.installed());
    }

    @Override
    public Model decode(byte[] content, int version) {
        return decode(content, version, ModelCodecs.installed());
    }

    @Override
    public byte[] encode(Model model, ModelCodecs codecs) {
        StackedModel stacked = (StackedModel) model;
        ObjectNode json = Json.object();
        json.set("names", Json.texts(stacked.names()));
        NestedModels.put(json, "members", stacked.members(), codecs);
        json.set("meta", NestedModels.json(stacked.meta(), codecs));
        return Json.bytes(json);
    }

    @Override
    public Model decode(byte[] content, int version, ModelCodecs codecs) {
        JsonNode json = Json.parse(content, "A stacked model");
        return StackedModel.of(
                Json.texts(json, "names"),
                NestedModels.models(json, "members", codecs),
                NestedModels.model(Json.field(json, "meta"), codecs));
    }
}
