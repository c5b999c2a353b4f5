package io.mlpipeline.models.xgboost;

import io.mlpipeline.api.model.FeatureImportance;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.models.core.model.Link;
import io.mlpipeline.models.core.model.TreeEnsemble;
import io.mlpipeline.models.core.xgboost.XGBoostModel;
import java.util.List;
import java.util.SplittableRandom;
import ml.dmlc.xgboost4j.java.Booster;

/** Turns XGBoost's trees into a portable ensemble, and proves it. */
final class Export {
    private static final int REPLAYED = 5000;
    private static final double MISSING_SHARE = 0.2;

    private final XGBoostModel model;
    private final Goal goal;
    private final List<String> features;

    Export(XGBoostModel model, Goal goal, List<String> features) {
        this.model = model;
        this.goal = goal;
        this.features = features;
    }

    /** The ensemble, after it gave the same floats as XGBoost for training rows as they are and with values missing. */
    TreeEnsemble verified(Booster booster, TrainingSet data, int seed) {
        double[] rows = replayRows(data, seed);
        int count = rows.length / features.size();
        FloatRows floats = FloatRows.of(rows, count, features);
        float[] margins = Natives.predict(booster, floats, true);
        float[] predictions = Natives.predict(booster, floats, false);
        String difference = "";
        for (float[] baseMargins : baseMargins()) {
            TreeEnsemble ensemble = model.withBaseMargins(baseMargins).toModel(features);
            difference = firstDifference(ensemble, rows, margins, predictions);
            if (difference.isEmpty()) {
                return ensemble;
            }
        }
        throw new IllegalStateException("The exported trees do not predict what XGBoost does, so they are not used: "
                + difference + ". Please report this with the data and parameters");
    }

    private String firstDifference(TreeEnsemble ensemble, double[] rows, float[] margins, float[] predictions) {
        int outputs = goal.outputs();
        double[] vector = new double[features.size()];
        double[] margin = new double[outputs];
        double[] prediction = new double[outputs];
        for (int i = 0; i < margins.length; i++) {
            int row = i / outputs;
            int output = i % outputs;
            if (output == 0) {
                System.arraycopy(rows, row * vector.length, vector, 0, vector.length);
                ensemble.margins(vector, margin);
                ensemble.predict(vector, prediction);
            }
            if (Double.compare(margin[output], margins[i]) != 0
                    || Double.compare(prediction[output], predictions[i]) != 0) {
                return "output " + output + " of row " + row + " gives " + prediction[output] + " (margin "
                        + margin[output] + "), XGBoost " + predictions[i] + " (margin " + margins[i] + ")";
            }
        }
        return "";
    }

    /** Evenly spaced training rows, then the same rows with some values taken away, so that default directions are walked. */
    private double[] replayRows(TrainingSet data, int seed) {
        int count = Math.min(REPLAYED, data.size());
        int width = features.size();
        double[] rows = new double[2 * count * width];
        double[] vector = new double[width];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            data.copyRow((int) ((long) i * data.size() / count), vector);
            System.arraycopy(vector, 0, rows, i * width, width);
            for (int j = 0; j < width; j++) {
                rows[(count + i) * width + j] = random.nextDouble() < MISSING_SHARE ? Double.NaN : vector[j];
            }
        }
        return rows;
    }

    /**
     * XGBoost stores the base score in the label's unit and takes its logarithm, or that of its odds, with the C library, which may
     * be off by one unit in the last place: the replay tells which float it got.
     */
    private float[][] baseMargins() {
        float[] margins = model.baseMargins();
        return goal.link() == Link.EXP || goal.link() == Link.LOGISTIC
                ? new float[][] {margins, {Math.nextUp(margins[0])}, {Math.nextDown(margins[0])}}
                : new float[][] {margins};
    }

    /** Each feature's share of the gain of all splits; empty where there is no split. */
    List<FeatureImportance> importance() {
        return model.importance(features);
    }
}
