package io.mlpipeline.testkit.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * The score of the Numenta Anomaly Benchmark (A. Lavin, S. Ahmad, Evaluating real-time anomaly detection algorithms, 2015).
 *
 * <p>An alarm in a window counts the more the earlier it comes, one outside costs the more the farther it lies from the last window, and
 * one threshold for the whole corpus is chosen as the benchmark does. 0 is what silence earns, 100 a report at the start of every window
 * and nowhere else.
 */
public enum NabScore {
    /** All mistakes weigh alike. */
    STANDARD(1, 0.11),
    /** Twice the cost of a false alarm. */
    LOW_FALSE_POSITIVES(1, 0.22),
    /** Twice the cost of a missed window. */
    LOW_FALSE_NEGATIVES(2, 0.11);

    private static final double PROBATION_SHARE = 0.15;
    private static final int PROBATION_ROWS = 750;

    private final double miss;
    private final double falseAlarm;

    NabScore(double miss, double falseAlarm) {
        this.miss = miss;
        this.falseAlarm = falseAlarm;
    }

    /** One row after probation: its anomaly score, what it earns or costs, and the number of its window or -1. */
    private record Point(double anomaly, double gain, int window) {}

    /**
     * Scores a detector.
     *
     * @param corpus the series
     * @param detector gives an anomaly score for every row of a series, having seen the rows before only
     * @return the score, at most 100
     */
    public double of(List<NabSeries> corpus, Function<NabSeries, double[]> detector) {
        List<Point> points = new ArrayList<>();
        int windows = 0;
        for (NabSeries series : corpus) {
            points(series, detector.apply(series), windows, points);
            windows += series.windows().size();
        }
        points.sort(Comparator.comparingDouble(Point::anomaly).reversed());
        double silence = -miss * windows;
        return 100 * (best(points, windows) - silence) / (windows - silence);
    }

    private void points(NabSeries series, double[] anomalies, int firstWindow, List<Point> points) {
        int rows = series.values().size();
        int first = (int) Math.min(Math.floor(PROBATION_SHARE * rows), PROBATION_ROWS);
        for (int row = first; row < rows; row++) {
            points.add(point(series, row, anomalies[row], firstWindow));
        }
    }

    private Point point(NabSeries series, int row, double anomaly, int firstWindow) {
        NabSeries.Window before = null;
        for (int w = 0; w < series.windows().size(); w++) {
            NabSeries.Window window = series.windows().get(w);
            if (row > window.last()) {
                before = window;
            } else if (row >= window.first()) {
                double position = -(window.last() - row + 1.0) / (window.last() - window.first() + 1);
                return new Point(anomaly, sigmoid(position) / sigmoid(-1), firstWindow + w);
            }
        }
        double distance =
                before == null ? 4 : (double) (row - before.last()) / Math.max(1, before.last() - before.first());
        return new Point(anomaly, falseAlarm * sigmoid(distance), -1);
    }

    private static double sigmoid(double position) {
        return position > 3 ? -1 : 2 / (1 + Math.exp(5 * position)) - 1;
    }

    /** The highest sum over all thresholds; only the best alarm of a window counts. */
    private double best(List<Point> points, int windows) {
        double[] found = new double[windows];
        Arrays.fill(found, -miss);
        double sum = -miss * windows;
        double best = sum;
        for (int i = 0; i < points.size(); i++) {
            Point point = points.get(i);
            if (i > 0 && point.anomaly() < points.get(i - 1).anomaly()) {
                best = Math.max(best, sum);
            }
            if (point.window() < 0) {
                sum += point.gain();
            } else if (point.gain() > found[point.window()]) {
                sum += point.gain() - found[point.window()];
                found[point.window()] = point.gain();
            }
        }
        return Math.max(best, sum);
    }
}
