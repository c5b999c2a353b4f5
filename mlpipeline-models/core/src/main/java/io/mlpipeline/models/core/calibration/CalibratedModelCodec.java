package io.mlpipeline.models.core.calibration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.models.core.internal.FlatArrays;
import io.mlpipeline.models.core.internal.Json;
import io.mlpipeline.models.core.model.EncodedModel;
import io.mlpipeline.models.core.model.ModelCodec;
import io.mlpipeline.models.core.model.ModelCodecs;

/** Version 1: {@code {model, slope, intercept}} or {@code {model, margins: float64[], probabilities: float64[]}}. */
public final class CalibratedModelCodec implements ModelCodec {
    /** For {@link java.util.ServiceLoader}. */
    public CalibratedModelCodec() {}

    @Override
    public String type() {
        return "calibrated";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<? extends Model> modelClass() {
        return CalibratedModel.class;
    }

    @Override
    public byte[] encode(Model model) {
        CalibratedModel calibrated = (CalibratedModel) model;
        ObjectNode json = Json.object();
        json.put("model", ModelCodecs.installed().encode(calibrated.model()).toText());
        if (calibrated.calibration() instanceof PlattScaling platt) {
            json.put("slope", platt.slope());
            json.put("intercept", platt.intercept());
        } else if (calibrated.calibration() instanceof IsotonicSteps steps) {
            json.put("margins", FlatArrays.ofDoubles(steps.margins()));
            json.put("probabilities", FlatArrays.ofDoubles(steps.probabilities()));
        }
        return Json.bytes(json);
    }

    @Override
    public Model decode(byte[] content, int version) {
        JsonNode json = Json.parse(content, "A calibrated model");
        Model model = ModelCodecs.installed().decode(EncodedModel.ofText(Json.text(json, "model")));
        if (json.has("slope")) {
            return new CalibratedModel(
                    model, new PlattScaling(Json.number(json, "slope"), Json.number(json, "intercept")));
        }
        return new CalibratedModel(
                model,
                IsotonicSteps.of(
                        FlatArrays.doubles(Json.text(json, "margins")),
                        FlatArrays.doubles(Json.text(json, "probabilities"))));
    }
}
