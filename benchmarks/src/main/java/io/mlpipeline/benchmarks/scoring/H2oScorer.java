package io.mlpipeline.benchmarks.scoring;

import biz.k11i.xgboost.Predictor;
import biz.k11i.xgboost.util.FVec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** The pure Java predictor that H2O's MOJO of an XGBoost model runs on. */
final class H2oScorer implements Scorer {
    private final Predictor predictor;
    private final ScoringData data;
    private final int outputs;

    private H2oScorer(Predictor predictor, ScoringData data, int outputs) {
        this.predictor = predictor;
        this.data = data;
        this.outputs = outputs;
    }

    static H2oScorer of(byte[] json, ScoringData data, int outputs) throws XGBoostError, IOException {
        Booster booster = XGBoost.loadModel(json);
        try {
            byte[] binary = booster.toByteArray("deprecated");
            return new H2oScorer(new Predictor(new ByteArrayInputStream(binary)), data, outputs);
        } finally {
            booster.dispose();
        }
    }

    @Override
    public String name() {
        return "h2o";
    }

    @Override
    public double score(int row) {
        FVec vector = FVec.Transformer.fromArray(data.vectors()[row], false);
        return outputs == 1 ? predictor.predictSingle(vector) : predictor.predict(vector)[outputs - 1];
    }

    @Override
    public double scoreBatch(int first, int count) {
        double last = 0;
        double result = score(first);
        for (int i = 1; i < count; i++) {
            last = score(first + i);
        }
        return result + last;
    }
}
