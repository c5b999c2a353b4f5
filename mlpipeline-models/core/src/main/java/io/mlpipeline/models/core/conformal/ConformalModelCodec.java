package io.mlpipeline.models.core.conformal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.models.core.internal.Json;
import io.mlpipeline.models.core.model.EncodedModel;
import io.mlpipeline.models.core.model.ModelCodec;
import io.mlpipeline.models.core.model.ModelCodecs;
import java.util.ArrayList;
import java.util.List;

/**
 * Version 1: {@code {models, low, high, scale, leastScale, margin, level}}: the different models, the first of which predicts, and the
 * places among them of the others.
 */
public final class ConformalModelCodec implements ModelCodec {
    /** For {@link java.util.ServiceLoader}. */
    public ConformalModelCodec() {}

    @Override
    public String type() {
        return "conformal";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<? extends Model> modelClass() {
        return ConformalModel.class;
    }

    @Override
    public byte[] encode(Model model) {
        ConformalModel conformal = (ConformalModel) model;
        List<Model> different = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (Model each : conformal.models()) {
            int place = different.indexOf(each);
            if (place < 0) {
                place = different.size();
                different.add(each);
            }
            places.add(place);
        }
        ObjectNode json = Json.object();
        ModelCodecs codecs = ModelCodecs.installed();
        json.set(
                "models",
                Json.texts(different.stream()
                        .map(each -> codecs.encode(each).toText())
                        .toList()));
        json.put("low", places.get(1)).put("high", places.get(2)).put("scale", places.get(3));
        json.put("leastScale", conformal.leastScale());
        json.put("margin", conformal.margin());
        json.put("level", conformal.level());
        return Json.bytes(json);
    }

    @Override
    public Model decode(byte[] content, int version) {
        JsonNode json = Json.parse(content, "A model with intervals");
        ModelCodecs codecs = ModelCodecs.installed();
        List<Model> models = Json.texts(json, "models").stream()
                .map(text -> codecs.decode(EncodedModel.ofText(text)))
                .toList();
        if (models.isEmpty()) {
            throw new CorruptArtifactException("A model with intervals holds no model");
        }
        return new ConformalModel(
                models.get(0),
                models.get(Json.intValue(json, "low")),
                models.get(Json.intValue(json, "high")),
                models.get(Json.intValue(json, "scale")),
                Json.number(json, "leastScale"),
                Json.number(json, "margin"),
                Json.number(json, "level"));
    }
}
