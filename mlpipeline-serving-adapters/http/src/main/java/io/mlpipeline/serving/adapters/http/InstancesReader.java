package io.mlpipeline.serving.adapters.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.RowBuffer;
import io.mlpipeline.api.data.Schema;
import io.mlpipeline.serving.adapters.core.request.InvalidRequestException;
import io.mlpipeline.serving.adapters.core.request.RequestContract;
import io.mlpipeline.serving.adapters.core.request.RequestReader;
import io.mlpipeline.serving.adapters.core.request.Violation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the instances of a request body: either {@code {"instances": [{...}, ...]}} or the fields of one instance alone.
 * Straight from the bytes into rows; nothing is bound to classes. Immutable and safe for use by many threads.
 */
final class InstancesReader {
    static final String INSTANCES = "instances";

    /** A request is three levels deep; more is somebody's mistake or mischief. */
    private static final int DEEPEST = 16;

    private static final int LONGEST_NUMBER = 400;
    private static final int LONGEST_NAME = 1_000;
    private static final int MOST_VIOLATIONS = 20;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxNameLength(LONGEST_NAME)
                    .build())
            .build();

    private final RequestContract contract;

    InstancesReader(RequestContract contract) {
        this.contract = contract;
    }

    /**
     * Reads a body.
     *
     * @return the instances as rows of the contract's schema, at least one; what is absent is missing
     * @throws ProblemException if the body is no JSON of the expected form
     * @throws InvalidRequestException if a field is unknown, given twice or of another type
     */
    Frame read(byte[] body) {
        try (JsonParser json = JSON.createParser(body)) {
            return new Reading(json, contract).document();
        } catch (StreamConstraintsException e) {
            throw new ProblemException(Problem.malformed(
                    "The JSON is too deep, or a name or number in it too long",
                    "Send at most " + DEEPEST + " levels, names of " + LONGEST_NAME + " and numbers of "
                            + LONGEST_NUMBER + " characters"));
        } catch (IOException e) {
            throw new ProblemException(Problem.malformed(
                    "The body is no JSON" + where(e),
                    "Maybe it is cut off, not in UTF-8, or has NaN or Infinity, which JSON does not know"));
        }
    }

    private static String where(IOException e) {
        return e instanceof JsonProcessingException problem && problem.getLocation() != null
                ? " at line " + problem.getLocation().getLineNr() + ", column "
                        + problem.getLocation().getColumnNr()
                : "";
    }

    /** The state of reading one body. */
    private static final class Reading {
        private final JsonParser json;
        private final RequestContract contract;
        private final Schema schema;
        private final Frame.Builder rows;
        private final RowBuffer row;
        private final FieldSetter setter;
        private final BitSet given = new BitSet();
        private final List<Violation> found = new ArrayList<>(0);

        Reading(JsonParser json, RequestContract contract) {
            this.json = json;
            this.contract = contract;
            this.schema = contract.schema();
            this.rows = Frame.builder(schema);
            this.row = RowBuffer.of(schema);
            this.setter = new FieldSetter(row);
        }

        Frame document() throws IOException {
            requireForm(json.nextToken() == JsonToken.START_OBJECT);
            String first = json.nextFieldName();
            if (INSTANCES.equals(first)) {
                instances();
            } else {
                instance(first);
            }
            requireForm(json.nextToken() == null);
            if (!found.isEmpty()) {
                throw new InvalidRequestException(found);
            }
            return rows.build();
        }

        private void instances() throws IOException {
            requireForm(json.nextToken() == JsonToken.START_ARRAY);
            while (json.nextToken() != JsonToken.END_ARRAY) {
                requireForm(json.currentToken() == JsonToken.START_OBJECT);
                instance(json.nextFieldName());
            }
            requireForm(json.nextToken() == JsonToken.END_OBJECT);
            requireForm(rows.size() > 0);
        }

        /** Reads one object, of which the first name has been read; it is null if the object is empty. */
        private void instance(@Nullable String firstName) throws IOException {
            row.clear();
            given.clear();
            for (String name = firstName; name != null; name = json.nextFieldName()) {
                field(name);
            }
            rows.add(row);
        }

        private void field(String name) throws IOException {
            json.nextToken();
            if (!schema.contains(name)) {
                report(RequestReader.unknown(contract, name, rows.size()));
            } else if (given.get(schema.indexOf(name))) {
                report(duplicate(name));
            } else {
                int position = schema.indexOf(name);
                given.set(position);
                setter.set(json, position, rows.size()).ifPresent(this::report);
            }
            json.skipChildren();
        }

        private void report(Violation violation) {
            if (found.size() < MOST_VIOLATIONS) {
                found.add(violation);
            }
        }

        private Violation duplicate(String name) {
            return new Violation(
                    rows.size(),
                    name,
                    Violation.Kind.DUPLICATE_FIELD,
                    "Field '" + name + "' is given twice",
                    "Give it once");
        }

        private static void requireForm(boolean kept) {
            if (!kept) {
                throw new ProblemException(Problem.malformed(
                        "The JSON has another form than this path takes",
                        "Send {\"instances\": [{\"field\": value, ...}, ...]} with at least one instance, or the fields of"
                                + " one instance as an object, and nothing after it"));
            }
        }
    }
}
