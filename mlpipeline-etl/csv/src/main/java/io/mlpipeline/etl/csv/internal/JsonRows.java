package io.mlpipeline.etl.csv.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.mlpipeline.api.data.ColumnType;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.etl.features.quality.Violation;
import io.mlpipeline.etl.features.source.JsonLinesSource;
import io.mlpipeline.etl.features.source.RowCells;
import io.mlpipeline.etl.features.source.SourceRows;
import io.mlpipeline.etl.features.source.SourceSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One row a line. Begins at the line that its lines stand on. Not thread-safe. */
final class JsonRows implements SourceRows {
    private static final int MOST_KEYS_KNOWN = 10_000;

    private final ByteLines lines;
    private final SourceSchema declared;
    private final boolean absentIsMissing;
    private final Schema schema;
    private final RowCells cells;
    private final JsonFactory json = new JsonFactory();
    private final Map<String, Integer> columns = new HashMap<>();
    private final boolean[] seen;
    private boolean begun;

    JsonRows(ByteLines lines, JsonLinesSource source) {
        this.lines = lines;
        this.declared = source.schema();
        this.absentIsMissing = source.absentIsMissing();
        this.schema = declared.schema();
        this.cells = declared.cells();
        this.seen = new boolean[schema.size()];
    }

    @Override
    public boolean next(RowBuffer into, List<Violation> violations) {
        if (begun && !lines.next()) {
            return false;
        }
        begun = true;
        Arrays.fill(seen, false);
        cells.begin(into, violations);
        int known = violations.size();
        try (JsonParser parser = json.createParser(lines.buffer(), lines.from(), lines.length())) {
            readObject(parser, violations);
        } catch (JsonProcessingException e) {
            refuseLine(e.getOriginalMessage(), into, violations, known);
        } catch (IOException e) {
            throw new UncheckedIOException("Bytes in memory can always be read", e);
        }
        return true;
    }

    /** A line that can't be read to its end says nothing for certain. */
    private static void refuseLine(String reason, RowBuffer into, List<Violation> violations, int known) {
        into.clear();
        violations.subList(known, violations.size()).clear();
        String firstLine = reason.lines().findFirst().orElse("");
        violations.add(new Violation(Violation.WHOLE_ROW, "not a JSON object", firstLine));
    }

    private void readObject(JsonParser parser, List<Violation> violations) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new NotAnObject("the line does not begin with {");
        }
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            int column = columns.getOrDefault(key, SourceSchema.UNKNOWN);
            if (column == SourceSchema.UNKNOWN) {
                column = find(key);
            }
            if (column == SourceSchema.UNKNOWN) {
                refuseUnknown(key, violations);
                parser.skipChildren();
            } else if (seen[column]) {
                cells.refuse(column, "key twice", key);
                parser.skipChildren();
            } else {
                seen[column] = true;
                take(column, value, parser);
            }
        }
        if (parser.nextToken() != null) {
            throw new NotAnObject("the line goes on after the object");
        }
        if (!absentIsMissing) {
            refuseAbsent();
        }
    }

    private int find(String key) {
        int column = declared.columnOf(key);
        if (columns.size() < MOST_KEYS_KNOWN) {
            columns.put(key, column);
        }
        return column;
    }

    private void refuseUnknown(String key, List<Violation> violations) {
        if (!declared.ignoresUnknownColumns()) {
            violations.add(new Violation(Violation.WHOLE_ROW, "undeclared key", key));
        }
    }

    private void refuseAbsent() {
        for (int column = 0; column < seen.length; column++) {
            if (!seen[column]) {
                cells.refuse(column, "key absent", "");
            }
        }
    }

    private void take(int column, JsonToken token, JsonParser parser) throws IOException {
        switch (token) {
            case VALUE_STRING -> cells.text(column, parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> takeNumber(column, parser);
            case VALUE_TRUE, VALUE_FALSE -> cells.truth(column, token == JsonToken.VALUE_TRUE);
            case START_OBJECT, START_ARRAY -> {
                cells.refuse(column, "nested value", token == JsonToken.START_OBJECT ? "{...}" : "[...]");
                parser.skipChildren();
            }
            default -> {
                // null: missing
            }
        }
    }

    private void takeNumber(int column, JsonParser parser) throws IOException {
        ColumnType type = schema.column(column).type();
        if (type == ColumnType.NUMBER) {
            cells.number(column, parser.getDoubleValue());
        } else if (type != ColumnType.INTEGER) {
            cells.text(column, parser.getText());
        } else if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            cells.integer(column, parser.getLongValue());
        } else {
            cells.decimal(column, parser.getDecimalValue());
        }
    }

    @Override
    public long line() {
        return lines.line();
    }

    @Override
    public String raw() {
        return lines.raw();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /** Valid JSON, and yet not what a line holds. */
    private static final class NotAnObject extends JsonProcessingException {
        private static final long serialVersionUID = 1L;

        NotAnObject(String message) {
            super(message);
        }
    }
}
