package io.mlpipeline.models.xgboost;

import io.mlpipeline.api.error.InvalidDataException;
import io.mlpipeline.api.model.TrainedModel;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.api.provenance.TrainingProvenance;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;

/** One training run. */
final class Training {
    private final XGBoostRegressor regressor;
    private final TrainingSet data;

    Training(XGBoostRegressor regressor, TrainingSet data) {
        this.regressor = regressor;
        this.data = data;
    }

    XGBoostFit run() {
        int rounds = regressor.stopsEarly() ? bestRounds() : regressor.trees();
        Booster booster = train(rounds);
        try {
            NativeModel exported =
                    NativeModel.read(Natives.json(booster), data.features().size());
            Export export = new Export(exported, regressor.objective().link(), data.features());
            TrainedModel trained = new TrainedModel(
                    export.verified(booster, data, regressor.seed()), export.importance(), provenance(rounds));
            return new XGBoostFit(trained, booster);
        } catch (RuntimeException e) {
            booster.dispose();
            throw e;
        }
    }

    private Booster train(int rounds) {
        DMatrix matrix = matrix(data);
        try {
            return Natives.train(matrix, regressor.nativeParameters(), rounds);
        } finally {
            matrix.dispose();
        }
    }

    private int bestRounds() {
        long boundary = firstValidationTime();
        TrainingSet earlier = data.where(row -> data.time(row) < boundary);
        if (earlier.size() == 0) {
            throw new InvalidDataException("Early stopping needs rows of different times, but the latest share of "
                    + data + " begins at the first time already. Give the rows times, or do without early stopping");
        }
        DMatrix matrix = matrix(earlier);
        DMatrix validation = matrix(data.where(row -> data.time(row) >= boundary));
        try {
            return Natives.bestRounds(
                    matrix, validation, regressor.nativeParameters(), regressor.trees(), regressor.patience());
        } finally {
            matrix.dispose();
            validation.dispose();
        }
    }

    private long firstValidationTime() {
        long[] times = new long[data.size()];
        Arrays.setAll(times, data::time);
        Arrays.sort(times);
        int validation = Math.max(1, (int) (times.length * regressor.validationShare()));
        return times[times.length - validation];
    }

    private static DMatrix matrix(TrainingSet rows) {
        float[] labels = new float[rows.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (float) rows.label(i);
            if (Float.isInfinite(labels[i])) {
                throw new InvalidDataException("The label '" + rows.target() + "' of row " + i + " is " + rows.label(i)
                        + ", which XGBoost's single precision cannot hold");
            }
        }
        return Natives.matrix(FloatRows.of(rows.toArray(), rows.size(), rows.features()), labels);
    }

    private TrainingProvenance provenance(int rounds) {
        SortedMap<String, String> parameters = new TreeMap<>();
        regressor.nativeParameters().forEach((name, value) -> parameters.put(name, value.toString()));
        parameters.remove("nthread");
        parameters.remove("verbosity");
        parameters.put("trees", Integer.toString(rounds));
        if (regressor.stopsEarly()) {
            parameters.put("early_stopping_share", Double.toString(regressor.validationShare()));
            parameters.put("early_stopping_patience", Integer.toString(regressor.patience()));
            parameters.put("early_stopping_most_trees", Integer.toString(regressor.trees()));
        }
        return new TrainingProvenance(regressor.name(), Natives.library(), parameters, data.size(), data.fingerprint());
    }
}
