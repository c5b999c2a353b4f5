package io.mlpipeline.drift.performance;

import io.mlpipeline.drift.Severity;
import io.mlpipeline.drift.statistics.Sample;
import io.mlpipeline.drift.statistics.TTest;
import io.mlpipeline.drift.statistics.TestResult;
import java.util.Collection;
import java.util.Locale;

/**
 * Judges whether a model predicts worse than on a reference whose labels are known, such as the hold-out of its training. Immutable and safe for
 * use by many threads.
 *
 * <p>A metric has become worse when it grew by more than a limit <em>and</em> the losses of the single rows differ significantly
 * (Welch's test), so that a small window neither cries wolf nor hides behind a percentage.
 */
public final class PerformanceTest {
    private static final int FEWEST = 30;
    private static final double WARNING_Z = 3;
    private static final double CRITICAL_Z = 6;

    private final PerformanceMetric metric;
    private final Sample losses;
    private final Sample residuals;
    private final double warning;
    private final double critical;
    private final double significance;

    private PerformanceTest(
            PerformanceMetric metric,
            Sample losses,
            Sample residuals,
            double warning,
            double critical,
            double significance) {
        this.metric = metric;
        this.losses = losses;
        this.residuals = residuals;
        this.warning = warning;
        this.critical = critical;
        this.significance = significance;
    }

    /**
     * A test with limits of 5 % and 20 % and a significance of 0.01.
     *
     * @param metric what is measured
     * @param predicted the reference's predictions
     * @param actual their labels, as many
     * @return the test
     * @throws IllegalArgumentException if the arrays differ in length or fewer than 30 pairs are finite
     */
    public static PerformanceTest against(PerformanceMetric metric, double[] predicted, double[] actual) {
        if (predicted.length != actual.length) {
            throw new IllegalArgumentException(
                    "As many labels as predictions are needed, got " + actual.length + " and " + predicted.length);
        }
        double[] losses = new double[actual.length];
        double[] residuals = new double[actual.length];
        for (int row = 0; row < actual.length; row++) {
            losses[row] = metric.loss(predicted[row], actual[row]);
            residuals[row] = predicted[row] - actual[row];
        }
        Sample sample = Sample.of(losses);
        if (sample.size() < FEWEST) {
            throw new IllegalArgumentException(
                    "The reference needs " + FEWEST + " or more finite predictions with labels, got " + sample.size());
        }
        return new PerformanceTest(metric, sample, Sample.of(residuals), 0.05, 0.2, 0.01);
    }

    /**
     * The same test with other limits.
     *
     * @param warningShare the relative growth that is a warning, such as 0.05 for 5 %; above 0
     * @param criticalShare the relative growth that is critical, not below the warning's
     * @param significanceLevel the largest p-value that counts, above 0 and below 1
     * @return a new test
     * @throws IllegalArgumentException if a limit is out of range
     */
    public PerformanceTest withLimits(double warningShare, double criticalShare, double significanceLevel) {
        if (!(warningShare > 0 && criticalShare >= warningShare && significanceLevel > 0 && significanceLevel < 1)) {
            throw new IllegalArgumentException("Limits are 0 < warning <= critical and 0 < significance < 1, got "
                    + warningShare + ", " + criticalShare + " and " + significanceLevel);
        }
        return new PerformanceTest(metric, losses, residuals, warningShare, criticalShare, significanceLevel);
    }

    /**
     * Judges a window of predictions whose labels have come.
     *
     * @param window the predictions; pairs that are not finite are left out
     * @return the change; with fewer than 30 pairs it is not judged
     */
    public PerformanceChange judge(Collection<Labelled> window) {
        Sample now = Sample.of(window.stream()
                .mapToDouble(each -> metric.loss(each.predicted(), each.actual()))
                .toArray());
        if (now.size() < FEWEST) {
            String words =
                    String.format(Locale.ROOT, "%s not judged: %d labels, %d are needed", metric, now.size(), FEWEST);
            return new PerformanceChange(metric, 0, 0, 0, 1, Severity.INFO, words);
        }
        double before = metric.ofMeanLoss(losses.mean());
        double current = metric.ofMeanLoss(now.mean());
        double change = change(before, current);
        TestResult test = TTest.welch(losses, now);
        Severity severity = severity(change, test.pValue());
        String words = String.format(
                Locale.ROOT,
                "%s went from %.4g to %.4g (%+.1f %%, p = %.2g)",
                metric,
                before,
                current,
                100 * change,
                test.pValue());
        return new PerformanceChange(metric, before, current, change, test.pValue(), severity, words);
    }

    private static double change(double before, double current) {
        if (before == 0) {
            return current == 0 ? 0 : Double.POSITIVE_INFINITY;
        }
        return current / before - 1;
    }

    private Severity severity(double change, double pValue) {
        if (!(change > 0) || pValue > significance) {
            return Severity.NONE;
        }
        return change >= critical ? Severity.CRITICAL : change >= warning ? Severity.WARNING : Severity.INFO;
    }

    /**
     * Judges whether the predictions of a window lie too high or too low, compared with the reference.
     *
     * @param window the predictions; pairs that are not finite are left out
     * @return the bias; with fewer than 30 pairs its z is 0
     */
    public ResidualBias bias(Collection<Labelled> window) {
        Sample now = Sample.of(window.stream()
                .mapToDouble(each -> each.predicted() - each.actual())
                .toArray());
        if (now.size() < FEWEST) {
            return new ResidualBias(residuals.mean(), residuals.mean(), 0, Severity.NONE);
        }
        double difference = now.mean() - residuals.mean();
        double error = Math.sqrt(now.variance() / now.size() + residuals.variance() / residuals.size());
        double z = difference == 0
                ? 0
                : error == 0 ? Math.copySign(Double.POSITIVE_INFINITY, difference) : difference / error;
        Severity severity = Math.abs(z) > CRITICAL_Z
                ? Severity.CRITICAL
                : Math.abs(z) > WARNING_Z ? Severity.WARNING : Severity.NONE;
        return new ResidualBias(residuals.mean(), now.mean(), z, severity);
    }
}
