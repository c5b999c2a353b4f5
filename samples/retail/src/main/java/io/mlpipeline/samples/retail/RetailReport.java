package io.mlpipeline.samples.retail;

import io.mlpipeline.api.model.FeatureImportance;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.api.report.BarChart;
import io.mlpipeline.api.report.Block;
import io.mlpipeline.api.report.KeyFigures;
import io.mlpipeline.api.report.LineChart;
import io.mlpipeline.api.report.Paragraph;
import io.mlpipeline.api.report.Report;
import io.mlpipeline.api.report.Section;
import io.mlpipeline.api.report.SmallMultiples;
import io.mlpipeline.api.report.Table;
import io.mlpipeline.api.report.TableColumn;
import io.mlpipeline.api.report.Tone;
import io.mlpipeline.api.report.XValues;
import io.mlpipeline.drift.ColumnDrift;
import io.mlpipeline.drift.DriftReport;
import io.mlpipeline.drift.Severity;
import io.mlpipeline.etl.features.quality.QualityReport;
import io.mlpipeline.etl.features.quality.QuarantinedRow;
import io.mlpipeline.etl.features.quality.RuleOutcome;
import io.mlpipeline.etl.features.quality.Violation;
import io.mlpipeline.models.core.evaluation.Leaderboard;
import io.mlpipeline.models.core.evaluation.Metrics;
import io.mlpipeline.models.core.evaluation.Score;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Tells a reader who was not there what came in, what was learned, what it predicts and whether the data has moved. */
final class RetailReport {
    private static final int ITEMS_SHOWN = 6;
    private static final int FEATURES_SHOWN = 15;

    private RetailReport() {}

    static Report of(RetailResult result) {
        Leaderboard.Entry best = result.board().best();
        return Report.builder("Retail demand, seven days ahead")
                .subtitle(result.source() + ", hold-out from " + result.cut())
                .section(summary(result, best))
                .section(data(result))
                .section(models(result))
                .section(forecasts(result))
                .section(importance(best))
                .section(serving(result))
                .section(drift(result.drift()))
                .section(timings(result.steps()))
                .build();
    }

    private static Section summary(RetailResult result, Leaderboard.Entry best) {
        double naive =
                result.board().entry(RetailTraining.SEASONAL_NAIVE).evaluation().value(Metrics.WAPE);
        double wape = best.evaluation().value(Metrics.WAPE);
        boolean serves = result.promotion().promoted();
        return Section.of(
                "In short",
                List.of(KeyFigures.builder()
                        .count("Lines read", result.quality().read())
                        .count("Lines quarantined", result.quality().quarantined())
                        .count("Items forecast", result.items().forecast())
                        .figure("Best model", best.name(), "by WAPE on the hold-out", Tone.PLAIN)
                        .percent("Its WAPE", wape)
                        .percent("Error below seasonal naive", 1 - wape / naive)
                        .figure(
                                "In production",
                                "version " + result.serving().version(),
                                serves ? "promoted by this run" : "this run's candidate was refused",
                                serves ? Tone.GOOD : Tone.WARNING)
                        .figure(
                                "Data drift",
                                result.drift()
                                        .verdict()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', ' '),
                                "last 28 days against training",
                                tone(result.drift().severity()))
                        .build()));
    }

    private static Section data(RetailResult result) {
        QualityReport quality = result.quality();
        Table.Builder rules = Table.builder(
                "What became of each line: the first rule that a line breaks decides",
                TableColumn.text("Rule"),
                TableColumn.text("Otherwise"),
                TableColumn.number("Lines decided"),
                TableColumn.number("Lines that break it"),
                TableColumn.text("For example"));
        for (RuleOutcome rule : quality.rules()) {
            if (rule.hits() > 0) {
                rules.row(rule.rule(), action(rule), rule.rows(), rule.hits(), example(rule));
            }
        }
        Table total = Table.builder(
                        "Every line is accounted for", TableColumn.text("Lines"), TableColumn.number("Count"))
                .row("kept", quality.kept())
                .row("dropped as expected", quality.dropped())
                .row("quarantined", quality.quarantined())
                .row(Tone.STRONG, "read", quality.read())
                .build();
        RetailItems items = result.items();
        Paragraph rare = Paragraph.of(items.forecast() + " of " + items.total() + " items sold on at least "
                + RetailItems.LEAST_DAYS_SOLD + " days before " + result.cut()
                + " and are forecast; the others are too rare for a model by day. The quarantined lines with their reasons are in "
                + result.quarantine() + ".");
        return Section.of("What came in", List.of(total, rules.build(), rare));
    }

    private static String action(RuleOutcome rule) {
        return switch (rule.severity()) {
            case FAIL -> "ends the run";
            case QUARANTINE -> "quarantined";
            case DROP -> "dropped";
            case WARN -> "kept, counted";
        };
    }

    private static String example(RuleOutcome rule) {
        if (rule.examples().isEmpty()) {
            return "";
        }
        QuarantinedRow row = rule.examples().get(0);
        return "line " + row.line() + ": "
                + row.violations().stream()
                        .filter(each -> each.rule().equals(rule.rule()))
                        .map(RetailReport::offence)
                        .findFirst()
                        .orElse("");
    }

    private static String offence(Violation violation) {
        String value = "'" + violation.value() + "'";
        return violation.column().equals(Violation.WHOLE_ROW) ? value : violation.column() + " = " + value;
    }

    private static Section models(RetailResult result) {
        List<Leaderboard.Entry> entries = result.board().entries();
        List<TableColumn> columns = new ArrayList<>(List.of(TableColumn.text("Model")));
        for (Score score : entries.get(0).evaluation().scores()) {
            columns.add(
                    score.metric().equals(Metrics.WAPE.name())
                            ? TableColumn.percent("WAPE", 1)
                            : TableColumn.decimal(heading(score), 3));
        }
        Table.Builder table = Table.builder(
                "Hold-out of " + result.test().size() + " rows, the same for all", columns.toArray(TableColumn[]::new));
        for (Leaderboard.Entry entry : entries) {
            List<Object> cells = new ArrayList<>(List.of(entry.name()));
            entry.evaluation().scores().forEach(score -> cells.add(score.value()));
            table.row(entry == result.board().best() ? Tone.STRONG : Tone.PLAIN, cells);
        }
        return Section.of(
                "How good the models are",
                List.of(
                        table.build(),
                        Paragraph.of(
                                "WAPE is the sum of absolute errors over the sum of units sold; MASE compares with a seasonal naive "
                                        + "forecast inside the training data; bias is the mean of forecast minus actual. XGBoost minimises "
                                        + "the absolute error here, so it forecasts the median, which lies below the mean where an item "
                                        + "sells on few days: good for WAPE, too low for a sum."),
                        Paragraph.of("Promotion: " + result.promotion() + ".")));
    }

    /** "mase-PT168H" names the season too, which is more than a heading needs. */
    private static String heading(Score score) {
        return score.metric().split("-")[0].toUpperCase(Locale.ROOT);
    }

    private static Section forecasts(RetailResult result) {
        TrainingSet test = result.test();
        double[] forecast = result.forecast();
        Map<String, List<Integer>> rows = new TreeMap<>();
        IntStream.range(0, test.size())
                .forEach(row -> rows.computeIfAbsent(test.key(row), key -> new ArrayList<>())
                        .add(row));
        List<LineChart> charts = rows.entrySet().stream()
                .sorted(Comparator.comparingDouble(
                        (Map.Entry<String, List<Integer>> each) -> -units(test, each.getValue())))
                .limit(ITEMS_SHOWN)
                .map(each -> chart(each.getKey(), each.getValue(), test, forecast))
                .toList();
        return Section.of(
                "Actual and forecast",
                List.of(SmallMultiples.of("The " + charts.size() + " items that sold most in the hold-out", charts)));
    }

    private static double units(TrainingSet test, List<Integer> rows) {
        return rows.stream().mapToDouble(test::label).sum();
    }

    private static LineChart chart(String item, List<Integer> unordered, TrainingSet test, double[] forecast) {
        List<Integer> rows =
                unordered.stream().sorted(Comparator.comparingLong(test::time)).toList();
        XValues days = XValues.epochDays(rows.stream()
                .mapToLong(row -> TimeUnit.MICROSECONDS.toDays(test.time(row)))
                .toArray());
        return LineChart.builder("Item " + item)
                .unit("units a day")
                .series("actual", days, rows.stream().mapToDouble(test::label).toArray())
                .series(
                        "forecast",
                        days,
                        rows.stream()
                                .mapToDouble(row -> Math.max(0, forecast[row])) // a median just below 0 reads as none
                                .toArray())
                .build();
    }

    private static Section importance(Leaderboard.Entry best) {
        List<FeatureImportance> importance = best.trained().importance();
        if (importance.isEmpty()) {
            return Section.of("What matters", List.of(Paragraph.of(best.name() + " weighs no features.")));
        }
        BarChart.Builder chart =
                BarChart.builder("What " + best.name() + " looks at").unit("% of the gain");
        importance.stream().limit(FEATURES_SHOWN).forEach(each -> chart.bar(each.feature(), 100 * each.share()));
        return Section.of("What matters", List.of(chart.build()));
    }

    private static Section serving(RetailResult result) {
        Table.Builder table = Table.builder(
                "The hold-out predicted in three ways",
                TableColumn.text("Model"),
                TableColumn.number("Rows"),
                TableColumn.number("HTTP differs in a bit"),
                TableColumn.number("Library differs as float"),
                TableColumn.text("Largest relative difference to the library"));
        for (Agreement each : result.agreements()) {
            table.row(
                    each.model(),
                    each.rows(),
                    each.httpDiffering(),
                    each.libraryDiffering(),
                    String.format(Locale.ROOT, "%.1e", each.libraryRelative()));
        }
        return Section.of(
                "What is served is what was trained",
                List.of(
                        table.build(),
                        Paragraph.of("In production: bundle " + result.serving().artifact()
                                + ". Features, model, profile and golden rows are in that one file.")));
    }

    private static Section drift(DriftReport drift) {
        Table.Builder table = Table.builder(
                "The last 28 days against the training data",
                TableColumn.text("Column"),
                TableColumn.text("Verdict"),
                TableColumn.text("Severity"),
                TableColumn.text("In words"));
        for (ColumnDrift column : drift.columns()) {
            table.row(tone(column.severity()), column.column(), column.verdict(), column.severity(), column.words());
        }
        return Section.of("Has the data moved?", List.<Block>of(table.build()));
    }

    private static Tone tone(Severity severity) {
        return switch (severity) {
            case NONE -> Tone.GOOD;
            case INFO -> Tone.PLAIN;
            case WARNING -> Tone.WARNING;
            case CRITICAL -> Tone.BAD;
        };
    }

    private static Section timings(List<Progress.Step> steps) {
        Table.Builder table =
                Table.builder("Seconds of wall time", TableColumn.text("Step"), TableColumn.decimal("Seconds", 1));
        steps.forEach(step -> table.row(step.name(), step.seconds()));
        table.row(
                Tone.STRONG,
                "all",
                steps.stream().mapToDouble(Progress.Step::seconds).sum());
        return Section.of("Where the time went", List.of(table.build()));
    }
}
