package io.mlpipeline.drift.alert;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Reads the fields of a JSON object, and says where one is wrong. */
final class JsonFields {
    private final String what;
    private final JsonNode json;

    JsonFields(String what, JsonNode json, List<String> known) {
        this.what = what;
        this.json = json;
        if (!json.isObject()) {
            throw new IllegalArgumentException(what + " must be a JSON object, got " + json.getNodeType());
        }
        json.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(what + " has the unknown field '" + name + "'; known are " + known);
            }
        });
    }

    String text(String field) {
        JsonNode value = json.path(field);
        if (!value.isTextual()) {
            throw wrong(field, "a text", value);
        }
        return value.asText();
    }

    String text(String field, String otherwise) {
        return json.has(field) ? text(field) : otherwise;
    }

    int number(String field, int otherwise) {
        JsonNode value = json.path(field);
        if (value.isMissingNode()) {
            return otherwise;
        }
        if (!value.canConvertToInt() || !value.isIntegralNumber()) {
            throw wrong(field, "a whole number", value);
        }
        return value.asInt();
    }

    boolean flag(String field) {
        JsonNode value = json.path(field);
        if (!value.isBoolean()) {
            throw wrong(field, "true or false", value);
        }
        return value.asBoolean();
    }

    <E extends Enum<E>> E oneOf(String field, Class<E> type, E otherwise) {
        return json.has(field)
                ? parsed(
                        field,
                        "one of " + List.of(type.getEnumConstants()),
                        text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)))
                : otherwise;
    }

    Duration duration(String field, Duration otherwise) {
        return json.has(field) ? parsed(field, "a duration such as PT4H", Duration::parse) : otherwise;
    }

    Instant instant(String field) {
        return parsed(field, "a time such as 2026-01-31T12:00:00Z", Instant::parse);
    }

    private <T> T parsed(String field, String wanted, Function<String, T> parser) {
        try {
            return parser.apply(text(field));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw wrong(field, wanted, json.path(field));
        }
    }

    List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        for (JsonNode each : json.path(field)) {
            if (!each.isTextual()) {
                throw wrong(field, "an array of texts", json.path(field));
            }
            texts.add(each.asText());
        }
        return texts;
    }

    List<Boolean> flags(String field) {
        List<Boolean> flags = new ArrayList<>();
        json.path(field).forEach(each -> flags.add(each.asBoolean()));
        return flags;
    }

    private IllegalArgumentException wrong(String field, String wanted, JsonNode value) {
        return new IllegalArgumentException(
                what + ": '" + field + "' must be " + wanted + ", got " + (value.isMissingNode() ? "nothing" : value));
    }
}
