package io.mlpipeline.benchmarks.scoring;

import io.mlpipeline.api.model.Model;

/** Our own. */
final class PortableScorer implements Scorer {
    private final Model model;
    private final ScoringData data;
    private final int outputs;
    private final double[] out;
    private double[] batch = new double[0];

    PortableScorer(Model model, ScoringData data) {
        this.model = model;
        this.data = data;
        this.outputs = model.outputs();
        this.out = new double[ScoringData.ROWS * outputs];
    }

    @Override
    public String name() {
        return "mlpipeline";
    }

    @Override
    public double score(int row) {
        if (outputs == 1) {
            return model.predict(data.vectors()[row]);
        }
        model.predict(data.vectors()[row], out);
        return out[outputs - 1];
    }

    @Override
    public double scoreBatch(int first, int count) {
        if (batch.length != count * ScoringData.FEATURES) {
            batch = new double[count * ScoringData.FEATURES];
        }
        System.arraycopy(data.flat(), first * ScoringData.FEATURES, batch, 0, batch.length);
        model.predictBatch(batch, count, out);
        return out[outputs - 1] + out[count * outputs - 1];
    }
}
