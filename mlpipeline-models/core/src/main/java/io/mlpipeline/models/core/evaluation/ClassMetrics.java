package io.mlpipeline.models.core.evaluation;

import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The metrics of classification, for the probability of the second of two classes or of each of several. Labels are the numbers of
 * classes. Rows count by their weights.
 */
public final class ClassMetrics {
    /** The share of rows whose most probable class is the right one. */
    public static final Metric ACCURACY = new ClassMetric("accuracy", true, ClassMetrics::accuracy);

    /** The mean of -log(probability of the label), each at least 2.2e-16. */
    public static final Metric LOG_LOSS = new ClassMetric("log-loss", false, ClassMetrics::logLoss);

    /** The mean squared error of the probability of the second class, or of several classes summed. */
    public static final Metric BRIER = new ClassMetric("brier", false, ClassMetrics::brier);

    /**
     * The area under the ROC curve: how probable it is that a row of the class is given a larger probability than another, ties
     * counting half. Of several classes the mean, each against the rest. {@code NaN} where a class has all rows or none.
     */
    public static final Metric ROC_AUC =
            new ClassMetric("roc-auc", true, rows -> meanOverClasses(rows, Ranking::rocArea));

    /**
     * Average precision, the area under the precision-recall curve by steps. Of several classes the mean, each against the rest.
     * {@code NaN} where a class has no rows.
     */
    public static final Metric PR_AUC =
            new ClassMetric("pr-auc", true, rows -> meanOverClasses(rows, Ranking::averagePrecision));

    private static final double LEAST_PROBABILITY = Math.ulp(1.0);

    private ClassMetrics() {}

    /**
     * Precision: the share of the rows predicted as a class that are of it; 0 where none is predicted.
     *
     * @param averaging how several classes become one number
     * @return the metric
     */
    public static Metric precision(Averaging averaging) {
        return counted("precision", averaging, counts -> counts.precision(averaging));
    }

    /**
     * Recall: the share of the rows of a class that are predicted as it; 0 where there is none.
     *
     * @param averaging how several classes become one number
     * @return the metric
     */
    public static Metric recall(Averaging averaging) {
        return counted("recall", averaging, counts -> counts.recall(averaging));
    }

    /**
     * F1: the harmonic mean of precision and recall; 0 where both are.
     *
     * @param averaging how several classes become one number
     * @return the metric
     */
    public static Metric f1(Averaging averaging) {
        return counted("f1", averaging, counts -> counts.f1(averaging));
    }

    private static Metric counted(String name, Averaging averaging, ToDoubleFunction<ClassCounts> value) {
        String full = averaging == Averaging.BINARY
                ? name
                : name + "-" + averaging.name().toLowerCase(Locale.ROOT);
        return new ClassMetric(full, true, rows -> {
            if (averaging == Averaging.BINARY && rows.classes != 2) {
                throw new IllegalArgumentException("Metric '" + full + "' is of two classes, but there are "
                        + rows.classes + ": choose Averaging.MACRO, MICRO or WEIGHTED");
            }
            return value.applyAsDouble(ClassCounts.of(rows));
        });
    }

    private static double meanOverClasses(ClassRows rows, ToDoubleFunction<Ranking> value) {
        if (rows.classes == 2) {
            return value.applyAsDouble(Ranking.of(rows, 1));
        }
        double sum = 0;
        for (int i = 0; i < rows.classes; i++) {
            sum += value.applyAsDouble(Ranking.of(rows, i));
        }
        return sum / rows.classes;
    }

    private static double accuracy(ClassRows rows) {
        double right = 0;
        for (int i = 0; i < rows.size(); i++) {
            right += rows.predicted(i) == rows.labels[i] ? rows.weights[i] : 0;
        }
        return right / rows.weight();
    }

    private static double logLoss(ClassRows rows) {
        double sum = 0;
        for (int i = 0; i < rows.size(); i++) {
            double all = 0;
            for (int j = 0; j < rows.classes; j++) {
                all += clipped(rows.probability(i, j));
            }
            sum -= rows.weights[i] * StrictMath.log(clipped(rows.probability(i, rows.labels[i])) / all);
        }
        return sum / rows.weight();
    }

    private static double clipped(double probability) {
        return Math.max(LEAST_PROBABILITY, Math.min(1 - LEAST_PROBABILITY, probability));
    }

    private static double brier(ClassRows rows) {
        double sum = 0;
        for (int i = 0; i < rows.size(); i++) {
            for (int j = rows.isBinary() ? 1 : 0; j < rows.classes; j++) {
                double error = rows.probability(i, j) - (rows.labels[i] == j ? 1 : 0);
                sum += rows.weights[i] * (error * error);
            }
        }
        return sum / rows.weight();
    }
}
