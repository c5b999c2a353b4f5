package io.mlpipeline.models.timeseries.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlpipeline.models.timeseries.Frequency;
import io.mlpipeline.models.timeseries.Regressors;
import io.mlpipeline.models.timeseries.Snapshot;
import io.mlpipeline.models.timeseries.TimeSeries;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** Snapshots as JSON. Numbers keep every bit; what is not finite stands as a word. */
final class SnapshotJson {
    private SnapshotJson() {}

    static ObjectNode write(Snapshot snapshot) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("type", snapshot.type());
        node.set("series", series(snapshot.series()));
        ObjectNode words = node.putObject("words");
        snapshot.words().forEach(words::put);
        ObjectNode numbers = node.putObject("numbers");
        snapshot.numberNames().forEach(name -> numbers.set(name, array(snapshot.numbers(name))));
        ArrayNode parts = node.putArray("parts");
        snapshot.parts().forEach(part -> parts.add(write(part)));
        return node;
    }

    private static ObjectNode series(TimeSeries series) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("start", series.start().toString());
        node.put("frequency", series.frequency().name());
        node.put("seasonLength", series.seasonLength());
        node.set("values", array(series.values()));
        ObjectNode regressors = node.putObject("regressors");
        series.regressors()
                .names()
                .forEach(name -> regressors.set(name, array(series.regressors().values(name))));
        return node;
    }

    private static ArrayNode array(double[] values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode(values.length);
        for (double value : values) {
            if (Double.isFinite(value)) {
                array.add(value);
            } else {
                array.add(Double.toString(value));
            }
        }
        return array;
    }

    static Snapshot read(JsonNode node) {
        Snapshot.Builder builder = Snapshot.builder(text(node, "type"), readSeries(required(node, "series")));
        required(node, "words")
                .properties()
                .forEach(word -> builder.word(word.getKey(), word.getValue().asText()));
        required(node, "numbers")
                .properties()
                .forEach(numbers -> builder.numbers(numbers.getKey(), readArray(numbers.getValue())));
        List<Snapshot> parts = new ArrayList<>();
        required(node, "parts").forEach(part -> parts.add(read(part)));
        return builder.parts(parts).build();
    }

    private static TimeSeries readSeries(JsonNode node) {
        Regressors regressors = Regressors.none();
        for (var column : required(node, "regressors").properties()) {
            regressors = regressors.and(column.getKey(), readArray(column.getValue()));
        }
        return TimeSeries.of(
                        Frequency.valueOf(text(node, "frequency")),
                        LocalDateTime.parse(text(node, "start")),
                        readArray(required(node, "values")))
                .withSeasonLength(required(node, "seasonLength").asInt())
                .withRegressors(regressors);
    }

    private static double[] readArray(JsonNode array) {
        double[] values = new double[array.size()];
        for (int i = 0; i < values.length; i++) {
            JsonNode value = array.get(i);
            values[i] = value.isNumber() ? value.doubleValue() : Double.parseDouble(value.asText());
        }
        return values;
    }

    private static String text(JsonNode node, String field) {
        return required(node, field).asText();
    }

    private static JsonNode required(JsonNode node, String field) {
        JsonNode found = node.get(field);
        if (found == null) {
            throw new IllegalArgumentException("it lacks the field '" + field + "'");
        }
        return found;
    }
}
