package io.mlpipeline.drift;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Reports as JSON. */
final class ReportJson {
    private static final int FORMAT = 1;

    private ReportJson() {}

    static String write(DriftReport report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("format", FORMAT);
        write(report, json);
        return json.toString();
    }

    static String write(SegmentedDriftReport report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("format", FORMAT);
        json.put("verdict", report.verdict().name());
        ObjectNode segments = json.putObject("segments");
        report.segments().forEach((segment, each) -> write(each, segments.putObject(segment)));
        return json.toString();
    }

    private static void write(DriftReport report, ObjectNode json) {
        json.put("referenceRows", report.referenceRows());
        json.put("currentRows", report.currentRows());
        json.put("verdict", report.verdict().name());
        json.put("severity", report.severity().name());
        ArrayNode columns = json.putArray("columns");
        report.columns().forEach(column -> write(column, columns.addObject()));
    }

    private static void write(ColumnDrift column, ObjectNode json) {
        json.put("column", column.column());
        json.put("verdict", column.verdict().name());
        json.put("severity", column.severity().name());
        json.put("reason", column.reason().name());
        json.put("words", column.words());
        ArrayNode findings = json.putArray("findings");
        column.findings().forEach(finding -> write(finding, findings.addObject()));
        ArrayNode shifts = json.putArray("shifts");
        column.shifts().forEach(shift -> write(shift, shifts.addObject()));
        names(column.newCategories(), json.putArray("newCategories"));
        names(column.lostCategories(), json.putArray("lostCategories"));
    }

    private static void write(Finding finding, ObjectNode json) {
        json.put("aspect", finding.aspect().name());
        json.put("verdict", finding.verdict().name());
        json.put("severity", finding.severity().name());
        json.put("reason", finding.reason().name());
        json.put("pValue", finding.pValue());
        json.put("adjustedPValue", finding.adjustedPValue());
        ArrayNode evidence = json.putArray("evidence");
        finding.evidence().forEach(each -> write(each, evidence.addObject()));
        ArrayNode effects = json.putArray("effects");
        finding.effects().forEach(each -> write(each, effects.addObject()));
    }

    private static void write(Evidence evidence, ObjectNode json) {
        json.put("test", evidence.test().name());
        if (Double.isInfinite(evidence.statistic())) {
            json.put("statistic", String.valueOf(evidence.statistic()));
        } else {
            json.put("statistic", evidence.statistic());
        }
        json.put("pValue", evidence.pValue());
    }

    private static void write(Effect effect, ObjectNode json) {
        json.put("size", effect.size().name());
        json.put("value", effect.value());
        json.put("atMost", effect.atMost());
    }

    private static void write(Shift shift, ObjectNode json) {
        json.put("where", shift.where());
        json.put("referenceShare", shift.referenceShare());
        json.put("currentShare", shift.currentShare());
    }

    private static void names(List<String> names, ArrayNode json) {
        names.forEach(json::add);
    }
}
