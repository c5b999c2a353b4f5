package io.mlpipeline.serving.adapters.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.mlpipeline.api.data.Column;
import io.mlpipeline.models.core.evaluation.Score;
import io.mlpipeline.serving.adapters.core.ClassProbability;
import io.mlpipeline.serving.adapters.core.LatencySummary;
import io.mlpipeline.serving.adapters.core.Prediction;
import io.mlpipeline.serving.adapters.core.PredictionService;
import io.mlpipeline.serving.adapters.core.ServedModel;
import io.mlpipeline.serving.adapters.core.ServiceCounts;
import io.mlpipeline.serving.adapters.core.ServiceStatus;
import io.mlpipeline.serving.adapters.core.request.RequestContract;
import io.mlpipeline.serving.adapters.core.request.Violation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * The JSON that the server writes. A double is the shortest decimal that reads back as the same bits; one that is not finite,
 * as a metric may be, is {@code null}.
 */
final class JsonBody {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();
    private static final String PROBLEM_TYPE = "urn:problem-type:mlpipeline:";

    private JsonBody() {}

    private interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    private static byte[] object(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            content.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("Memory cannot be written to", e);
        }
        return bytes.toByteArray();
    }

    static byte[] of(List<Prediction> predictions) {
        Prediction first = predictions.get(0);
        return object(json -> {
            json.writeStringField("model", first.model());
            json.writeNumberField("version", first.version());
            json.writeStringField("bundleHash", first.bundleHash());
            json.writeStringField("timestamp", first.timestamp().toString());
            json.writeArrayFieldStart("predictions");
            for (Prediction each : predictions) {
                json.writeStartObject();
                json.writeStringField("id", each.id());
                json.writeNumberField("value", each.value());
                writeClasses(json, each);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void writeClasses(JsonGenerator json, Prediction prediction) throws IOException {
        if (!prediction.probabilities().isEmpty()) {
            json.writeStringField("label", prediction.label().orElseThrow());
            json.writeObjectFieldStart("probabilities");
            for (ClassProbability each : prediction.probabilities()) {
                json.writeNumberField(each.label(), each.probability());
            }
            json.writeEndObject();
        }
    }

    static byte[] of(Problem problem) {
        return object(json -> {
            json.writeStringField("type", PROBLEM_TYPE + problem.type());
            json.writeStringField("title", problem.title());
            json.writeNumberField("status", problem.status());
            json.writeStringField("detail", problem.detail());
            json.writeStringField("hint", problem.hint());
            if (!problem.violations().isEmpty()) {
                write(json, problem.violations());
            }
        });
    }

    private static void write(JsonGenerator json, List<Violation> violations) throws IOException {
        json.writeArrayFieldStart("violations");
        for (Violation each : violations) {
            json.writeStartObject();
            json.writeNumberField("instance", each.instance());
            json.writeStringField("field", each.field());
            json.writeStringField("kind", lower(each.kind()));
            json.writeStringField("detail", each.detail());
            json.writeStringField("hint", each.hint());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static byte[] health(String status) {
        return object(json -> json.writeStringField("status", status));
    }

    static byte[] readiness(String status, Collection<PredictionService> services) {
        return object(json -> {
            json.writeStringField("status", status);
            writeModels(json, services);
        });
    }

    static byte[] models(Collection<PredictionService> services) {
        return object(json -> writeModels(json, services));
    }

    private static void writeModels(JsonGenerator json, Collection<PredictionService> services) throws IOException {
        json.writeArrayFieldStart("models");
        for (PredictionService each : services) {
            json.writeStartObject();
            writeState(json, each.status());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static byte[] model(PredictionService service) {
        ServiceStatus status = service.status();
        return object(json -> {
            writeState(json, status);
            json.writeStringField("target", status.model().target());
            write(json, service.contract());
            write(json, status.model());
            write(json, status.counts());
            write(json, status.latency());
        });
    }

    private static void writeState(JsonGenerator json, ServiceStatus status) throws IOException {
        json.writeStringField("name", status.model().name());
        json.writeNumberField("version", status.model().version());
        json.writeStringField("bundleHash", status.model().bundleHash());
        json.writeStringField("servingSince", status.since().toString());
        if (status.isDegraded()) {
            json.writeStringField("degraded", status.degraded());
        }
    }

    private static void write(JsonGenerator json, RequestContract contract) throws IOException {
        json.writeArrayFieldStart("request");
        for (Column column : contract.schema().columns()) {
            json.writeStartObject();
            json.writeStringField("name", column.name());
            json.writeStringField("type", lower(column.type()));
            json.writeBooleanField("required", !contract.isOptional(column.name()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, ServedModel model) throws IOException {
        json.writeObjectFieldStart("metrics");
        for (Score each : model.scores()) {
            json.writeFieldName(each.metric());
            if (Double.isFinite(each.value())) {
                json.writeNumber(each.value());
            } else {
                json.writeNull();
            }
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, ServiceCounts counts) throws IOException {
        json.writeObjectFieldStart("counts");
        json.writeNumberField("predictions", counts.predictions());
        json.writeNumberField("refused", counts.refused());
        json.writeNumberField("failed", counts.failed());
        json.writeNumberField("reloads", counts.reloads());
        json.writeNumberField("eventsPending", counts.eventsPending());
        json.writeNumberField("eventsDropped", counts.eventsDropped());
        json.writeNumberField("listenerFailures", counts.listenerFailures());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, LatencySummary latency) throws IOException {
        json.writeObjectFieldStart("latencyMicros");
        json.writeNumberField("p50", latency.p50().toNanos() / 1e3);
        json.writeNumberField("p95", latency.p95().toNanos() / 1e3);
        json.writeNumberField("p99", latency.p99().toNanos() / 1e3);
        json.writeNumberField("max", latency.max().toNanos() / 1e3);
        json.writeEndObject();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
