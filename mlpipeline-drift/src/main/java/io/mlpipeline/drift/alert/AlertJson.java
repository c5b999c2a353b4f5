package io.mlpipeline.drift.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mlpipeline.drift.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A book's state as JSON. */
final class AlertJson {
    private static final int FORMAT = 1;
    private static final List<String> STATE_FIELDS = List.of("format", "alerts", "silences");
    private static final List<String> RECORD_FIELDS = List.of(
            "model",
            "segment",
            "column",
            "detector",
            "state",
            "severity",
            "words",
            "since",
            "cleanInARow",
            "acknowledgedBy",
            "escalated",
            "told",
            "lastTold",
            "breaches");
    private static final List<String> SILENCE_FIELDS =
            List.of("model", "segment", "column", "detector", "from", "until", "author", "comment");

    private AlertJson() {}

    static JsonNode parse(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not JSON: " + e.getOriginalMessage(), e);
        }
    }

    static void write(AlertMatcher matcher, ObjectNode json) {
        json.put("model", matcher.model());
        json.put("segment", matcher.segment());
        json.put("column", matcher.column());
        json.put("detector", matcher.detector());
    }

    static AlertMatcher matcher(JsonFields json) {
        return new AlertMatcher(
                json.text("model", "*"),
                json.text("segment", "*"),
                json.text("column", "*"),
                json.text("detector", "*"));
    }

    static void write(AlertSubject subject, ObjectNode json) {
        json.put("model", subject.model());
        json.put("segment", subject.segment());
        json.put("column", subject.column());
        json.put("detector", subject.detector());
    }

    static String write(Collection<AlertRecord> records, List<Silence> silences) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("format", FORMAT);
        ArrayNode alerts = json.putArray("alerts");
        records.forEach(record -> write(record, alerts.addObject()));
        ArrayNode quiet = json.putArray("silences");
        silences.forEach(silence -> write(silence, quiet.addObject()));
        return json.toString();
    }

    private static void write(AlertRecord record, ObjectNode json) {
        write(record.subject, json);
        json.put("state", record.state.name());
        json.put("severity", record.severity.name());
        json.put("words", record.words);
        json.put("since", record.since.toString());
        json.put("cleanInARow", record.cleanInARow);
        if (record.acknowledgedBy != null) {
            json.put("acknowledgedBy", record.acknowledgedBy);
        }
        json.put("escalated", record.escalated);
        json.put("told", record.told.name());
        json.put("lastTold", record.lastTold.toString());
        ArrayNode breaches = json.putArray("breaches");
        record.breaches.forEach(breaches::add);
    }

    private static void write(Silence silence, ObjectNode json) {
        write(silence.matcher(), json);
        json.put("from", silence.from().toString());
        json.put("until", silence.until().toString());
        json.put("author", silence.author());
        json.put("comment", silence.comment());
    }

    static List<AlertRecord> records(String json) {
        List<AlertRecord> records = new ArrayList<>();
        for (JsonNode each : state(json).path("alerts")) {
            records.add(record(
                    new JsonFields("Alert " + (records.size() + 1) + " of the saved book", each, RECORD_FIELDS)));
        }
        return records;
    }

    private static AlertRecord record(JsonFields json) {
        AlertSubject subject =
                new AlertSubject(json.text("model"), json.text("segment"), json.text("column"), json.text("detector"));
        AlertRecord record = new AlertRecord(subject, json.instant("since"));
        record.state = json.oneOf("state", AlertState.class, AlertState.OK);
        record.severity = json.oneOf("severity", Severity.class, Severity.NONE);
        record.words = json.text("words");
        record.cleanInARow = json.number("cleanInARow", 0);
        String acknowledged = json.text("acknowledgedBy", "");
        record.acknowledgedBy = acknowledged.isEmpty() ? null : acknowledged;
        record.escalated = json.flag("escalated");
        record.told = json.oneOf("told", Severity.class, Severity.NONE);
        record.lastTold = json.instant("lastTold");
        record.breaches.addAll(json.flags("breaches"));
        return record;
    }

    static List<Silence> silences(String json) {
        List<Silence> silences = new ArrayList<>();
        for (JsonNode each : state(json).path("silences")) {
            JsonFields fields =
                    new JsonFields("Silence " + (silences.size() + 1) + " of the saved book", each, SILENCE_FIELDS);
            silences.add(new Silence(
                    matcher(fields),
                    fields.instant("from"),
                    fields.instant("until"),
                    fields.text("author"),
                    fields.text("comment")));
        }
        return silences;
    }

    private static JsonNode state(String json) {
        JsonNode state = parse(json);
        int format = new JsonFields("A saved book", state, STATE_FIELDS).number("format", 0);
        if (format != FORMAT) {
            throw new IllegalArgumentException("A saved book has format " + FORMAT + ", got " + format
                    + ". Maybe it was written by a newer version");
        }
        return state;
    }
}
