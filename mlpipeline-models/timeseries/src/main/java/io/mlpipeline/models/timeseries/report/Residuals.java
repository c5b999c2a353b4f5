package io.mlpipeline.models.timeseries.report;

import io.mlpipeline.api.report.Block;
import io.mlpipeline.api.report.HistogramComparison;
import io.mlpipeline.api.report.LineChart;
import io.mlpipeline.api.report.Table;
import io.mlpipeline.api.report.TableColumn;
import io.mlpipeline.api.report.Tone;
import io.mlpipeline.api.report.XValues;
import io.mlpipeline.models.timeseries.arima.LjungBoxTest;
import io.mlpipeline.models.timeseries.internal.Distributions;
import java.util.Arrays;
import java.util.List;

/** What the residuals of a fit still hold. */
final class Residuals {
    private static final int FEWEST = 8;
    private static final int MOST_BINS = 24;
    private static final double NORMAL_95 = 1.959963984540054;
    private static final double SUSPECT = 0.05;

    private final double[] all;
    private final double[] present;
    private final int lags;
    private final int coefficients;

    private Residuals(double[] all, double[] present, int lags, int coefficients) {
        this.all = all;
        this.present = present;
        this.lags = lags;
        this.coefficients = coefficients;
    }

    /** Two seasons of lags, or ten; a fifth of the residuals at most (Hyndman and Athanasopoulos 2021, 5.4). */
    static Residuals of(double[] residuals, int season, int coefficients) {
        double[] present =
                Arrays.stream(residuals).filter(each -> !Double.isNaN(each)).toArray();
        if (present.length < FEWEST) {
            throw new IllegalArgumentException(
                    present.length + " residuals are present: diagnostics need " + FEWEST + " or more");
        }
        if (season < 1 || coefficients < 0) {
            throw new IllegalArgumentException("the season is " + season + " and the coefficients " + coefficients
                    + ": give 1 or more, and 0 or more");
        }
        int wanted = Math.min(season > 1 ? 2 * season : 10, present.length / 5);
        int lags = Math.max(wanted, Math.min(coefficients + 1, present.length - 1));
        return new Residuals(residuals.clone(), present, lags, coefficients);
    }

    List<Block> blocks() {
        return List.of(course(), correlations(), histogram(), test());
    }

    private LineChart course() {
        double[] steps = new double[all.length];
        Arrays.setAll(steps, t -> t + 1);
        return LineChart.builder("Residuals by step")
                .series("residual", XValues.numbers(steps), all)
                .build();
    }

    private LineChart correlations() {
        double[] correlations = new double[lags];
        Arrays.setAll(correlations, i -> correlation(i + 1));
        double[] x = new double[lags];
        Arrays.setAll(x, i -> i + 1);
        double chance = NORMAL_95 / Math.sqrt(present.length);
        double[] low = new double[lags];
        Arrays.fill(low, -chance);
        double[] high = new double[lags];
        Arrays.fill(high, chance);
        return LineChart.builder("Autocorrelation by lag")
                .series("autocorrelation", XValues.numbers(x), correlations)
                .band("95 % of what chance gives", XValues.numbers(x), low, high)
                .build();
    }

    private double correlation(int lag) {
        double mean = Arrays.stream(present).average().orElse(0);
        double products = 0;
        double squares = 0;
        for (int t = 0; t < present.length; t++) {
            squares += (present[t] - mean) * (present[t] - mean);
            products += t < lag ? 0 : (present[t] - mean) * (present[t - lag] - mean);
        }
        return squares == 0 ? 0 : products / squares;
    }

    /** Beside what a normal distribution of the same mean and variance has in each bin. */
    private Block histogram() {
        double mean = Arrays.stream(present).average().orElse(0);
        double deviation = Math.sqrt(Arrays.stream(present)
                .map(each -> (each - mean) * (each - mean))
                .average()
                .orElse(0));
        double low = Arrays.stream(present).min().orElse(0);
        double high = Arrays.stream(present).max().orElse(0);
        if (!(deviation > 0)) {
            low -= 1;
            high += 1;
        }
        int bins = Math.min(MOST_BINS, 2 + (int) Math.sqrt(present.length));
        double[] edges = new double[bins + 1];
        for (int i = 0; i <= bins; i++) {
            edges[i] = low + (high - low) * i / bins;
        }
        double[] counts = new double[bins];
        for (double each : present) {
            counts[Math.min(bins - 1, (int) ((each - low) / (high - low) * bins))]++;
        }
        double[] normal = new double[bins];
        for (int i = 0; i < bins && deviation > 0; i++) {
            normal[i] = below((edges[i + 1] - mean) / deviation) - below((edges[i] - mean) / deviation);
        }
        return HistogramComparison.ofBins(
                "Residuals (current) beside a normal distribution (reference)", edges, normal, counts);
    }

    /** The normal distribution function: a square is chi-square with one degree of freedom. */
    private static double below(double z) {
        double tail = 0.5 * Distributions.chiSquareUpperTail(z * z, 1);
        return z < 0 ? tail : 1 - tail;
    }

    private Table test() {
        LjungBoxTest test = LjungBoxTest.of(present, lags, coefficients);
        Table.Builder table = Table.builder(
                "Ljung and Box: are the first " + lags + " autocorrelations more than chance?",
                TableColumn.number("Statistic"),
                TableColumn.number("Degrees of freedom"),
                TableColumn.number("p"),
                TableColumn.text("Reading"));
        boolean suspect = test.pValue() < SUSPECT;
        table.row(
                suspect ? Tone.WARNING : Tone.PLAIN,
                test.statistic(),
                test.degreesOfFreedom(),
                test.pValue(),
                suspect ? "the residuals still hold a pattern" : "no pattern is left that the test sees");
        return table.build();
    }
}
