package io.mlpipeline.benchmarks.scoring;

/** A library's own forest, which scores rows one by one. */
final class ForestScorer implements Scorer {
    /** The library's call. */
    @FunctionalInterface
    interface Call {
        void predict(double[] vector, double[] out);
    }

    private final String name;
    private final Call call;
    private final ScoringData data;
    private final double[] out;

    ForestScorer(String name, Call call, ScoringData data, int outputs) {
        this.name = name;
        this.call = call;
        this.data = data;
        this.out = new double[outputs];
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double score(int row) {
        call.predict(data.vectors()[row], out);
        return out[out.length - 1];
    }

    @Override
    public double scoreBatch(int first, int count) {
        double result = score(first);
        for (int i = 1; i < count - 1; i++) {
            score(first + i);
        }
        return result + score(first + count - 1);
    }
}
