package io.mlpipeline.etl.features.quality;

import io.mlpipeline.api.report.KeyFigures;
import io.mlpipeline.api.report.Report;
import io.mlpipeline.api.report.Table;
import io.mlpipeline.api.report.TableColumn;
import io.mlpipeline.api.report.Tone;
import io.mlpipeline.etl.features.expr.Form;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A {@link QualityReport} for people and for programs. */
final class QualityDocument {
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,9}\\.\\d+");
    private static final MathContext FIVE_DIGITS = new MathContext(5);

    private QualityDocument() {}

    static String toJson(QualityReport report) {
        return Form.of("quality-report")
                .with("version", 1)
                .with("read", report.read())
                .with("kept", report.kept())
                .with("quarantined", report.quarantined())
                .with("dropped", report.dropped())
                .with("failed", report.failed())
                .withForms(
                        "rules",
                        report.rules().stream().map(QualityDocument::form).toList())
                .withForms(
                        "table",
                        report.tableRules().stream().map(QualityDocument::form).toList())
                .toJson();
    }

    private static Form form(RuleOutcome rule) {
        return Form.of("rule")
                .with("name", rule.rule())
                .with("description", rule.description())
                .with("severity", name(rule.severity()))
                .with("rows", rule.rows())
                .with("hits", rule.hits())
                .withForms(
                        "examples",
                        rule.examples().stream().map(QualityDocument::form).toList());
    }

    private static Form form(QuarantinedRow row) {
        return Form.of("row")
                .with("file", row.file())
                .with("line", row.line())
                .with("key", row.key())
                .with("raw", row.raw())
                .withForms(
                        "reasons",
                        row.violations().stream()
                                .map(each -> Form.of("reason")
                                        .with("column", each.column())
                                        .with("rule", each.rule())
                                        .with("value", each.value()))
                                .toList());
    }

    private static Form form(TableOutcome rule) {
        return Form.of("table-rule")
                .with("name", rule.rule())
                .with("description", rule.description())
                .with("severity", name(rule.severity()))
                .with("met", rule.isMet() ? 1 : 0)
                .with("observed", rule.observed());
    }

    private static String name(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    static Report toReport(QualityReport report, String title) {
        Report.Builder document =
                Report.builder(title).section("Rows", figures(report)).section("Rules about rows", rules(report));
        if (!report.tableRules().isEmpty()) {
            document.section("Rules about the table", tableRules(report.tableRules()));
        }
        return document.section("Examples", examples(report)).build();
    }

    private static KeyFigures figures(QualityReport report) {
        return KeyFigures.builder()
                .count("Rows read", report.read())
                .count("Kept", report.kept())
                .count("Quarantined", report.quarantined())
                .count("Dropped as expected", report.dropped())
                .count("Failing", report.failed())
                .build();
    }

    private static Table rules(QualityReport report) {
        Table.Builder rules = Table.builder(
                "What each rule decided, and how many rows broke it",
                TableColumn.text("Rule"),
                TableColumn.text("A good row"),
                TableColumn.text("Otherwise"),
                TableColumn.number("Decided"),
                TableColumn.number("Broken by"),
                TableColumn.percent("Share", 2));
        for (RuleOutcome rule : report.rules()) {
            double share = report.read() == 0 ? 0 : (double) rule.hits() / report.read();
            rules.row(
                    tone(rule),
                    rule.rule(),
                    rule.description(),
                    name(rule.severity()),
                    rule.rows(),
                    rule.hits(),
                    share);
        }
        return rules.build();
    }

    private static Tone tone(RuleOutcome rule) {
        if (rule.hits() == 0) {
            return Tone.GOOD;
        }
        return switch (rule.severity()) {
            case FAIL, QUARANTINE -> Tone.BAD;
            case WARN -> Tone.WARNING;
            case DROP -> Tone.PLAIN;
        };
    }

    private static Table tableRules(List<TableOutcome> outcomes) {
        Table.Builder rules = Table.builder(
                "What was found among the rows that were kept",
                TableColumn.text("Rule"),
                TableColumn.text("A good table"),
                TableColumn.text("Otherwise"),
                TableColumn.text("Found"));
        for (TableOutcome rule : outcomes) {
            Tone broken = rule.severity() == Severity.FAIL ? Tone.BAD : Tone.WARNING;
            rules.row(
                    rule.isMet() ? Tone.GOOD : broken,
                    rule.rule(),
                    rule.description(),
                    name(rule.severity()),
                    figure(rule.observed()));
        }
        return rules.build();
    }

    /** What was found; a number with a fraction is rounded for the eye. */
    static String figure(String observed) {
        return DECIMAL.matcher(observed).matches()
                ? new BigDecimal(observed)
                        .round(FIVE_DIGITS)
                        .stripTrailingZeros()
                        .toPlainString()
                : observed;
    }

    private static Table examples(QualityReport report) {
        Table.Builder examples = Table.builder(
                "The first rows that broke each rule",
                TableColumn.text("Rule"),
                TableColumn.text("File"),
                TableColumn.text("Line"),
                TableColumn.text("Key"),
                TableColumn.text("Column"),
                TableColumn.text("Value"),
                TableColumn.text("Raw"));
        for (RuleOutcome rule : report.rules()) {
            for (QuarantinedRow row : rule.examples()) {
                Violation reason = row.violations().stream()
                        .filter(each -> each.rule().equals(rule.rule()))
                        .findFirst()
                        .orElseThrow();
                boolean isWhole = reason.column().equals(Violation.WHOLE_ROW);
                examples.row(
                        rule.rule(),
                        shortName(row.file()),
                        row.line(),
                        row.key(),
                        isWhole ? "whole row" : reason.column(),
                        isWhole ? "" : reason.value(),
                        row.raw().isEmpty() && isWhole ? reason.value() : row.raw());
            }
        }
        return examples.build();
    }

    private static String shortName(String file) {
        return file.substring(file.lastIndexOf('/') + 1);
    }
}
