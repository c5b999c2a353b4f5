package io.mlpipeline.drift.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlpipeline.drift.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Alert rules as JSON, for configuration files. */
public final class AlertRules {
    private static final List<String> FIELDS = List.of(
            "name",
            "model",
            "segment",
            "column",
            "detector",
            "fireAt",
            "clearBelow",
            "breaches",
            "window",
            "clean",
            "repeatEvery",
            "escalateAfter",
            "channels",
            "escalateTo");

    private AlertRules() {}

    /**
     * Writes rules.
     *
     * @param rules the rules
     * @return a JSON array; durations as ISO 8601, such as {@code PT4H}
     */
    public static String toJson(List<AlertRule> rules) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (AlertRule rule : rules) {
            ObjectNode json = array.addObject();
            json.put("name", rule.name());
            AlertJson.write(rule.matcher(), json);
            json.put("fireAt", rule.fireAt().name());
            json.put("clearBelow", rule.clearBelow().name());
            json.put("breaches", rule.breaches());
            json.put("window", rule.window());
            json.put("clean", rule.clean());
            json.put("repeatEvery", rule.repeatEvery().toString());
            json.put("escalateAfter", rule.escalateAfter().toString());
            rule.channels().forEach(json.putArray("channels")::add);
            rule.escalateTo().forEach(json.putArray("escalateTo")::add);
        }
        return array.toPrettyString();
    }

    /**
     * Reads rules. Whatever is left out has its default; a field with an unknown name is refused.
     *
     * @param json a JSON array of objects with at least a {@code name}
     * @return the rules
     * @throws IllegalArgumentException if it is not such JSON; the message names the rule and the field
     */
    public static List<AlertRule> fromJson(String json) {
        JsonNode array = AlertJson.parse(json);
        if (!array.isArray()) {
            throw new IllegalArgumentException("Alert rules are a JSON array, got " + array.getNodeType());
        }
        List<AlertRule> rules = new ArrayList<>();
        for (JsonNode each : array) {
            rules.add(rule(new JsonFields("Alert rule " + (rules.size() + 1), each, FIELDS)));
        }
        return rules;
    }

    private static AlertRule rule(JsonFields json) {
        AlertRule defaults = AlertRule.builder("default").build();
        return new AlertRule(
                json.text("name"),
                AlertJson.matcher(json),
                json.oneOf("fireAt", Severity.class, defaults.fireAt()),
                json.oneOf("clearBelow", Severity.class, defaults.clearBelow()),
                json.number("breaches", defaults.breaches()),
                json.number("window", defaults.window()),
                json.number("clean", defaults.clean()),
                json.duration("repeatEvery", defaults.repeatEvery()),
                json.duration("escalateAfter", Duration.ZERO),
                json.texts("channels"),
                json.texts("escalateTo"));
    }
}
