package io.mlpipeline.models.core.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlpipeline.api.profile.CategoricalProfile;
import io.mlpipeline.api.profile.ColumnProfile;
import io.mlpipeline.api.profile.DatasetProfile;
import io.mlpipeline.api.profile.NumericProfile;
import io.mlpipeline.models.core.internal.Json;
import java.util.TreeMap;

/** The distribution of the training rows, which drift is measured against. */
final class ProfileJson {
    private ProfileJson() {}

    static byte[] write(DatasetProfile profile) {
        ObjectNode json = Json.object();
        json.put("rows", profile.rows());
        ArrayNode columns = json.putArray("columns");
        for (ColumnProfile column : profile.columns()) {
            columns.add(
                    column instanceof NumericProfile numeric
                            ? numeric(numeric)
                            : categorical((CategoricalProfile) column));
        }
        return Json.bytes(json);
    }

    private static ObjectNode numeric(NumericProfile column) {
        ObjectNode json = Json.object().put("kind", "numeric").put("name", column.name());
        json.put("count", column.count()).put("missing", column.missing());
        Json.putNumber(json, "mean", column.mean());
        Json.putNumber(json, "variance", column.variance());
        Json.putNumber(json, "min", column.min());
        Json.putNumber(json, "max", column.max());
        return json.put("histogram", HistogramCode.write(column.histogram()));
    }

    private static ObjectNode categorical(CategoricalProfile column) {
        ObjectNode json = Json.object().put("kind", "categorical").put("name", column.name());
        json.put("missing", column.missing()).put("other", column.other());
        ObjectNode counts = json.putObject("counts");
        column.counts().forEach(counts::put);
        return json;
    }

    static DatasetProfile read(byte[] content) {
        JsonNode json = Json.parse(content, "It");
        return new DatasetProfile(
                Json.integer(json, "rows"),
                Json.array(json, "columns").stream().map(ProfileJson::column).toList());
    }

    private static ColumnProfile column(JsonNode json) {
        return switch (Json.text(json, "kind")) {
            case "numeric" ->
                new NumericProfile(
                        Json.text(json, "name"),
                        Json.integer(json, "count"),
                        Json.integer(json, "missing"),
                        Json.number(json, "mean"),
                        Json.number(json, "variance"),
                        Json.number(json, "min"),
                        Json.number(json, "max"),
                        HistogramCode.read(Json.text(json, "histogram")));
            case "categorical" ->
                new CategoricalProfile(
                        Json.text(json, "name"),
                        Json.integer(json, "missing"),
                        counts(json),
                        Json.integer(json, "other"));
            default -> throw new IllegalArgumentException("No profile is of kind '" + Json.text(json, "kind") + "'");
        };
    }

    private static TreeMap<String, Long> counts(JsonNode json) {
        TreeMap<String, Long> counts = new TreeMap<>();
        JsonNode stored = Json.field(json, "counts");
        stored.fieldNames().forEachRemaining(name -> counts.put(name, Json.integer(stored, name)));
        return counts;
    }
}
