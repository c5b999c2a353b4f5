package io.mlpipeline.models.core.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.models.core.internal.FlatArrays;
import io.mlpipeline.models.core.internal.Json;

/** Version 1: {@code {features, classes, weights: float64[], intercepts: float64[]}}, the weights one class after the other. */
final class MultinomialModelCodec implements ModelCodec {
    @Override
    public String type() {
        return "multinomial";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<? extends Model> modelClass() {
        return MultinomialModel.class;
    }

    @Override
    public byte[] encode(Model model) {
        MultinomialModel multinomial = (MultinomialModel) model;
        ObjectNode json = Json.object();
        json.set("features", Json.texts(multinomial.features()));
        json.set("classes", Json.texts(multinomial.classes()));
        json.put("weights", FlatArrays.ofDoubles(multinomial.allWeights()));
        json.put("intercepts", FlatArrays.ofDoubles(multinomial.intercepts()));
        return Json.bytes(json);
    }

    @Override
    public Model decode(byte[] content, int version) {
        JsonNode json = Json.parse(content, "A multinomial model");
        return MultinomialModel.of(
                Json.texts(json, "features"),
                Json.texts(json, "classes"),
                FlatArrays.doubles(Json.text(json, "weights")),
                FlatArrays.doubles(Json.text(json, "intercepts")));
    }
}
