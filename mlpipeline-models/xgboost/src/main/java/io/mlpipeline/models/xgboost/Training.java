package io.mlpipeline.models.xgboost;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.api.provenance.TrainingProvenance;
import io.mlpipeline.models.core.model.TreeEnsemble;
import io.mlpipeline.models.core.training.TrainingMetrics;
import io.mlpipeline.models.core.xgboost.XGBoostModel;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.function.IntPredicate;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;

/** One training run. */
final class Training {
    private final Boosting boosting;
    private final Goal goal;
    private final TrainingSet data;
    private final SortedMap<String, Object> parameters;

    Training(Boosting boosting, Goal goal, TrainingSet data) {
        this.boosting = boosting;
        this.goal = goal;
        this.data = data;
        this.parameters = boosting.parametersFor(data.features());
        this.parameters.putAll(goal.parameters());
        boosting.checkCategories(data);
    }

    XGBoostFit run() {
        int rounds = boosting.stopping().isUsed() ? bestRounds() : boosting.trees();
        Booster booster = train(rounds);
        try {
            XGBoostModel exported = XGBoostModel.read(Natives.json(booster)).withClasses(goal.classes());
            Export export = new Export(exported, goal, data.features());
            TreeEnsemble model = export.verified(booster, data, boosting.seed());
            TrainedModel trained =
                    new TrainedModel(model, export.importance(), provenance(rounds), TrainingMetrics.of(model, data));
            return new XGBoostFit(trained, booster);
        } catch (RuntimeException e) {
            booster.dispose();
            throw e;
        }
    }

    private Booster train(int rounds) {
        DMatrix matrix = matrix(row -> true);
        try {
            Booster booster = Natives.start(matrix, parameters);
            try {
                for (int round = 0; round < rounds; round++) {
                    Natives.update(booster, matrix, round);
                    boosting.roundDone(round + 1, OptionalDouble.empty());
                }
                return booster;
            } catch (RuntimeException e) {
                booster.dispose();
                throw e;
            }
        } finally {
            matrix.dispose();
        }
    }

    /** Trains until the error on the validation rows has not fallen for a while; returns the number of rounds that was best. */
    private int bestRounds() {
        IntPredicate validates = boosting.stopping().validationRows(data, boosting.seed());
        DMatrix matrix = matrix(row -> !validates.test(row));
        DMatrix validation = matrix(validates);
        try {
            return bestRounds(matrix, validation);
        } finally {
            matrix.dispose();
            validation.dispose();
        }
    }

    private int bestRounds(DMatrix matrix, DMatrix validation) {
        Booster booster = Natives.start(matrix, parameters);
        try {
            float smallest = Float.POSITIVE_INFINITY;
            int best = 1;
            for (int done = 1;
                    done <= boosting.trees()
                            && done - best <= boosting.stopping().patience();
                    done++) {
                Natives.update(booster, matrix, done - 1);
                float error = Natives.error(booster, validation);
                if (error < smallest) {
                    smallest = error;
                    best = done;
                }
                boosting.roundDone(done, OptionalDouble.of(error));
            }
            return best;
        } finally {
            booster.dispose();
        }
    }

    /** The chosen rows outside the Java heap. */
    private DMatrix matrix(IntPredicate chosen) {
        TrainingSet rows = data.where(chosen);
        float[] labels = new float[rows.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (float) rows.label(i);
            if (Float.isInfinite(labels[i])) {
                throw new InvalidDataException("The label '" + rows.target() + "' of row " + i + " is " + rows.label(i)
                        + ", which XGBoost's single precision cannot hold");
            }
        }
        return Natives.matrix(
                FloatRows.of(rows.toArray(), rows.size(), rows.features()),
                labels,
                weights(chosen, labels.length),
                boosting.featureTypes(data));
    }

    private float[] weights(IntPredicate chosen, int count) {
        float[] all = goal.weights();
        if (all.length == 0) {
            return all;
        }
        float[] weights = new float[count];
        int next = 0;
        for (int i = 0; i < all.length; i++) {
            if (chosen.test(i)) {
                weights[next++] = all[i];
            }
        }
        return weights;
    }

    private TrainingProvenance provenance(int rounds) {
        return new TrainingProvenance(
                goal.estimator(),
                Natives.library(),
                boosting.told(parameters, rounds),
                data.size(),
                data.fingerprint());
    }
}
