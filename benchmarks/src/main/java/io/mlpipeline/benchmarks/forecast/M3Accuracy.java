package io.mlpipeline.benchmarks.forecast;

import io.mlpipeline.models.timeseries.Forecast;
import io.mlpipeline.models.timeseries.Forecaster;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * How a method did on a set of M3 series, each forecast from its training part over its whole test part.
 *
 * @param mase mean over the series of the mean absolute error over the seasonal naive error in training
 * @param smape in percent, mean over the series
 * @param coverage80 the share of test values inside the 80 % intervals
 * @param coverage95 the share of test values inside the 95 % intervals
 * @param width95 the mean width of the 95 % intervals over the seasonal naive error in training
 * @param cpuMillis mean CPU time of a series, fit and forecast
 */
record M3Accuracy(double mase, double smape, double coverage80, double coverage95, double width95, double cpuMillis) {

    static M3Accuracy of(Forecaster forecaster, List<M3Series> series, ExecutorService executor)
            throws InterruptedException, ExecutionException {
        List<Future<M3Accuracy>> futures = new ArrayList<>();
        for (M3Series each : series) {
            futures.add(executor.submit(() -> of(forecaster, each)));
        }
        double[] sums = new double[6];
        for (Future<M3Accuracy> future : futures) {
            double[] numbers = future.get().numbers();
            for (int i = 0; i < sums.length; i++) {
                sums[i] += numbers[i] / series.size();
            }
        }
        return new M3Accuracy(sums[0], sums[1], sums[2], sums[3], sums[4], sums[5]);
    }

    private static M3Accuracy of(Forecaster forecaster, M3Series series) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double[] actual = series.test();
        long start = threads.getCurrentThreadCpuTime();
        Forecast forecast = forecaster.fit(series.train()).forecast(actual.length);
        double millis = (threads.getCurrentThreadCpuTime() - start) / 1e6;
        double error = 0;
        double relative = 0;
        double width = 0;
        for (int h = 0; h < actual.length; h++) {
            double mean = forecast.mean(h + 1);
            error += Math.abs(actual[h] - mean);
            relative += 200 * Math.abs(actual[h] - mean) / (Math.abs(actual[h]) + Math.abs(mean));
            width += forecast.interval(h + 1, 0.95).upper()
                    - forecast.interval(h + 1, 0.95).lower();
        }
        int steps = actual.length;
        double scale = series.scale();
        return new M3Accuracy(
                error / steps / scale,
                relative / steps,
                covered(forecast, 0.80, actual),
                covered(forecast, 0.95, actual),
                width / steps / scale,
                millis);
    }

    private static double covered(Forecast forecast, double level, double[] actual) {
        double inside = 0;
        for (int h = 0; h < actual.length; h++) {
            var interval = forecast.interval(h + 1, level);
            inside += actual[h] >= interval.lower() && actual[h] <= interval.upper() ? 1 : 0;
        }
        return inside / actual.length;
    }

    private double[] numbers() {
        return new double[] {mase, smape, coverage80, coverage95, width95, cpuMillis};
    }
}
