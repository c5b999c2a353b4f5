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
    private final Link link;
    private final List<String> features;

    Export(NativeModel model, Link link, List<String> features) {
        this.model = model;
        this.link = link;
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
        double[] vector = new double[features.size()];
        for (int i = 0; i < margins.length; i++) {
            System.arraycopy(rows, i * vector.length, vector, 0, vector.length);
            float margin = ensemble.margin(vector, 0);
            double prediction = ensemble.predict(vector);
            if (Float.compare(margin, margins[i]) != 0 || Double.compare(prediction, predictions[i]) != 0) {
                return "row " + i + " of " + margins.length + " gives " + prediction + " (margin " + margin
                        + "), XGBoost " + predictions[i] + " (margin " + margins[i] + ")";
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
     * XGBoost stores the base score in the label's unit and takes its logarithm with the C library, which may be off by one unit
     * in the last place: the replay tells which float it got.
     */
    private float[] baseMargins() {
        if (link != Link.EXP) {
            return new float[] {model.baseScore()};
        }
        float log = (float) StrictMath.log(model.baseScore());
        return new float[] {log, Math.nextUp(log), Math.nextDown(log)};
    }

    private TreeEnsemble ensemble(float baseMargin) {
        TreeEnsemble.Builder ensemble =
                TreeEnsemble.builder(features).link(link).baseMargin(baseMargin);
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
