package io.mlpipeline.etl.features.expr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlpipeline.api.error.InvalidDataException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object with the name of an operator and its typed arguments.
 *
 * <p>Writing methods add an argument and return this form; reading methods name the operator and the argument when it is absent
 * or of another type. Arguments keep their order, and doubles are written so that they read back to the same bits on every Java
 * version. Not thread-safe.
 */
public final class Form {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final String OPERATOR = "op";

    private final ObjectNode node;
    private @Nullable Operators operators;

    private Form(ObjectNode node) {
        this.node = node;
    }

    /**
     * Starts a form.
     *
     * @param operator the operator's name
     * @return a form without arguments
     */
    public static Form of(String operator) {
        return new Form(JSON.createObjectNode().put(OPERATOR, operator));
    }

    /**
     * Reads a form.
     *
     * @param json a JSON object as written by {@link #toJson()}
     * @return the form
     * @throws InvalidDataException if the text is not such an object; the message says where
     */
    public static Form parse(String json) {
        try {
            if (JSON.readTree(json) instanceof ObjectNode object) {
                return checked(object);
            }
            throw new InvalidDataException("A definition must be a JSON object, got: " + shortened(json));
        } catch (JsonProcessingException e) {
            throw new InvalidDataException(
                    "The definition is not JSON: " + e.getOriginalMessage() + " at "
                            + e.getLocation().offsetDescription(),
                    e);
        }
    }

    private static Form checked(ObjectNode object) {
        if (!object.path(OPERATOR).isTextual()) {
            throw new InvalidDataException(
                    "A definition needs the text '" + OPERATOR + "', got: " + shortened(object.toString()));
        }
        return new Form(object);
    }

    Form bindTo(Operators operators) {
        this.operators = operators;
        return this;
    }

    /**
     * The operator's name.
     *
     * @return the name
     */
    public String operator() {
        return node.get(OPERATOR).textValue();
    }

    /**
     * This form as JSON without line breaks.
     *
     * @return the text; equal forms give equal text
     */
    public String toJson() {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree in memory is always writable", e);
        }
    }

    /**
     * Adds a text.
     *
     * @param name the argument's name
     * @param value its value
     * @return this form
     */
    public Form with(String name, String value) {
        node.put(name, value);
        return this;
    }

    /**
     * Adds a number.
     *
     * @param name the argument's name
     * @param value its value, finite
     * @return this form
     */
    public Form with(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    "Argument '" + name + "' of '" + operator() + "' must be finite, got " + value);
        }
        node.put(name, value);
        return this;
    }

    /**
     * Adds a whole number.
     *
     * @param name the argument's name
     * @param value its value
     * @return this form
     */
    public Form with(String name, long value) {
        node.put(name, value);
        return this;
    }

    /**
     * Adds an expression.
     *
     * @param name the argument's name
     * @param value the expression
     * @return this form
     */
    public Form with(String name, Expression value) {
        return with(name, value.form());
    }

    /**
     * Adds another form.
     *
     * @param name the argument's name
     * @param value the form
     * @return this form
     */
    public Form with(String name, Form value) {
        node.set(name, value.node);
        return this;
    }

    /**
     * Adds a list of forms.
     *
     * @param name the argument's name
     * @param values the forms
     * @return this form
     */
    public Form withForms(String name, List<Form> values) {
        ArrayNode array = node.putArray(name);
        values.forEach(value -> array.add(value.node));
        return this;
    }

    /**
     * Adds a list of texts.
     *
     * @param name the argument's name
     * @param values the texts
     * @return this form
     */
    public Form withTexts(String name, List<String> values) {
        ArrayNode array = node.putArray(name);
        values.forEach(array::add);
        return this;
    }

    /**
     * Adds a list of whole numbers.
     *
     * @param name the argument's name
     * @param values the numbers
     * @return this form
     */
    public Form withIntegers(String name, List<Long> values) {
        ArrayNode array = node.putArray(name);
        values.forEach(array::add);
        return this;
    }

    /**
     * Adds a list of numbers.
     *
     * @param name the argument's name
     * @param values the numbers, finite
     * @return this form
     */
    public Form withNumbers(String name, List<Double> values) {
        ArrayNode array = node.putArray(name);
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(
                        "Argument '" + name + "' of '" + operator() + "' must be finite, got " + values);
            }
            array.add(value);
        }
        return this;
    }

    /**
     * Whether an argument is present.
     *
     * @param name the argument's name
     * @return true if it is
     */
    public boolean has(String name) {
        return node.has(name);
    }

    /**
     * A text argument.
     *
     * @param name the argument's name
     * @return its value
     * @throws InvalidDataException if it is absent or no text
     */
    public String text(String name) {
        return argument(name, "a text", JsonNode::isTextual).textValue();
    }

    /**
     * A number argument.
     *
     * @param name the argument's name
     * @return its value
     * @throws InvalidDataException if it is absent or no number
     */
    public double number(String name) {
        return argument(name, "a number", JsonNode::isNumber).doubleValue();
    }

    /**
     * A whole-number argument.
     *
     * @param name the argument's name
     * @return its value
     * @throws InvalidDataException if it is absent or no whole number
     */
    public long integer(String name) {
        return argument(name, "a whole number", Form::isWhole).longValue();
    }

    /**
     * A form argument.
     *
     * @param name the argument's name
     * @return the form
     * @throws InvalidDataException if it is absent or no form
     */
    public Form form(String name) {
        return checked((ObjectNode) argument(name, "an object", JsonNode::isObject));
    }

    /**
     * An expression argument.
     *
     * @param name the argument's name
     * @return the expression
     * @throws InvalidDataException if it is absent or no expression
     */
    public Expression expression(String name) {
        if (operators == null) {
            throw new IllegalStateException("Read expressions through Operators.expression(form)");
        }
        return operators.expression(form(name));
    }

    /**
     * A list of forms.
     *
     * @param name the argument's name
     * @return the forms
     * @throws InvalidDataException if it is absent or no list of forms
     */
    public List<Form> forms(String name) {
        return list(name, "objects", JsonNode::isObject, each -> checked((ObjectNode) each));
    }

    /**
     * A list of texts.
     *
     * @param name the argument's name
     * @return the texts
     * @throws InvalidDataException if it is absent or no list of texts
     */
    public List<String> texts(String name) {
        return list(name, "texts", JsonNode::isTextual, JsonNode::textValue);
    }

    /**
     * A list of whole numbers.
     *
     * @param name the argument's name
     * @return the numbers
     * @throws InvalidDataException if it is absent or no list of whole numbers
     */
    public List<Long> integers(String name) {
        return list(name, "whole numbers", Form::isWhole, JsonNode::longValue);
    }

    /**
     * A list of numbers.
     *
     * @param name the argument's name
     * @return the numbers
     * @throws InvalidDataException if it is absent or no list of numbers
     */
    public List<Double> numbers(String name) {
        return list(name, "numbers", JsonNode::isNumber, JsonNode::doubleValue);
    }

    private <T> List<T> list(String name, String wanted, Predicate<JsonNode> fits, Function<JsonNode, T> convert) {
        List<T> values = new ArrayList<>();
        for (JsonNode each : argument(name, "a list of " + wanted, JsonNode::isArray)) {
            if (!fits.test(each)) {
                throw mismatch(name, "a list of " + wanted, each);
            }
            values.add(convert.apply(each));
        }
        return List.copyOf(values);
    }

    private JsonNode argument(String name, String wanted, Predicate<JsonNode> fits) {
        JsonNode value = node.path(name);
        if (!fits.test(value)) {
            throw mismatch(name, wanted, value);
        }
        return value;
    }

    private InvalidDataException mismatch(String name, String wanted, JsonNode value) {
        String got = value.isMissingNode() ? "nothing" : shortened(value.toString());
        return new InvalidDataException("'" + operator() + "' needs " + wanted + " as '" + name + "', got " + got);
    }

    private static boolean isWhole(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToLong();
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 77) + "...";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Form that && node.equals(that.node);
    }

    @Override
    public int hashCode() {
        return node.hashCode();
    }

    @Override
    public String toString() {
        return toJson();
    }
}
