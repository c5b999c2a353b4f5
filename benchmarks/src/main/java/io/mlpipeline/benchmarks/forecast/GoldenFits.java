package io.mlpipeline.benchmarks.forecast;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mlpipeline.benchmarks.harness.Report;
import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Frequency;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.Regressors;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.arima.Arima;
import io.mlpipeline.models.timeseries.arima.ArimaOrder;
import io.mlpipeline.models.timeseries.arima.Constant;
import io.mlpipeline.models.timeseries.arima.FittedArima;
import io.mlpipeline.models.timeseries.arima.InnovationVariance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The stored ARIMA cases of R 4.2.2 and statsmodels 0.13.5, one line each: likelihoods at fixed points, fits, forecasts. */
final class GoldenFits {
    private static final int STEPS = 24;
    private static final ObjectMapper JSON = new ObjectMapper();

    private GoldenFits() {}

    static void run(Report report) throws IOException {
        report.line("");
        report.line("against R 4.2.2 (ML-tight) and statsmodels 0.13.5: differences of ours");
        report.line(String.format(
                Locale.ROOT,
                "  %-26s %12s %12s %12s %12s %12s",
                "",
                "at points, R",
                "at, statsm.",
                "fit - R",
                "mean, rel.",
                "width, rel."));
        for (Path file : cases()) {
            report.line(line(file));
        }
    }

    private static List<Path> cases() throws IOException {
        try (Stream<Path> files = Files.list(SharedFiles.find("golden/forecast"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("arima_"))
                    .sorted()
                    .toList();
        }
    }

    private static String line(Path file) throws IOException {
        JsonNode r = JSON.readTree(file.toFile());
        TimeSeries series = series(r);
        Arima arima = arima(r);
        double atPoints = 0;
        for (JsonNode point : r.get("loglik_at_fixed_params")) {
            double ours = arima.at(series, doubles(point.get("params"))).logLikelihood();
            atPoints = Math.max(atPoints, Math.abs(ours - point.get("loglik").asDouble()));
        }
        FittedArima fitted = arima.fit(series);
        JsonNode tight = r.get("fits").get("ML-tight");
        Forecast forecast = fitted.forecast(Horizon.of(STEPS).withRegressors(regressors(r, "newxreg")));
        return String.format(
                Locale.ROOT,
                "  %-26s %12.1e %12s %12.1e %12.1e %12.1e",
                r.get("name").asText(),
                atPoints,
                statsmodels(file, r, arima, series),
                fitted.logLikelihood() - tight.get("loglik").asDouble(),
                meanDifference(forecast, tight.get("forecast")),
                widthDifference(forecast, tight.get("forecast")));
    }

    private static String statsmodels(Path file, JsonNode r, Arima arima, TimeSeries series) throws IOException {
        Path beside = file.resolveSibling(file.getFileName().toString().replace("arima_", "statsmodels_"));
        if (!Files.exists(beside) || series.missing() > 0) {
            return "-";
        }
        double[] parameters = doubles(r.get("loglik_at_fixed_params").get(0).get("params"));
        double theirs = JSON.readTree(beside.toFile())
                .get("loglik_at_r_params_simple_diff")
                .asDouble();
        return String.format(
                Locale.ROOT, "%.1e", Math.abs(arima.at(series, parameters).logLikelihood() - theirs));
    }

    private static double meanDifference(Forecast forecast, JsonNode expected) {
        double most = 0;
        for (int h = 0; h < STEPS; h++) {
            double mean = expected.get("mean").get(h).asDouble();
            most = Math.max(most, Math.abs(forecast.mean(h + 1) / mean - 1));
        }
        return most;
    }

    private static double widthDifference(Forecast forecast, JsonNode expected) {
        double most = 0;
        for (int h = 0; h < STEPS; h++) {
            double width = expected.get("upper95").get(h).asDouble()
                    - expected.get("lower95").get(h).asDouble();
            var interval = forecast.interval(h + 1, 0.95);
            most = Math.max(most, Math.abs((interval.upper() - interval.lower()) / width - 1));
        }
        return most;
    }

    private static Arima arima(JsonNode r) {
        int[] plain = ints(r.get("order"));
        int[] seasonal = ints(r.get("seasonal"));
        Constant constant = Constant.NONE;
        if (r.get("include_drift").asBoolean()) {
            constant = Constant.DRIFT;
        } else if (r.get("include_mean").asBoolean()) {
            constant = Constant.MEAN;
        }
        return Arima.builder(
                        ArimaOrder.of(plain[0], plain[1], plain[2]).seasonal(seasonal[0], seasonal[1], seasonal[2]))
                .constant(constant)
                .innovationVariance(InnovationVariance.MAXIMUM_LIKELIHOOD)
                .build();
    }

    private static TimeSeries series(JsonNode r) {
        return TimeSeries.of(Frequency.MONTH, LocalDateTime.of(2000, 1, 1, 0, 0), doubles(r.get("x")))
                .withSeasonLength(r.get("period").asInt())
                .withRegressors(regressors(r, "xreg"));
    }

    private static Regressors regressors(JsonNode r, String field) {
        Regressors columns = Regressors.none();
        JsonNode names = r.get("xreg_names");
        for (int i = 0; i < names.size() && i < r.get(field).size(); i++) {
            columns = columns.and(names.get(i).asText(), doubles(r.get(field).get(i)));
        }
        return columns;
    }

    private static double[] doubles(JsonNode array) {
        double[] values = new double[array.size()];
        Arrays.setAll(values, i -> array.get(i).isNumber() ? array.get(i).asDouble() : Double.NaN);
        return values;
    }

    private static int[] ints(JsonNode array) {
        int[] values = new int[array.size()];
        Arrays.setAll(values, i -> array.get(i).asInt());
        return values;
    }
}
