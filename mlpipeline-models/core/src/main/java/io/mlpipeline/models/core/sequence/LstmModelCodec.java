package io.mlpipeline.models.core.sequence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.models.core.internal.FlatArrays;
import io.mlpipeline.models.core.internal.Json;
import io.mlpipeline.models.core.model.ModelCodec;

/** Version 1: the shape, the sizes of the network, the covariates' means and deviations as float64[] and the weights as float32[]. */
public final class LstmModelCodec implements ModelCodec {
    /** For {@link java.util.ServiceLoader}. */
    public LstmModelCodec() {}

    @Override
    public String type() {
        return "lstm";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<? extends Model> modelClass() {
        return LstmModel.class;
    }

    @Override
    public byte[] encode(Model model) {
        LstmModel lstm = (LstmModel) model;
        LstmArchitecture architecture = lstm.architecture();
        ObjectNode json = Json.object();
        putShape(json, lstm.shape());
        json.put("hidden", architecture.hidden());
        json.put("layers", architecture.layers());
        json.put("units", architecture.units());
        json.put("embedding", architecture.embedding());
        json.put("centers", FlatArrays.ofDoubles(lstm.encoder().centers()));
        json.put("spreads", FlatArrays.ofDoubles(lstm.encoder().spreads()));
        json.put("weights", FlatArrays.ofFloats(lstm.weights()));
        return Json.bytes(json);
    }

    private static void putShape(ObjectNode json, SequenceShape shape) {
        json.put("target", shape.target());
        json.put("window", shape.window());
        json.put("horizon", shape.horizon());
        json.put("seasons", FlatArrays.ofInts(ints(shape)));
        json.set("covariates", Json.texts(shape.covariates()));
        ArrayNode statics = json.putArray("statics");
        for (StaticFeature feature : shape.statics()) {
            ObjectNode entry = statics.addObject();
            entry.put("name", feature.name());
            entry.set("categories", Json.texts(feature.categories()));
        }
        // No level at all stands for mean and deviation.
        json.put(
                "levels",
                FlatArrays.ofDoubles(shape.output().levels().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray()));
        json.put("logarithm", shape.logarithm());
        json.put("nonNegative", shape.nonNegative());
    }

    private static int[] ints(SequenceShape shape) {
        return shape.seasons().stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public Model decode(byte[] content, int version) {
        JsonNode json = Json.parse(content, "An LSTM model");
        try {
            SequenceShape shape = shape(json);
            LstmArchitecture architecture = new LstmArchitecture(
                    shape,
                    Json.intValue(json, "hidden"),
                    Json.intValue(json, "layers"),
                    Json.intValue(json, "units"),
                    Json.intValue(json, "embedding"));
            SequenceEncoder encoder = SequenceEncoder.of(
                    shape,
                    FlatArrays.doubles(Json.text(json, "centers")),
                    FlatArrays.doubles(Json.text(json, "spreads")));
            return LstmModel.of(architecture, encoder, FlatArrays.floats(Json.text(json, "weights")));
        } catch (IllegalArgumentException e) {
            throw new CorruptArtifactException("The stored LSTM model is damaged: " + e.getMessage(), e);
        }
    }

    private static SequenceShape shape(JsonNode json) {
        SequenceShape.Builder shape = SequenceShape.builder(
                        Json.text(json, "target"), Json.intValue(json, "window"), Json.intValue(json, "horizon"))
                .seasons(FlatArrays.ints(Json.text(json, "seasons")))
                .covariates(Json.texts(json, "covariates"))
                .logarithm(Json.bool(json, "logarithm"))
                .nonNegative(Json.bool(json, "nonNegative"));
        for (JsonNode feature : Json.array(json, "statics")) {
            shape.with(new StaticFeature(Json.text(feature, "name"), Json.texts(feature, "categories")));
        }
        double[] levels = FlatArrays.doubles(Json.text(json, "levels"));
        return shape.output(levels.length == 0 ? SequenceOutput.gaussian() : SequenceOutput.quantiles(levels))
                .build();
    }
}
