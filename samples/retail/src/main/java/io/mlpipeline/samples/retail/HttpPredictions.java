package io.mlpipeline.samples.retail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlpipeline.api.model.TrainingSet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;

/** Asks a prediction server for the rows of a hold-out, as any HTTP client would. */
final class HttpPredictions {
    private static final int AT_ONCE = 500;

    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final URI predict;

    HttpPredictions(URI predict) {
        this.predict = predict;
    }

    double[] of(TrainingSet rows) throws IOException, InterruptedException {
        double[] predictions = new double[rows.size()];
        for (int start = 0; start < rows.size(); start += AT_ONCE) {
            int end = Math.min(rows.size(), start + AT_ONCE);
            JsonNode answers = post(body(rows, start, end)).get("predictions");
            for (int i = start; i < end; i++) {
                predictions[i] = answers.get(i - start).get("value").doubleValue();
            }
        }
        return predictions;
    }

    private String body(TrainingSet rows, int start, int end) {
        ObjectNode body = json.createObjectNode();
        ArrayNode instances = body.putArray("instances");
        for (int i = start; i < end; i++) {
            instances
                    .addObject()
                    .put("item", rows.key(i))
                    .put(
                            "day",
                            LocalDate.ofEpochDay(TimeUnit.MICROSECONDS.toDays(rows.time(i)))
                                    .toString());
        }
        return body.toString();
    }

    private JsonNode post(String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(predict)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(predict + " answered " + response.statusCode() + ": " + response.body());
        }
        return json.readTree(response.body());
    }
}
