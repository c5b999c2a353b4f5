package io.mlpipeline.models.xgboost;

import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.api.provenance.TrainingProvenance;
import io.mlpipeline.models.core.model.TreeEnsemble;
import io.mlpipeline.models.core.training.TrainingMetrics;
import io.mlpipeline.models.core.xgboost.XGBoostModel;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.Booster;

/**
 * What an estimator would have XGBoost do with data of known columns: for those who run the rounds elsewhere, such as on a cluster,
 * and bring the trees home. Immutable.
 */
public final class XGBoostPlan {
    private final Boosting boosting;
    private final Goal goal;
    private final List<String> features;
    private final SortedMap<String, Object> parameters;
    private final double[] classWeights;

    XGBoostPlan(Boosting boosting, Goal goal, List<String> features, double[] classWeights) {
        boosting.requireMovable();
        this.boosting = boosting;
        this.goal = goal;
        this.features = List.copyOf(features);
        this.parameters = boosting.parametersFor(features);
        this.parameters.putAll(goal.parameters());
        this.classWeights = classWeights.clone();
    }

    /**
     * The parameters, the objective among them.
     *
     * @return by XGBoost's own names; the caller's own copy
     */
    public SortedMap<String, Object> parameters() {
        return new TreeMap<>(parameters);
    }

    /**
     * How many rounds there are, or may be with early stopping.
     *
     * @return 1 or more
     */
    public int rounds() {
        return boosting.trees();
    }

    /**
     * The seed of all sampling.
     *
     * @return 0 or more
     */
    public int seed() {
        return boosting.seed();
    }

    /**
     * How many threads each process trains with.
     *
     * @return 1 or more
     */
    public int threads() {
        return Integer.parseInt(String.valueOf(parameters.get("nthread")));
    }

    /**
     * The share of the rows to be drawn at random for finding the number of rounds.
     *
     * @return empty for not stopping early
     */
    public OptionalDouble validationShare() {
        EarlyStopping stopping = boosting.stopping();
        return stopping.isUsed() ? OptionalDouble.of(stopping.share()) : OptionalDouble.empty();
    }

    /**
     * How many rounds may pass without improvement.
     *
     * @return 1 or more with early stopping, else 0
     */
    public int patience() {
        return boosting.stopping().patience();
    }

    /**
     * The objective's own error, which early stopping looks at.
     *
     * @return XGBoost's name of it
     */
    public String metric() {
        String objective = String.valueOf(parameters.get("objective"));
        return switch (objective) {
            case "reg:squarederror" -> "rmse";
            case "reg:absoluteerror" -> "mae";
            case "count:poisson" -> "poisson-nloglik";
            case "reg:tweedie" -> "tweedie-nloglik@" + parameters.get("tweedie_variance_power");
            case "reg:quantileerror" -> "quantile";
            case "binary:logistic" -> "logloss";
            case "multi:softprob" -> "mlogloss";
            default -> throw new IllegalStateException("No error is known of the objective " + objective);
        };
    }

    /**
     * How much a row of each class counts, besides its own weight.
     *
     * @return one a class; empty where all classes count the same
     */
    public double[] classWeights() {
        return classWeights.clone();
    }

    /**
     * Exports trees that were grown by this plan, and proves that they predict what XGBoost does: equal floats for the rows given,
     * as they are and with values missing.
     *
     * @param model XGBoost's own model file
     * @param rounds of how many rounds it is
     * @param sample rows of the training data; up to 5,000 evenly spaced ones are replayed
     * @param rows how many rows were trained on
     * @param fingerprint what tells them from other data
     * @param place what the provenance is to tell of where it was trained, such as the number of workers
     * @return the fit; close it
     * @throws IllegalStateException if an exported tree predicts something else
     */
    public XGBoostFit adopt(
            byte[] model,
            int rounds,
            TrainingSet sample,
            long rows,
            String fingerprint,
            SortedMap<String, String> place) {
        Booster booster = Natives.load(model);
        try {
            XGBoostModel exported = XGBoostModel.read(Natives.json(booster)).withClasses(goal.classes());
            Export export = new Export(exported, goal, features);
            SortedMap<String, String> told = boosting.told(parameters, rounds);
            told.putAll(place);
            TreeEnsemble portable = export.verified(booster, sample, seed());
            return new XGBoostFit(
                    new TrainedModel(
                            portable,
                            export.importance(),
                            new TrainingProvenance(goal.estimator(), Natives.library(), told, rows, fingerprint),
                            TrainingMetrics.of(portable, sample)),
                    booster);
        } catch (RuntimeException e) {
            booster.dispose();
            throw e;
        }
    }
}
