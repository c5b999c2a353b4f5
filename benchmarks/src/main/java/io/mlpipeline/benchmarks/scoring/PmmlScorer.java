package io.mlpipeline.benchmarks.scoring;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dmg.pmml.PMML;
import org.jpmml.evaluator.Computable;
import org.jpmml.evaluator.Evaluator;
import org.jpmml.evaluator.ModelEvaluatorBuilder;
import org.jpmml.xgboost.FeatureMap;
import org.jpmml.xgboost.Learner;
import org.jpmml.xgboost.XGBoostUtil;

/** JPMML's evaluator; the rows lie in maps already. */
final class PmmlScorer implements Scorer {
    private static final String TARGET = "y";

    private final Evaluator evaluator;
    private final List<Map<String, Float>> rows = new ArrayList<>();

    private PmmlScorer(Evaluator evaluator, ScoringData data) {
        this.evaluator = evaluator;
        for (int i = 0; i < ScoringData.ROWS; i++) {
            Map<String, Float> row = new HashMap<>();
            for (int j = 0; j < ScoringData.FEATURES; j++) {
                float value = data.floats()[i * ScoringData.FEATURES + j];
                if (!Float.isNaN(value)) {
                    row.put(ScoringData.NAMES.get(j), value);
                }
            }
            rows.add(row);
        }
    }

    static PmmlScorer of(byte[] json, ScoringData data) throws IOException {
        Learner learner = XGBoostUtil.loadLearner(new ByteArrayInputStream(json), ByteOrder.nativeOrder(), null, "$");
        FeatureMap features = new FeatureMap();
        ScoringData.NAMES.forEach(name -> features.addEntry(name, "q"));
        PMML pmml = learner.encodePMML(Map.of("compact", true), TARGET, null, features);
        return new PmmlScorer(new ModelEvaluatorBuilder(pmml).build(), data);
    }

    @Override
    public String name() {
        return "jpmml";
    }

    @Override
    public double score(int row) {
        Object predicted =
                Objects.requireNonNull(evaluator.evaluate(rows.get(row)).get(TARGET));
        Object value = predicted instanceof Computable computable ? computable.getResult() : predicted;
        return ((Number) value).doubleValue();
    }

    @Override
    public double scoreBatch(int first, int count) {
        throw new UnsupportedOperationException("JPMML scores rows one by one");
    }
}
