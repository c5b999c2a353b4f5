package io.mlpipeline.models.core.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlpipeline.api.error.CorruptArtifactException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** JSON trees with strict reading: a repeated key, trailing text, a missing field or a wrong type is a corrupt artifact. */
public final class Json {
    // Double.toString gives other digits before Java 19 than since; Jackson's own writer gives the same on every
    // version.
    // An array is one long string; how long an artifact may be is checked before it is parsed.
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /**
     * An empty object that keeps the order in which fields are put.
     *
     * @return a new object
     */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /**
     * An array of texts.
     *
     * @param texts the elements
     * @return a new array
     */
    public static ArrayNode texts(Iterable<String> texts) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    /**
     * Writes UTF-8 text; equal trees give equal bytes.
     *
     * @param node the tree
     * @return the text's bytes
     */
    public static byte[] bytes(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A JSON tree can always be written", e);
        }
    }

    /**
     * Reads an object.
     *
     * @param text UTF-8 JSON
     * @param what the name of the document for messages
     * @return the object
     * @throws CorruptArtifactException if the text is not one JSON object
     */
    public static JsonNode parse(byte[] text, String what) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node == null || !node.isObject()) {
                throw new CorruptArtifactException(what + " is not a JSON object");
            }
            return node;
        } catch (IOException e) {
            throw new CorruptArtifactException(what + " is not valid JSON: " + e.getMessage(), e);
        }
    }

    /**
     * A required field.
     *
     * @param node an object
     * @param field the field's name
     * @return its value, not null
     */
    public static JsonNode field(JsonNode node, String field) {
        JsonNode value = node.get(field);
        if (value == null || value.isNull()) {
            throw new CorruptArtifactException("Field '" + field + "' is missing");
        }
        return value;
    }

    /**
     * A required text.
     *
     * @param node an object
     * @param field the field's name
     * @return its value
     */
    public static String text(JsonNode node, String field) {
        JsonNode value = field(node, field);
        if (!value.isTextual()) {
            throw wrong(field, "text", value);
        }
        return value.textValue();
    }

    /**
     * A required whole number.
     *
     * @param node an object
     * @param field the field's name
     * @return its value
     */
    public static long integer(JsonNode node, String field) {
        JsonNode value = field(node, field);
        if (!value.canConvertToLong() || !value.isIntegralNumber()) {
            throw wrong(field, "a whole number", value);
        }
        return value.longValue();
    }

    /**
     * A required whole number that fits an int.
     *
     * @param node an object
     * @param field the field's name
     * @return its value
     */
    public static int intValue(JsonNode node, String field) {
        long value = integer(node, field);
        if (value != (int) value) {
            throw wrong(field, "a number below 2^31", field(node, field));
        }
        return (int) value;
    }

    /**
     * Puts a double so that {@link #number(JsonNode, String)} gives back the same bits, {@code NaN} and infinities included.
     *
     * @param node receives the field
     * @param field the field's name
     * @param value the value
     */
    public static void putNumber(ObjectNode node, String field, double value) {
        if (Double.isFinite(value)) {
            node.put(field, value);
        } else {
            node.put(field, Double.toString(value));
        }
    }

    /**
     * A required double.
     *
     * @param node an object
     * @param field the field's name
     * @return its value
     */
    public static double number(JsonNode node, String field) {
        JsonNode value = field(node, field);
        if (value.isNumber()) {
            return value.doubleValue();
        }
        return switch (value.asText()) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw wrong(field, "a number", value);
        };
    }

    /**
     * A required array.
     *
     * @param node an object
     * @param field the field's name
     * @return its elements
     */
    public static List<JsonNode> array(JsonNode node, String field) {
        JsonNode value = field(node, field);
        if (!value.isArray()) {
            throw wrong(field, "an array", value);
        }
        List<JsonNode> elements = new ArrayList<>(value.size());
        value.forEach(elements::add);
        return elements;
    }

    /**
     * A required array of texts.
     *
     * @param node an object
     * @param field the field's name
     * @return its elements
     */
    public static List<String> texts(JsonNode node, String field) {
        return array(node, field).stream()
                .map(each -> {
                    if (!each.isTextual()) {
                        throw wrong(field, "an array of texts", each);
                    }
                    return each.textValue();
                })
                .toList();
    }

    /**
     * A required truth value.
     *
     * @param node an object
     * @param field the field's name
     * @return its value
     */
    public static boolean bool(JsonNode node, String field) {
        JsonNode value = field(node, field);
        if (!value.isBoolean()) {
            throw wrong(field, "true or false", value);
        }
        return value.booleanValue();
    }

    private static CorruptArtifactException wrong(String field, String wanted, JsonNode value) {
        String shown = value.toString();
        return new CorruptArtifactException("Field '" + field + "' must be " + wanted + ", got "
                + (shown.length() > 60 ? shown.substring(0, 60) + "..." : shown));
    }
}
