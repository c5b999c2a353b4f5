package io.mlpipeline.benchmarks.scoring;

import java.io.IOException;
import java.util.Arrays;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** XGBoost's own Java binding, with one thread: through a DMatrix, or in place. */
final class XGBoostScorer implements Scorer {
    private final Booster booster;
    private final ScoringData data;
    private final boolean inPlace;

    private XGBoostScorer(Booster booster, ScoringData data, boolean inPlace) {
        this.booster = booster;
        this.data = data;
        this.inPlace = inPlace;
    }

    static XGBoostScorer of(byte[] json, ScoringData data, boolean inPlace) throws XGBoostError, IOException {
        Booster booster = XGBoost.loadModel(json);
        booster.setParam("nthread", 1);
        return new XGBoostScorer(booster, data, inPlace);
    }

    @Override
    public String name() {
        return inPlace ? "xgboost4j inplace" : "xgboost4j DMatrix";
    }

    @Override
    public double score(int row) throws XGBoostError {
        return last(predict(row, 1)[0]);
    }

    @Override
    public double scoreBatch(int first, int count) throws XGBoostError {
        float[][] predicted = predict(first, count);
        return last(predicted[0]) + last(predicted[count - 1]);
    }

    private static double last(float[] outputs) {
        return outputs[outputs.length - 1];
    }

    private float[][] predict(int first, int count) throws XGBoostError {
        float[] rows =
                Arrays.copyOfRange(data.floats(), first * ScoringData.FEATURES, (first + count) * ScoringData.FEATURES);
        if (inPlace) {
            return booster.inplace_predict(rows, count, ScoringData.FEATURES, Float.NaN);
        }
        DMatrix matrix = new DMatrix(rows, count, ScoringData.FEATURES, Float.NaN);
        try {
            return booster.predict(matrix);
        } finally {
            matrix.dispose();
        }
    }

    @Override
    public void close() {
        booster.dispose();
    }
}
