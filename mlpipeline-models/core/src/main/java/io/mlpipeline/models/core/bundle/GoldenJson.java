package io.mlpipeline.models.core.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.Series;
import io.mlpipeline.models.core.internal.FlatArrays;
import io.mlpipeline.models.core.internal.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The golden rows: requests readably, everything that must be exact as flat arrays. */
final class GoldenJson {
    private GoldenJson() {}

    static byte[] write(List<GoldenRow> rows) {
        ObjectNode json = Json.object();
        ArrayNode array = json.putArray("rows");
        for (GoldenRow row : rows) {
            ObjectNode each = array.addObject();
            each.set("request", request(row.request()));
            row.series().ifPresent(series -> each.set("series", series(series)));
            each.put("vector", FlatArrays.ofDoubles(row.vector()));
            each.put("outputs", FlatArrays.ofDoubles(row.outputs()));
        }
        return Json.bytes(json);
    }

    private static ObjectNode request(Row row) {
        ObjectNode json = Json.object();
        for (int i = 0; i < row.schema().size(); i++) {
            if (!row.isMissing(i)) {
                String name = row.schema().column(i).name();
                switch (row.schema().column(i).type()) {
                    case NUMBER -> Json.putNumber(json, name, row.number(i));
                    case TEXT -> json.put(name, row.text(i));
                    default -> json.put(name, row.integer(i));
                }
            }
        }
        return json;
    }

    private static ObjectNode series(Series series) {
        long[] times = new long[series.size()];
        double[] values = new double[series.size() * series.columns().size()];
        for (int i = 0; i < times.length; i++) {
            times[i] = series.time(i);
            for (int j = 0; j < series.columns().size(); j++) {
                values[j * times.length + i] = series.value(j, i);
            }
        }
        ObjectNode json = Json.object().put("key", series.key());
        json.set("columns", Json.texts(series.columns()));
        return json.put("times", FlatArrays.ofLongs(times)).put("values", FlatArrays.ofDoubles(values));
    }

    static List<GoldenRow> read(byte[] content, Schema requestSchema, int features, int outputs) {
        List<GoldenRow> rows = new ArrayList<>();
        for (JsonNode each : Json.array(Json.parse(content, "It"), "rows")) {
            Optional<Series> series = each.has("series") ? Optional.of(series(each.get("series"))) : Optional.empty();
            rows.add(new GoldenRow(
                    request(Json.field(each, "request"), requestSchema),
                    series,
                    doubles(each, "vector", features),
                    doubles(each, "outputs", outputs)));
        }
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("There is no golden row");
        }
        return rows;
    }

    private static double[] doubles(JsonNode json, String field, int size) {
        double[] values = FlatArrays.doubles(Json.text(json, field));
        if (values.length != size) {
            throw new IllegalArgumentException(
                    "Field '" + field + "' has " + values.length + " values, expected " + size);
        }
        return values;
    }

    private static RowBuffer request(JsonNode json, Schema schema) {
        RowBuffer row = RowBuffer.of(schema);
        json.fieldNames().forEachRemaining(schema::indexOf);
        for (int i = 0; i < schema.size(); i++) {
            String name = schema.column(i).name();
            if (json.has(name)) {
                switch (schema.column(i).type()) {
                    case NUMBER -> row.setNumber(i, Json.number(json, name));
                    case TEXT -> row.setText(i, Json.text(json, name));
                    default -> row.setInteger(i, Json.integer(json, name));
                }
            }
        }
        return row;
    }

    private static Series series(JsonNode json) {
        List<String> columns = Json.texts(json, "columns");
        long[] times = FlatArrays.longs(Json.text(json, "times"));
        double[] flat = doubles(json, "values", Math.multiplyExact(times.length, columns.size()));
        double[][] values = new double[columns.size()][times.length];
        for (int i = 0; i < columns.size(); i++) {
            System.arraycopy(flat, i * times.length, values[i], 0, times.length);
        }
        return Series.of(Json.text(json, "key"), columns, times, values);
    }
}
