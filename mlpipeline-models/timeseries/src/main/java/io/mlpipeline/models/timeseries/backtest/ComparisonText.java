package io.mlpipeline.models.timeseries.backtest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A comparison as a table and as JSON. */
final class ComparisonText {
    private ComparisonText() {}

    static String table(BacktestComparison comparison) {
        List<List<String>> lines = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("forecaster"));
        head.addAll(comparison.measures());
        head.addAll(List.of("failures", "fallbacks", "DM", "p"));
        lines.add(head);
        comparison.rows().forEach(row -> lines.add(cells(row)));
        int[] widths = new int[head.size()];
        lines.forEach(line -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        });
        StringBuilder text = new StringBuilder(comparison.cases() + " forecasts that every candidate made\n");
        lines.forEach(line -> append(text, line, widths));
        return text.toString();
    }

    private static List<String> cells(BacktestComparison.Row row) {
        List<String> cells = new ArrayList<>(List.of(row.forecaster()));
        row.scores().forEach(score -> cells.add(number(score)));
        cells.add(Integer.toString(row.failures()));
        cells.add(Integer.toString(row.fallbacks()));
        cells.add(row.againstBest().map(test -> number(test.statistic())).orElse("-"));
        cells.add(row.againstBest().map(test -> number(test.pValue())).orElse("-"));
        return cells;
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4g", value);
    }

    private static void append(StringBuilder text, List<String> line, int[] widths) {
        text.append(String.format(Locale.ROOT, "%-" + widths[0] + "s", line.get(0)));
        for (int i = 1; i < widths.length; i++) {
            text.append(String.format(Locale.ROOT, "  %" + widths[i] + "s", line.get(i)));
        }
        text.append('\n');
    }

    static String json(BacktestComparison comparison) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("cases", comparison.cases());
        ArrayNode measures = root.putArray("measures");
        comparison.measures().forEach(measures::add);
        ArrayNode rows = root.putArray("rows");
        comparison.rows().forEach(row -> rows.add(json(row)));
        return root.toString();
    }

    private static ObjectNode json(BacktestComparison.Row row) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("forecaster", row.forecaster());
        ArrayNode scores = node.putArray("scores");
        row.scores().forEach(score -> ResultJson.add(scores, score));
        node.put("failures", row.failures());
        node.put("fallbacks", row.fallbacks());
        row.againstBest()
                .ifPresent(test -> node.putObject("againstBest")
                        .put("statistic", test.statistic())
                        .put("origins", test.origins())
                        .put("pValue", test.pValue()));
        return node;
    }
}
