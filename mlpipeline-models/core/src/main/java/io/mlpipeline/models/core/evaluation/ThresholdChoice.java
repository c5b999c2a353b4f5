package io.mlpipeline.models.core.evaluation;

import io.mlpipeline.api.model.TrainingSet;
import java.util.Arrays;

/**
 * From which probability on to act, so that mistakes cost least.
 *
 * @param threshold the least probability of the second class at which it is predicted; above 1 where never is cheapest
 * @param cost what the mistakes cost on the rows that it was chosen by
 * @param falseAlarms the weight of the rows of the first class that are predicted as the second
 * @param misses the weight of the rows of the second class that are not
 */
public record ThresholdChoice(double threshold, double cost, double falseAlarms, double misses) {
    /**
     * Chooses among the predicted probabilities; of equal costs the highest threshold.
     *
     * @param actual rows labelled 0 or 1, at least one; not those that the model was trained on
     * @param predicted the probability of class 1
     * @param falseAlarmCost what a false alarm costs, 0 or more
     * @param missCost what a miss costs, 0 or more
     * @return the cheapest
     * @throws io.mlpipeline.api.error.InvalidDataException if a label is no class or a prediction no probability
     */
    public static ThresholdChoice cheapest(
            TrainingSet actual, double[] predicted, double falseAlarmCost, double missCost) {
        if (!(falseAlarmCost >= 0 && missCost >= 0 && falseAlarmCost + missCost < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "Costs are finite and 0 or more, got " + falseAlarmCost + " and " + missCost);
        }
        ClassRows rows = ClassRows.of("cost", actual, predicted);
        if (!rows.isBinary()) {
            throw new IllegalArgumentException("A threshold needs two classes, there are " + rows.classes);
        }
        Ranking ranking = Ranking.of(rows, 1);
        double misses = Arrays.stream(ranking.hits()).sum();
        double falseAlarms = 0;
        ThresholdChoice best = new ThresholdChoice(Math.nextUp(1.0), missCost * misses, 0, misses);
        for (int i = 0; i < ranking.hits().length; i++) {
            misses -= ranking.hits()[i];
            falseAlarms += ranking.others()[i];
            double cost = falseAlarmCost * falseAlarms + missCost * misses;
            if (cost < best.cost) {
                best = new ThresholdChoice(ranking.probabilities()[i], cost, falseAlarms, misses);
            }
        }
        return best;
    }
}
