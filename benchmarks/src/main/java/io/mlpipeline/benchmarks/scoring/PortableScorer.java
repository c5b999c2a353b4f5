package io.mlpipeline.benchmarks.scoring;

import io.mlpipeline.api.model.Model;

/** Our own. */
final class PortableScorer implements Scorer {
    private final Model model;
    private final ScoringData data;
    private final double[] out = new double[ScoringData.ROWS];
    private double[] batch = new double[0];

    PortableScorer(Model model, ScoringData data) {
        this.model = model;
        this.data = data;
    }

    @Override
    public String name() {
        return "mlpipeline";
    }

    @Override
    public double score(int row) {
        return model.predict(data.vectors()[row]);
    }

    @Override
    public double scoreBatch(int first, int count) {
        if (batch.length != count * ScoringData.FEATURES) {
            batch = new double[count * ScoringData.FEATURES];
        }
        System.arraycopy(data.flat(), first * ScoringData.FEATURES, batch, 0, batch.length);
        model.predictBatch(batch, count, out);
        return out[0] + out[count - 1];
    }
}
