package io.mlpipeline.models.timeseries.backtest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A backtest's result as JSON. */
final class ResultJson {
    private ResultJson() {}

    static String of(BacktestResult result, List<ForecastMeasure> measures) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("horizon", result.horizon());
        root.put("origins", result.origins());
        root.put("series", result.keys().size());
        ArrayNode forecasters = root.putArray("forecasters");
        result.forecasters().forEach(name -> forecasters.add(forecaster(result, name, measures)));
        ArrayNode failures = root.putArray("failures");
        for (BacktestFailure failure : result.failures()) {
            ObjectNode node = failures.addObject().put("forecaster", failure.forecaster());
            ArrayNode key = node.putArray("key");
            failure.key().forEach(key::add);
            node.put("origin", failure.origin().toString()).put("reason", failure.reason());
        }
        return root.toString();
    }

    private static ObjectNode forecaster(BacktestResult result, String name, List<ForecastMeasure> measures) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("name", name);
        node.put("forecasts", result.cases(name).size());
        ObjectNode scores = node.putObject("scores");
        ObjectNode byStep = node.putObject("byStep");
        for (ForecastMeasure measure : measures) {
            double score = result.score(name, measure);
            if (Double.isFinite(score)) {
                scores.put(measure.name(), score);
            } else {
                scores.putNull(measure.name());
            }
            ArrayNode steps = byStep.putArray(measure.name());
            for (double each : result.scoreByStep(name, measure)) {
                add(steps, each);
            }
        }
        return node;
    }

    /** A number that JSON can hold, or null. */
    static void add(ArrayNode array, double number) {
        if (Double.isFinite(number)) {
            array.add(number);
        } else {
            array.addNull();
        }
    }
}
