package io.mlpipeline.models.xgboost;

import io.mlpipeline.api.model.FeatureImportance;
import io.mlpipeline.api.model.TrainingSet;
import io.mlpipeline.models.core.model.Link;
import io.mlpipeline.models.core.model.TreeEnsemble;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import ml.dmlc.xgboost4j.java.Booster;

/** Turns XGBoost's trees into a portable ensemble, and proves it. */
final class Export {
    private static final int REPLAYED = 5000;
    private static final double MISSING_SHARE = 0.2;

    private final NativeModel model;
    private final Goal goal;
    private final List<String> features;

    Export(NativeModel model, Goal goal, List<String> features) {
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
        for (float baseMargin : baseMargins()) {
            TreeEnsemble ensemble = ensemble(baseMargin);
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
    private float[] baseMargins() {
        float score = model.baseScore();
        return switch (goal.link()) {
            case IDENTITY, SOFTMAX -> new float[] {score};
            case EXP -> around((float) StrictMath.log(score));
            case LOGISTIC -> around((float) -StrictMath.log(1.0f / score - 1.0f));
        };
    }

    private static float[] around(float value) {
        return new float[] {value, Math.nextUp(value), Math.nextDown(value)};
    }

    private TreeEnsemble ensemble(float baseMargin) {
        TreeEnsemble.Builder ensemble =
                TreeEnsemble.builder(features).classNames(goal.classes()).baseMargin(baseMargin);
        if (goal.link() == Link.SOFTMAX) {
            ensemble.classes(goal.outputs());
        } else {
            ensemble.link(goal.link());
        }
        for (NativeModel.Tree tree : model.trees()) {
            ensemble.tree(tree.left(), tree.right(), tree.feature(), tree.defaultLeft(), tree.value(), tree.cover());
        }
        return ensemble.build();
    }

    /** Each feature's share of the gain of all splits; empty where there is no split. */
    List<FeatureImportance> importance() {
        double[] gains = new double[features.size()];
        double total = 0;
        for (NativeModel.Tree tree : model.trees()) {
            for (int node = 0; node < tree.gain().length; node++) {
                if (tree.left()[node] >= 0) {
                    gains[tree.feature()[node]] += tree.gain()[node];
                    total += tree.gain()[node];
                }
            }
        }
        List<FeatureImportance> importance = new ArrayList<>();
        for (int i = 0; i < gains.length && total > 0; i++) {
            importance.add(new FeatureImportance(features.get(i), Math.min(1, gains[i] / total)));
        }
        return importance;
    }
}
