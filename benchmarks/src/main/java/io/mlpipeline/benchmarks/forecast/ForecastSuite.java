package io.mlpipeline.benchmarks.forecast;

import io.mlpipeline.benchmarks.harness.Report;
import io.mlpipeline.benchmarks.harness.Suite;
import io.mlpipeline.models.timeseries.Forecaster;
import io.mlpipeline.models.timeseries.Frequency;
import io.mlpipeline.models.timeseries.arima.AutoArima;
import io.mlpipeline.models.timeseries.baseline.SeasonalNaive;
import io.mlpipeline.models.timeseries.combination.AveragedEts;
import io.mlpipeline.models.timeseries.combination.Combination;
import io.mlpipeline.models.timeseries.smoothing.Ets;
import io.mlpipeline.models.timeseries.smoothing.Theta;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Classical forecasting: the airline model beside JDemetra+ and R, the stored cases, M3, and thousands of series. */
public final class ForecastSuite implements Suite {
    private static final int MANY = 10_000;
    private static final int QUICK_SAMPLE = 60;
    private static final int THREADS = 2;

    private final OptionalInt sample;

    private ForecastSuite(OptionalInt sample) {
        this.sample = sample;
    }

    /** Creates the suite over all series. */
    public ForecastSuite() {
        this(OptionalInt.empty());
    }

    @Override
    public String name() {
        return "forecast";
    }

    @Override
    public String about() {
        return "the airline model beside JDemetra+ and R, stored cases of R, accuracy on M3, 10,000 series; takes --sample N";
    }

    @Override
    public Suite sampled(int series) {
        return new ForecastSuite(OptionalInt.of(series));
    }

    @Override
    public void run(Report report, boolean quick) throws Exception {
        OptionalInt most = quick && sample.isEmpty() ? OptionalInt.of(QUICK_SAMPLE) : sample;
        if (most.isPresent()) {
            report.line(
                    "A fixed random sample of " + most.getAsInt() + " series of each set: not the figures of record");
        }
        AirlineFit.read().run(report, quick);
        GoldenFits.run(report);
        LstmCost.run(report, quick);
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        try {
            List<M3Series> monthly = M3Series.read(Frequency.MONTH, most);
            accuracy("m3_monthly", monthly, executor, report);
            accuracy("m3_quarterly", M3Series.read(Frequency.QUARTER, most), executor, report);
            ManySeries.run(report, monthly, most.isPresent() ? 5 * most.getAsInt() : MANY, executor);
        } finally {
            executor.shutdown();
        }
    }

    private static void accuracy(String set, List<M3Series> series, ExecutorService executor, Report report)
            throws Exception {
        report.line("");
        report.line(String.format(
                Locale.ROOT,
                "%-34s %8s %8s %8s %8s %8s %8s",
                set + ", " + series.size() + " series",
                "MASE",
                "sMAPE",
                "cov. 80",
                "cov. 95",
                "width 95",
                "CPU ms"));
        Map<String, M3Accuracy> results = new LinkedHashMap<>();
        for (Map.Entry<String, Forecaster> method : methods().entrySet()) {
            M3Accuracy accuracy = M3Accuracy.of(method.getValue(), series, executor);
            results.put(method.getKey(), accuracy);
            report.line(String.format(
                    Locale.ROOT,
                    "  %-32s %8.4f %8.3f %8.4f %8.4f %8.3f %8.2f",
                    method.getKey(),
                    accuracy.mase(),
                    accuracy.smape(),
                    accuracy.coverage80(),
                    accuracy.coverage95(),
                    accuracy.width95(),
                    accuracy.cpuMillis()));
        }
        figures("forecast." + set, results, report);
    }

    private static void figures(String prefix, Map<String, M3Accuracy> results, Report report) {
        if (prefix.endsWith("m3_monthly")) {
            report.figure(
                    "forecast.auto_arima.m3_monthly.cpu_ms",
                    of(results, "arima").cpuMillis(),
                    "ms");
        }
        for (String method : List.of("arima", "ets", "auto")) {
            report.figure(prefix + "." + method + ".mase", of(results, method).mase(), "MASE");
        }
        report.figure(prefix + ".auto.smape", of(results, "auto").smape(), "%");
        report.figure(prefix + ".auto.coverage95", of(results, "auto").coverage95(), "share");
    }

    private static M3Accuracy of(Map<String, M3Accuracy> results, String method) {
        return Objects.requireNonNull(results.get(method), method);
    }

    /** The figures' names; {@code auto} is what a host gets without choosing. */
    private static Map<String, Forecaster> methods() {
        Map<String, Forecaster> methods = new LinkedHashMap<>();
        methods.put("snaive", SeasonalNaive.withDefaults());
        methods.put("theta", Theta.standard());
        methods.put("theta, optimised", Theta.optimised());
        methods.put("arima", AutoArima.withDefaults());
        methods.put("ets, one form", Ets.automatic());
        methods.put("ets", AveragedEts.withDefaults());
        methods.put("auto", Combination.withDefaults());
        return methods;
    }
}
