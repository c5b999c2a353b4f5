package io.mlpipeline.benchmarks.forecast;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mlpipeline.benchmarks.harness.Interleaved;
import io.mlpipeline.benchmarks.harness.Measurement;
import io.mlpipeline.benchmarks.harness.Report;
import io.mlpipeline.benchmarks.harness.Variant;
import io.mlpipeline.models.timeseries.Frequency;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.arima.Arima;
import io.mlpipeline.models.timeseries.arima.ArimaOrder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import jdplus.toolkit.base.api.arima.SarimaOrders;
import jdplus.toolkit.base.api.data.DoubleSeq;
import jdplus.toolkit.base.core.regarima.RegArimaModel;
import jdplus.toolkit.base.core.regsarima.RegSarimaComputer;
import jdplus.toolkit.base.core.sarima.SarimaModel;

/** The model (0,1,1)(0,1,1)[12] of the logarithms of 144 months of airline passengers: what one fit by exact likelihood costs. */
final class AirlineFit {
    private static final double SAME_LIKELIHOOD = 1e-3;

    /** CPU milliseconds of R 4.2.2's arima, method CSS-ML, as measured once where this suite's goals were set. */
    private static final double STORED_R_MILLIS = 24;

    /** CPU milliseconds of JDemetra+ in that same measurement, so that the ratio can be carried over. */
    private static final double STORED_JDEMETRA_MILLIS = 0.87;

    private final double[] values;
    private final TimeSeries series;
    private final Arima airline = Arima.of(ArimaOrder.airline());

    private AirlineFit(double[] values) {
        this.values = values;
        this.series = TimeSeries.of(Frequency.MONTH, LocalDateTime.of(1949, 1, 1, 0, 0), values);
    }

    static AirlineFit read() throws IOException {
        JsonNode golden = new ObjectMapper()
                .readTree(SharedFiles.find("golden/forecast/arima_airline_log.json")
                        .toFile());
        double[] values = new double[golden.get("x").size()];
        Arrays.setAll(values, t -> golden.get("x").get(t).asDouble());
        return new AirlineFit(values);
    }

    void run(Report report, boolean quick) throws Exception {
        requireSameLikelihood();
        List<Measurement> measured = Interleaved.of(
                        Duration.ofSeconds(quick ? 2 : 8),
                        Duration.ofMillis(20),
                        quick ? 30 : 200,
                        Duration.ofSeconds(60))
                .measure(List.of(
                        new Variant("mlpipeline", times -> repeat(times, this::ours)),
                        new Variant(
                                "mlpipeline, standard err.",
                                times -> repeat(
                                        times,
                                        () -> airline.fit(series)
                                                .coefficient("ma1")
                                                .standardError())),
                        new Variant(
                                "mlpipeline, 24 steps too",
                                times -> repeat(
                                        times,
                                        () -> airline.fit(series).forecast(24).mean(24))),
                        new Variant("JDemetra+ 3.5.0", times -> repeat(times, this::jdemetra))));
        report.table("airline model, exact likelihood, one thread", measured, 1);
        double millis = measured.get(0).median() / 1e6;
        double jdemetra = measured.get(3).median() / 1e6;
        besideR(report, millis, jdemetra);
        report.figure("forecast.airline.cpu_ms", millis, "ms");
        report.figure("forecast.airline.ratio.jdemetra", jdemetra / millis, "x");
    }

    private void requireSameLikelihood() {
        double ours = ours();
        double theirs = jdemetra();
        if (Math.abs(ours - theirs) > SAME_LIKELIHOOD) {
            throw new IllegalStateException("The log-likelihood is " + ours + " here, " + theirs
                    + " in JDemetra+: they do not fit the same model");
        }
    }

    private double ours() {
        return airline.fit(series).logLikelihood();
    }

    private double jdemetra() {
        SarimaModel start =
                SarimaModel.builder(SarimaOrders.airline(12)).setDefault().build();
        RegArimaModel.Builder<SarimaModel> model = RegArimaModel.builder();
        model.y(DoubleSeq.of(values));
        model.arima(start);
        return RegSarimaComputer.PROCESSOR
                .process(model.build(), null)
                .getConcentratedLikelihood()
                .logLikelihood();
    }

    private interface Fit {
        double run() throws Exception;
    }

    private static double repeat(int times, Fit fit) throws Exception {
        double sum = 0;
        for (int i = 0; i < times; i++) {
            sum += fit.run();
        }
        return sum;
    }

    private void besideR(Report report, double ours, double jdemetra) throws IOException, InterruptedException {
        OptionalDouble r = rMillis();
        if (r.isPresent()) {
            report.line(String.format(
                    Locale.ROOT,
                    "R's arima, CSS-ML, installed here: median %.1f ms of CPU, %.0fx ours",
                    r.getAsDouble(),
                    r.getAsDouble() / ours));
        } else {
            report.line(String.format(
                    Locale.ROOT,
                    "R is not installed. By the stored measurement R took %.0fx JDemetra+'s CPU, so %.0fx ours",
                    STORED_R_MILLIS / STORED_JDEMETRA_MILLIS,
                    STORED_R_MILLIS / STORED_JDEMETRA_MILLIS * jdemetra / ours));
        }
    }

    /** The median CPU time of batches of ten fits in R, empty where there is no R. */
    private OptionalDouble rMillis() throws IOException, InterruptedException {
        String data = Arrays.stream(values).mapToObj(Double::toString).collect(Collectors.joining(","));
        String script = "x <- ts(c(" + data + "), frequency = 12)\n"
                + "fit <- function() arima(x, c(0,1,1), list(order = c(0,1,1), period = 12), method = 'CSS-ML')\n"
                + "for (i in 1:10) fit()\n"
                + "cpu <- replicate(15, sum(system.time(for (i in 1:10) fit())[1:2]))\n"
                + "cat(median(cpu) * 100)\n";
        try {
            Process process = new ProcessBuilder("Rscript", "--vanilla", "-e", script)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var out =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                String line = out.readLine();
                return process.waitFor() == 0 && line != null
                        ? OptionalDouble.of(Double.parseDouble(line))
                        : OptionalDouble.empty();
            }
        } catch (IOException e) {
            return OptionalDouble.empty();
        }
    }
}
