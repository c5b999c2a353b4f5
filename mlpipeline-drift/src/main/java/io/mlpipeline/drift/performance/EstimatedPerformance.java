package io.mlpipeline.drift.performance;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How well a binary model does on rows without labels, as its own probabilities expect it: confidence-based performance estimation.
 *
 * <p>It is right when the probabilities are calibrated and what they are of has not changed: under covariate shift, where other rows come
 * than before, but not under concept drift, where the same rows come true otherwise. Calibrate on labelled data first. J. Bialek and
 * others, Estimating model performance under covariate shift without labels, 2024.
 *
 * @param rows the number of probabilities
 * @param accuracy the expected share of right classes
 * @param precision the expected share of right ones among the rows called positive; 1 if none is
 * @param recall the expected share of positives that are called so; 1 if none is expected
 * @param rocAuc the expected area under the ROC curve; 0.5 if all probabilities are equal
 */
public record EstimatedPerformance(int rows, double accuracy, double precision, double recall, double rocAuc) {

    /**
     * Estimates from probabilities.
     *
     * @param probabilities the calibrated probability of the second class, one a row; at least one
     * @param threshold the probability from which on the model says the second class, 0 to 1
     * @return the estimate
     * @throws IllegalArgumentException if there are none, or one is not from 0 to 1; the message says which
     */
    public static EstimatedPerformance of(double[] probabilities, double threshold) {
        require(probabilities, threshold);
        double called = 0;
        double right = 0;
        double positives = 0;
        double truePositives = 0;
        for (double p : probabilities) {
            positives += p;
            if (p >= threshold) {
                called++;
                truePositives += p;
                right += p;
            } else {
                right += 1 - p;
            }
        }
        return new EstimatedPerformance(
                probabilities.length,
                right / probabilities.length,
                called == 0 ? 1 : truePositives / called,
                positives == 0 ? 1 : truePositives / positives,
                rocAuc(probabilities, probabilities));
    }

    /**
     * The expected area under the ROC curve of a score other than the probability.
     *
     * @param scores what the model ranks by, one a row
     * @param probabilities the calibrated probability of the second class of the same rows
     * @return the probability that a positive row scores above a negative one, ties counting half; 0.5 if one of the two is not expected
     * @throws IllegalArgumentException if the lengths differ
     */
    public static double rocAuc(double[] scores, double[] probabilities) {
        if (scores.length != probabilities.length) {
            throw new IllegalArgumentException("As many scores as probabilities are needed, got " + scores.length
                    + " and " + probabilities.length);
        }
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> scores[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        double negativesBelow = 0;
        double pairs = 0;
        double positives = 0;
        for (int from = 0; from < order.length; ) {
            int to = from;
            double positivesHere = 0;
            double negativesHere = 0;
            while (to < order.length && scores[order[to]] == scores[order[from]]) {
                positivesHere += probabilities[order[to]];
                negativesHere += 1 - probabilities[order[to]];
                to++;
            }
            pairs += positivesHere * (negativesBelow + negativesHere / 2);
            positives += positivesHere;
            negativesBelow += negativesHere;
            from = to;
        }
        return positives == 0 || negativesBelow == 0 ? 0.5 : pairs / (positives * negativesBelow);
    }

    private static void require(double[] probabilities, double threshold) {
        if (probabilities.length == 0 || !(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException("An estimate needs probabilities and a threshold from 0 to 1, got "
                    + probabilities.length + " and " + threshold);
        }
        int wrong = IntStream.range(0, probabilities.length)
                .filter(row -> !(probabilities[row] >= 0 && probabilities[row] <= 1))
                .findFirst()
                .orElse(-1);
        if (wrong >= 0) {
            throw new IllegalArgumentException("A probability is from 0 to 1, got " + probabilities[wrong] + " in row "
                    + wrong + " of " + probabilities.length);
        }
    }
}
