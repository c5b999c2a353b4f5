package io.mlpipeline.models.core.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlpipeline.models.core.evaluation.Evaluation;
import io.mlpipeline.models.core.evaluation.Score;
import io.mlpipeline.models.core.internal.Json;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/** How good the model was on its hold-out. */
final class EvaluationJson {
    private EvaluationJson() {}

    static byte[] write(Evaluation evaluation) {
        ObjectNode json = Json.object();
        json.put("rows", evaluation.rows());
        json.put("dataFingerprint", evaluation.dataFingerprint());
        json.put("from", evaluation.from().toString());
        json.put("to", evaluation.to().toString());
        ArrayNode scores = json.putArray("scores");
        for (Score score : evaluation.scores()) {
            ObjectNode each = scores.addObject().put("metric", score.metric());
            Json.putNumber(each, "value", score.value());
            each.put("higherIsBetter", score.higherIsBetter());
        }
        return Json.bytes(json);
    }

    static Evaluation read(byte[] content) {
        JsonNode json = Json.parse(content, "It");
        List<Score> scores = Json.array(json, "scores").stream()
                .map(each -> new Score(
                        Json.text(each, "metric"), Json.number(each, "value"), Json.bool(each, "higherIsBetter")))
                .toList();
        return new Evaluation(
                Json.integer(json, "rows"),
                Json.text(json, "dataFingerprint"),
                instant(json, "from"),
                instant(json, "to"),
                scores);
    }

    private static Instant instant(JsonNode json, String field) {
        try {
            return Instant.parse(Json.text(json, field));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("Field '" + field + "' is no instant: " + e.getMessage(), e);
        }
    }
}
