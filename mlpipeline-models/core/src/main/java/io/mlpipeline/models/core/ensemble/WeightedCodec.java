package io.mlpipeline.models.core.ensemble;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.models.core.internal.FlatArrays;
import io.mlpipeline.models.core.internal.Json;
import io.mlpipeline.models.core.model.ModelCodec;
import io.mlpipeline.models.core.model.ModelCodecs;
import java.util.List;

/** Version 1 of blends and votes: {@code {weights: float64[], members: [{type, version, content}]}}. */
abstract class WeightedCodec implements ModelCodec {
    abstract double[] weights(Model model);

    abstract List<Model> members(Model model);

    abstract Model model(List<Model> members, double[] weights);

    @Override
    public final int version() {
        return 1;
    }

    @Override
    public final byte[] encode(Model model) {
        return encode(model, ModelCodecs.installed());
    }

    @Override
    public final Model decode(byte[] content, int version) {
        return decode(content, version, ModelCodecs.installed());
    }

    @Override
    public final byte[] encode(Model model, ModelCodecs codecs) {
        ObjectNode json = Json.object();
        json.put("weights", FlatArrays.ofDoubles(weights(model)));
        NestedModels.put(json, "members", members(model), codecs);
        return Json.bytes(json);
    }

    @Override
    public final Model decode(byte[] content, int version, ModelCodecs codecs) {
        JsonNode json = Json.parse(content, "A model of type '" + type() + "'");
        return model(NestedModels.models(json, "members", codecs), FlatArrays.doubles(Json.text(json, "weights")));
    }
}
