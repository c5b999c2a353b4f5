package io.mlpipeline.benchmarks.forecast;

import io.mlpipeline.benchmarks.harness.Report;
import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.TimeSeries;
import io.mlpipeline.models.timeseries.combination.Combination;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Thousands of series by ETS, Theta and automatic ARIMA on the host's threads: time, failures, memory. */
final class ManySeries {
    private static final int BATCHES = 10;
    private static final int STEPS = 12;
    private static final double NOISE = 0.02;
    private static final double MEGABYTE = 1024 * 1024;

    private ManySeries() {}

    static void run(Report report, List<M3Series> models, int count, ExecutorService executor) throws Exception {
        report.line("");
        report.line(count + " series (M3 series with noise of " + Math.round(100 * NOISE)
                + " %) by ETS, Theta and automatic ARIMA in parallel");
        Combination combination = Combination.withDefaults();
        AtomicInteger failures = new AtomicInteger();
        AtomicInteger fallbacks = new AtomicInteger();
        long start = System.nanoTime();
        List<String> heaps = new ArrayList<>();
        for (int batch = 0; batch < BATCHES; batch++) {
            List<Callable<Double>> tasks = new ArrayList<>();
            for (int i = batch; i < count; i += BATCHES) {
                TimeSeries series = noisy(models.get(i % models.size()).train(), i);
                tasks.add(() -> fit(combination, series, failures, fallbacks));
            }
            for (Future<Double> done : executor.invokeAll(tasks)) {
                done.get();
            }
            heaps.add(String.format(Locale.ROOT, "%.0f", heapInUse() / MEGABYTE));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        report.line(String.format(
                Locale.ROOT,
                "  %.1f s, %.1f ms a series, failures %d, fallbacks %d; MB of heap in use after each tenth: %s",
                seconds,
                1000 * seconds / count,
                failures.get(),
                fallbacks.get(),
                heaps));
        if (failures.get() > 0) {
            throw new IllegalStateException(failures + " series failed");
        }
    }

    private static double fit(
            Combination combination, TimeSeries series, AtomicInteger failures, AtomicInteger fallbacks) {
        try {
            Forecast forecast = combination.fit(series).forecast(STEPS);
            if (forecast.fallback().isPresent()) {
                fallbacks.incrementAndGet();
            }
            return forecast.mean(STEPS);
        } catch (RuntimeException e) {
            failures.incrementAndGet();
            return 0;
        }
    }

    private static TimeSeries noisy(TimeSeries series, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = series.values();
        for (int t = 0; t < values.length; t++) {
            values[t] *= Math.exp(NOISE * random.nextGaussian());
        }
        return TimeSeries.of(series.frequency(), series.start(), values);
    }

    private static long heapInUse() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
