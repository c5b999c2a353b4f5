package io.mlpipeline.models.deep;

/** Where a training stands. Not thread-safe. */
final class Progress {
    final float[] weights;
    final Adam adam;
    final float[] best;
    int epoch;
    double bestLoss = Double.POSITIVE_INFINITY;
    int bestEpoch;

    Progress(float[] weights, Adam adam, float[] best) {
        this.weights = weights;
        this.adam = adam;
        this.best = best;
    }

    static Progress start(float[] weights, double decay) {
        Adam adam = new Adam(new float[weights.length], new float[weights.length], 0, decay);
        return new Progress(weights, adam, weights.clone());
    }

    void judge(double loss) {
        if (loss < bestLoss) {
            bestLoss = loss;
            bestEpoch = epoch;
            System.arraycopy(weights, 0, best, 0, weights.length);
        }
    }
}
