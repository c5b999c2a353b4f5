package io.mlpipeline.benchmarks.lstm;

import static io.mlpipeline.etl.features.source.SourceColumn.date;
import static io.mlpipeline.etl.features.source.SourceColumn.number;
import static io.mlpipeline.etl.features.source.SourceColumn.text;
import static io.mlpipeline.etl.features.source.SourceColumn.timestamp;

import io.mlpipeline.api.data.Frame;
import io.mlpipeline.api.data.Row;
import io.mlpipeline.benchmarks.forecast.SharedFiles;
import io.mlpipeline.etl.features.quality.Expectations;
import io.mlpipeline.etl.features.source.CsvSource;
import io.mlpipeline.etl.features.source.SourceSchema;
import io.mlpipeline.etl.local.EtlResult;
import io.mlpipeline.etl.local.LocalEtl;
import io.mlpipeline.models.timeseries.Frequency;
import io.mlpipeline.models.timeseries.Regressors;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.panel.Panel;
import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Real demand as panels. */
final class Demand {
    private static final int MICROS = 1_000_000;

    private Demand() {}

    /** Bikes rented in each hour of two years; hours without a row are missing. The kind of day is known ahead. */
    static Panel bikes() throws IOException {
        Frame rows = read(
                "bike_sharing_hour_uci275.csv.gz",
                SourceSchema.of(
                        date("dteday", "yyyy-MM-dd"),
                        number("hr"),
                        number("holiday"),
                        number("workingday"),
                        number("cnt")));
        Map<LocalDateTime, Double> counts = new HashMap<>();
        Map<LocalDate, double[]> days = new HashMap<>();
        for (Frame.Cursor row = rows.cursor(); row.next(); ) {
            LocalDate day = LocalDate.ofEpochDay(row.integer(row.schema().indexOf("dteday")));
            counts.put(day.atTime((int) value(row, "hr"), 0), value(row, "cnt"));
            days.put(day, new double[] {value(row, "holiday"), value(row, "workingday")});
        }
        TimeSeries series = TimeSeries.ofStampsWithGaps(Frequency.HOUR, counts);
        double[] holiday = new double[series.length()];
        double[] working = new double[series.length()];
        for (int step = 0; step < series.length(); step++) {
            double[] kind = days.getOrDefault(series.stamp(step).toLocalDate(), new double[2]);
            holiday[step] = kind[0];
            working[step] = kind[1];
        }
        return Panel.of(Map.of(
                List.of("bikes"),
                series.withRegressors(Regressors.of("holiday", holiday).and("workingday", working))));
    }

    /** Units sold a day of the items that sold most before a date; a day without a sale is 0. Cancellations are left out. */
    static Panel items(int most, LocalDate chosenBefore) throws IOException {
        Frame rows = read(
                "online_retail_uci352.csv.gz",
                SourceSchema.of(
                        text("InvoiceNo"),
                        text("StockCode"),
                        number("Quantity"),
                        timestamp("InvoiceDate", ZoneOffset.UTC, "yyyy-MM-dd HH:mm:ss")));
        Map<String, TreeMap<LocalDate, Double>> sold = new TreeMap<>();
        LocalDate first = LocalDate.MAX;
        LocalDate last = LocalDate.MIN;
        for (Frame.Cursor row = rows.cursor(); row.next(); ) {
            String invoice = String.valueOf(row.text(row.schema().indexOf("InvoiceNo")));
            String code =
                    String.valueOf(row.text(row.schema().indexOf("StockCode"))).toUpperCase(Locale.ROOT);
            double quantity = value(row, "Quantity");
            long seconds = row.integer(row.schema().indexOf("InvoiceDate")) / MICROS;
            LocalDate day =
                    LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC).toLocalDate();
            // Items are numbered; other codes are postage, fees and corrections.
            if (quantity > 0 && !invoice.startsWith("C") && Character.isDigit(code.charAt(0))) {
                sold.computeIfAbsent(code, absent -> new TreeMap<>()).merge(day, quantity, Double::sum);
                first = day.isBefore(first) ? day : first;
                last = day.isAfter(last) ? day : last;
            }
        }
        Map<List<String>, TimeSeries> panel = new LinkedHashMap<>();
        for (String code : largest(sold, most, chosenBefore)) {
            panel.put(List.of(code), daily(of(sold, code), first, last));
        }
        return Panel.of(panel);
    }

    private static TreeMap<LocalDate, Double> of(Map<String, TreeMap<LocalDate, Double>> sold, String code) {
        return Objects.requireNonNull(sold.get(code), code);
    }

    private static List<String> largest(Map<String, TreeMap<LocalDate, Double>> sold, int most, LocalDate before) {
        Comparator<String> bySize = Comparator.comparingDouble(code -> of(sold, code).headMap(before).values().stream()
                .mapToDouble(Double::doubleValue)
                .sum());
        List<String> codes = new ArrayList<>(sold.keySet());
        codes.sort(bySize.reversed());
        return codes.subList(0, Math.min(most, codes.size()));
    }

    private static TimeSeries daily(Map<LocalDate, Double> sold, LocalDate first, LocalDate last) {
        double[] values = new double[(int) (last.toEpochDay() - first.toEpochDay()) + 1];
        Arrays.setAll(values, i -> sold.getOrDefault(first.plusDays(i), 0.0));
        return TimeSeries.of(Frequency.DAY, first.atStartOfDay(), values);
    }

    private static double value(Row row, String column) {
        return row.number(row.schema().indexOf(column));
    }

    private static Frame read(String file, SourceSchema schema) throws IOException {
        SourceSchema wanted = schema.ignoringUnknownColumns();
        try (EtlResult read = LocalEtl.onCallingThread()
                .read(
                        CsvSource.of(wanted, SharedFiles.find("data/" + file).toString()),
                        Expectations.over(wanted.schema()).build())) {
            return read.clean().frame();
        }
    }
}
