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

    private H2oScorer(Predictor predictor, ScoringData data) {
        this.predictor = predictor;
        this.data = data;
    }

    static H2oScorer of(byte[] json, ScoringData data) throws XGBoostError, IOException {
        Booster booster = XGBoost.loadModel(json);
        try {
            byte[] binary = booster.toByteArray("deprecated");
            return new H2oScorer(new Predictor(new ByteArrayInputStream(binary)), data);
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
        return predictor.predictSingle(FVec.Transformer.fromArray(data.vectors()[row], false));
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
