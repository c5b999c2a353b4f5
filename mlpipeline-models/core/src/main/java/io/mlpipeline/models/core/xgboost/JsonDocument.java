package io.mlpipeline.models.core.xgboost;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.mlpipeline.api.error.CorruptArtifactException;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;

/** JSON, read as a stream and number by number from the text, so that every float is the one that was written. */
final class JsonDocument implements Document {
    private final JsonParser parser;

    private JsonDocument(JsonParser parser) {
        this.parser = parser;
    }

    static JsonDocument of(byte[] bytes) {
        try {
            JsonParser parser = JsonFactory.builder()
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .build()
                    .createParser(bytes);
            JsonDocument document = new JsonDocument(parser);
            document.next();
            return document;
        } catch (IOException e) {
            throw notJson(e);
        }
    }

    private static CorruptArtifactException notJson(IOException e) {
        return new CorruptArtifactException("The model file is not valid JSON: " + e.getMessage(), e);
    }

    private JsonToken next() {
        try {
            JsonToken token = parser.nextToken();
            if (token == null) {
                throw wrong("a value", "the end of the file");
            }
            return token;
        } catch (IOException e) {
            throw notJson(e);
        }
    }

    private CorruptArtifactException wrong(String wanted, Object found) {
        return new CorruptArtifactException("The model file has " + found + " where it should have " + wanted
                + ", at " + parser.currentLocation().offsetDescription() + " of "
                + parser.getParsingContext().pathAsPointer());
    }

    private void require(JsonToken token, String wanted) {
        if (parser.currentToken() != token) {
            throw wrong(wanted, parser.currentToken());
        }
    }

    @Override
    public void object(Consumer<String> field) {
        require(JsonToken.START_OBJECT, "an object");
        while (next() != JsonToken.END_OBJECT) {
            String name = text();
            next();
            field.accept(name);
        }
    }

    @Override
    public void array(Runnable element) {
        require(JsonToken.START_ARRAY, "an array");
        while (next() != JsonToken.END_ARRAY) {
            element.run();
        }
    }

    @Override
    public String text() {
        JsonToken token = parser.currentToken();
        if (token.isStructStart() || token.isStructEnd()) {
            throw wrong("a text or a number", token);
        }
        try {
            return parser.getText();
        } catch (IOException e) {
            throw notJson(e);
        }
    }

    @Override
    public float[] floats() {
        float[][] values = {new float[64]};
        int[] size = {0};
        array(() -> {
            if (size[0] == values[0].length) {
                values[0] = Arrays.copyOf(values[0], 2 * size[0]);
            }
            values[0][size[0]++] = number();
        });
        return Arrays.copyOf(values[0], size[0]);
    }

    private float number() {
        try {
            return Float.parseFloat(text());
        } catch (NumberFormatException e) {
            throw wrong("a number", parser.currentToken());
        }
    }

    @Override
    public int[] ints() {
        int[][] values = {new int[64]};
        int[] size = {0};
        array(() -> {
            if (size[0] == values[0].length) {
                values[0] = Arrays.copyOf(values[0], 2 * size[0]);
            }
            values[0][size[0]++] = whole();
        });
        return Arrays.copyOf(values[0], size[0]);
    }

    private int whole() {
        try {
            return switch (parser.currentToken()) {
                case VALUE_TRUE -> 1;
                case VALUE_FALSE -> 0;
                case VALUE_NUMBER_INT -> parser.getIntValue();
                default -> throw wrong("a whole number", parser.currentToken());
            };
        } catch (IOException e) {
            throw notJson(e);
        }
    }

    @Override
    public void skip() {
        try {
            parser.skipChildren();
        } catch (IOException e) {
            throw notJson(e);
        }
    }

    @Override
    public void end() {
        try {
            if (parser.nextToken() != null) {
                throw wrong("its end", parser.currentToken());
            }
        } catch (IOException e) {
            throw notJson(e);
        }
    }
}
