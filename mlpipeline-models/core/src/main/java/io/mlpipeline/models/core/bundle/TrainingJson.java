package io.mlpipeline.models.core.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlpipeline.api.model.FeatureImportance;
import io.mlpipeline.api.model.Model;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.model.TrainingMetric;
import io.mlpipeline.api.provenance.TrainingProvenance;
import io.mlpipeline.models.core.internal.Json;
import java.util.List;
import java.util.TreeMap;

/** How the model was trained, and which features mattered. */
final class TrainingJson {
    private TrainingJson() {}

    static byte[] write(TrainedModel trained) {
        TrainingProvenance provenance = trained.provenance();
        ObjectNode json = Json.object();
        json.put("estimator", provenance.estimator());
        json.put("library", provenance.library());
        json.put("rows", provenance.rows());
        json.put("dataFingerprint", provenance.dataFingerprint());
        ObjectNode parameters = json.putObject("parameters");
        provenance.parameters().forEach(parameters::put);
        ArrayNode importance = json.putArray("importance");
        for (FeatureImportance each : trained.importance()) {
            importance.add(Json.object().put("feature", each.feature()).put("share", each.share()));
        }
        ArrayNode metrics = json.putArray("metrics");
        for (TrainingMetric each : trained.metrics()) {
            metrics.add(Json.object()
                    .put("name", each.name())
                    .put("value", each.value())
                    .put("rows", each.rows()));
        }
        return Json.bytes(json);
    }

    static TrainedModel read(byte[] content, Model model) {
        JsonNode json = Json.parse(content, "It");
        TreeMap<String, String> parameters = new TreeMap<>();
        JsonNode stored = Json.field(json, "parameters");
        stored.fieldNames().forEachRemaining(name -> parameters.put(name, Json.text(stored, name)));
        List<FeatureImportance> importance = Json.array(json, "importance").stream()
                .map(each -> new FeatureImportance(Json.text(each, "feature"), Json.number(each, "share")))
                .toList();
        return new TrainedModel(
                model,
                importance,
                new TrainingProvenance(
                        Json.text(json, "estimator"),
                        Json.text(json, "library"),
                        parameters,
                        Json.integer(json, "rows"),
                        Json.text(json, "dataFingerprint")),
                json.has("metrics") ? metrics(json) : List.of());
    }

    /** Bundles have them since training tells them. */
    private static List<TrainingMetric> metrics(JsonNode json) {
        return Json.array(json, "metrics").stream()
                .map(each -> new TrainingMetric(
                        Json.text(each, "name"), Json.number(each, "value"), Json.integer(each, "rows")))
                .toList();
    }
}
