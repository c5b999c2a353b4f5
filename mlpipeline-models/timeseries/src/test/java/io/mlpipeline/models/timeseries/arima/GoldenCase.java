package io.mlpipeline.models.timeseries.arima;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mlpipeline.models.timeseries.Frequency;
import io.mlpipeline.models.timeseries.Horizon;
import io.mlpipeline.models.timeseries.Regressors;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.testkit.data.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One ARIMA case with its reference values: a series, an order, and what R 4.2.2 and statsmodels 0.13.5 make of it. */
final class GoldenCase {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode r;
    private final Path statsmodels;

    private GoldenCase(Path file) {
        this.r = read(file);
        this.statsmodels = file.resolveSibling(file.getFileName().toString().replace("arima_", "statsmodels_"));
    }

    static Stream<GoldenCase> all() {
        return files(SharedData.file("golden/forecast")).stream()
                .filter(file -> file.getFileName().toString().startsWith("arima_"))
                .map(GoldenCase::new);
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ArimaOrder order() {
        int[] plain = ints(r.get("order"));
        int[] seasonal = ints(r.get("seasonal"));
        return ArimaOrder.of(plain[0], plain[1], plain[2]).seasonal(seasonal[0], seasonal[1], seasonal[2]);
    }

    Constant constant() {
        if (r.get("include_drift").asBoolean()) {
            return Constant.DRIFT;
        }
        return r.get("include_mean").asBoolean() ? Constant.MEAN : Constant.NONE;
    }

    TimeSeries series() {
        return TimeSeries.of(Frequency.MONTH, LocalDateTime.of(2000, 1, 1, 0, 0), doubles(r.get("x")))
                .withSeasonLength(r.get("period").asInt())
                .withRegressors(regressors("xreg"));
    }

    Horizon horizon() {
        return Horizon.of(24).withRegressors(regressors("newxreg"));
    }

    private Regressors regressors(String field) {
        Regressors columns = Regressors.none();
        JsonNode names = r.get("xreg_names");
        for (int i = 0; i < names.size() && r.get(field).size() > i; i++) {
            columns = columns.and(names.get(i).asText(), doubles(r.get(field).get(i)));
        }
        return columns;
    }

    /** Parameters at which R gives the likelihood without any optimiser. */
    List<FixedPoint> fixedPoints() {
        return StreamSupport.stream(r.get("loglik_at_fixed_params").spliterator(), false)
                .map(point -> new FixedPoint(
                        doubles(point.get("params")),
                        point.get("loglik").asDouble(),
                        point.get("sigma2").asDouble()))
                .toList();
    }

    record FixedPoint(double[] parameters, double logLikelihood, double variance) {}

    /** R's fit by maximum likelihood with a tight tolerance, the best of two starts. */
    JsonNode tight() {
        return r.get("fits").get("ML-tight");
    }

    boolean hasStatsmodels() {
        return Files.exists(statsmodels) && !hasGaps();
    }

    /** The exact likelihood of the differenced series at R's parameters. */
    double statsmodelsLogLikelihood() {
        return read(statsmodels).get("loglik_at_r_params_simple_diff").asDouble();
    }

    boolean hasGaps() {
        return series().missing() > 0;
    }

    boolean isDifferenced() {
        return order().differences() + order().seasonalDifferences() > 0;
    }

    static double[] doubles(JsonNode array) {
        double[] values = new double[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).isNumber() ? array.get(i).asDouble() : Double.NaN;
        }
        return values;
    }

    private static int[] ints(JsonNode array) {
        List<Integer> values = new ArrayList<>();
        array.forEach(node -> values.add(node.asInt()));
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public String toString() {
        return r.get("name").asText();
    }
}
