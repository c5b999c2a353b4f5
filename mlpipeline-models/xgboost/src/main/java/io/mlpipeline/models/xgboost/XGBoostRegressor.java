package io.mlpipeline.models.xgboost;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.Estimator;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.model.TrainingSet;
import java.util.List;
import java.util.TreeMap;

/**
 * Gradient-boosted trees for regression, trained by XGBoost and exported to a
 * {@link io.mlpipeline.models.core.model.TreeEnsemble} that scores without it. Immutable and safe for use by many threads.
 *
 * <p>Before a model is returned, the exported trees are replayed against XGBoost's own predictions, with values missing at random
 * too, and must give equal floats. The importance of a feature is its share of the total gain of all splits.
 *
 * <p>Rows with weights count by them. Missing values go the way that was better in training at each split.
 *
 * <p>Features are rounded to single precision. The same data, parameters and seed give the same model for the same version of
 * XGBoost. Training takes about 4 bytes a value outside the Java heap besides XGBoost's own bins.
 *
 * <p>One thread trains unless {@link Builder#threads(int)} says otherwise. With more, XGBoost's OpenMP threads spin while they wait
 * for each other: on a machine that does other work too, start the process with {@code OMP_WAIT_POLICY=passive}.
 *
 * <p>Source: T. Chen and C. Guestrin, XGBoost: A Scalable Tree Boosting System, KDD 2016.
 */
public final class XGBoostRegressor implements Estimator {
    private final Boosting boosting;
    private final Objective objective;

    private XGBoostRegressor(Boosting boosting, Objective objective) {
        this.boosting = boosting;
        this.objective = objective;
    }

    /**
     * Starts a regressor with 100 trees of depth 6, a learning rate of 0.3 and squared error, on one thread.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts a random forest: one round of trees whose predictions are averaged, each on a random 80 % of the rows, each split
     * choosing from a random 80 % of the features.
     *
     * @param trees 1 to 10,000
     * @return a builder
     */
    public static Builder forest(int trees) {
        return new Builder().forest(trees);
    }

    @Override
    public String name() {
        return "xgboost";
    }

    @Override
    public TrainedModel fit(TrainingSet data) {
        try (XGBoostFit fit = train(data)) {
            return fit.trained();
        }
    }

    /**
     * Trains, and keeps XGBoost's own model open beside the exported one, so that a caller can compare both.
     *
     * @param data the labelled data, at least one row
     * @return the fit; close it
     * @throws InvalidDataException if there are no rows, a value does not fit a float, or a label does not suit the objective
     * @throws IllegalArgumentException if a constrained or categorical feature is none of the data's
     * @throws java.util.concurrent.CancellationException if it was cancelled
     * @throws IllegalStateException if XGBoost's native library cannot be loaded on this platform
     */
    public XGBoostFit train(TrainingSet data) {
        checkLabels(data);
        return new Training(boosting, goal(RowWeights.of(data)), data).run();
    }

    /**
     * What XGBoost is to do with data that is elsewhere.
     *
     * @param features the features' names
     * @param target the label's name
     * @param smallestLabel the smallest label
     * @return the plan
     * @throws InvalidDataException if the smallest label does not suit the objective
     * @throws IllegalArgumentException if a constrained feature is none of the data's, or if this regressor needs rows in memory: it
     *     stops early on the latest rows, has categorical features, or is to be watched or cancelled
     */
    public XGBoostPlan plan(List<String> features, String target, double smallestLabel) {
        if (objective.needsNonNegativeLabels() && smallestLabel < 0) {
            throw unsuitable(target, smallestLabel, "a row");
        }
        return new XGBoostPlan(boosting, goal(new float[0]), features, new double[0]);
    }

    private Goal goal(float[] weights) {
        TreeMap<String, Object> parameters = new TreeMap<>(objective.parameters());
        parameters.put("objective", objective.nativeName());
        return new Goal(name(), parameters, objective.link(), List.of(), weights);
    }

    private InvalidDataException unsuitable(String target, double label, String where) {
        return new InvalidDataException("Objective " + objective + " takes labels of 0 or more, but '" + target
                + "' is " + label + " in " + where + ". Use Objective.SQUARED_ERROR, or drop such rows");
    }

    private void checkLabels(TrainingSet data) {
        if (data.size() == 0) {
            throw new InvalidDataException("Cannot learn from an empty training set: " + data);
        }
        for (int i = 0; i < data.size(); i++) {
            if (objective.needsNonNegativeLabels() && data.label(i) < 0) {
                throw unsuitable(data.target(), data.label(i), "row " + i);
            }
        }
    }

    @Override
    public String toString() {
        return "XGBoostRegressor(" + objective + ", " + boosting + ")";
    }

    /** Sets the parameters; each call checks its own. Not thread-safe. */
    public static final class Builder extends XGBoostBuilder<Builder> {
        private Objective objective = Objective.SQUARED_ERROR;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets what is minimised.
         *
         * @param objective the objective
         * @return this builder
         */
        public Builder objective(Objective objective) {
            this.objective = objective;
            return this;
        }

        /**
         * Builds the regressor; the builder may go on and build again.
         *
         * @return an immutable regressor
         * @throws IllegalStateException if it is to stop early but has one round only
         */
        public XGBoostRegressor build() {
            return new XGBoostRegressor(boosting(), objective);
        }
    }
}
