package io.mlpipeline.models.timeseries.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.models.core.model.ModelCodec;
import java.nio.charset.StandardCharsets;

/** Version 1: {@code {steps, stored}}, where {@code stored} is what {@link ForecasterJson} writes. Stateless. */
public final class ForecastModelCodec implements ModelCodec {
    /** For {@link java.util.ServiceLoader}. */
    public ForecastModelCodec() {}

    @Override
    public String type() {
        return "forecaster";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<? extends Model> modelClass() {
        return ForecastModel.class;
    }

    @Override
    public byte[] encode(Model model) {
        ForecastModel forecast = (ForecastModel) model;
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("steps", forecast.steps());
        root.put("stored", ForecasterJson.write(forecast.forecaster()));
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Model decode(byte[] content, int version) {
        JsonNode root = parse(new String(content, StandardCharsets.UTF_8));
        if (!root.path("steps").isInt() || !root.path("stored").isTextual()) {
            throw new CorruptArtifactException("the forecast model lacks its steps or its forecaster");
        }
        try {
            return ForecastModel.of(
                    ForecasterJson.read(root.get("stored").asText()),
                    root.get("steps").asInt());
        } catch (IllegalArgumentException e) {
            throw new CorruptArtifactException("the stored forecast model is damaged: " + e.getMessage(), e);
        }
    }

    private static JsonNode parse(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new CorruptArtifactException("the forecast model is no JSON: " + e.getOriginalMessage(), e);
        }
    }
}
